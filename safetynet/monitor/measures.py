"""What each number of the monitor counts, by which rule. Days alone; no database."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from safetynet.deadlines.working_days import working_days_after
from safetynet.meetings.models import OUTCOME_OF, AimOf, Ending
from safetynet.meetings.pdf.document import TaskOutcome
from safetynet.monitor.facts import Facts, TaskFact
from safetynet.monitor.periods import Period


class Measure(StrEnum):
    """In the order of the page; each has an aim of the same name."""

    FIRST_REVIEWS = "first_reviews"
    REVIEWS = "reviews"
    RESEARCH = "research"
    STATEMENTS = "statements"
    WISHES = "wishes"
    TASKS = "tasks"
    RELEASES = "releases"
    MINUTES = "minutes"

    @property
    def aim(self) -> AimOf:
        return AimOf(self.value)


OF_YOUNG_PEOPLE = frozenset(
    {Measure.FIRST_REVIEWS, Measure.REVIEWS, Measure.WISHES, Measure.RELEASES}
)
"""Each of their counts is so many reviews of young people; the others count agencies' work."""
OF_ONE_AGENCY = frozenset({Measure.RESEARCH, Measure.STATEMENTS, Measure.TASKS})
"""What an agency's own supervisor sees of it: its research, its people and its tasks."""


@dataclass(frozen=True)
class Tally:
    met: int = 0
    missed: int = 0

    @property
    def total(self) -> int:
        return self.met + self.missed

    @property
    def percent(self) -> int | None:
        """Rounded down, so that 100 means all; None where there is nothing to count."""
        return self.met * 100 // self.total if self.total else None


Judged = Iterator[tuple[date, bool]]
"""Each thing that counts: the day it counts for, and whether the rule was kept."""
Aims = Mapping[AimOf, int]


def _first_reviews(facts: Facts, aims: Aims, day: date) -> Judged:
    within = timedelta(days=aims[AimOf.FIRST_REVIEW_WITHIN])
    for one in facts.first_reviews:
        yield from _by(one.opened, one.opened + within, one.came, one.closed, day)


def _reviews(facts: Facts, aims: Aims, day: date) -> Judged:
    grace = timedelta(days=aims[AimOf.REVIEW_GRACE])
    for one in facts.promises:
        yield from _by(one.by, one.by + grace, one.came, one.closed, day)


def _research(facts: Facts, _aims: Aims, _day: date) -> Judged:
    return ((one.on, one.in_time) for one in facts.research)


def _statements(facts: Facts, _aims: Aims, _day: date) -> Judged:
    return ((one.on, one.signed) for one in facts.presences)


def _wishes(facts: Facts, _aims: Aims, _day: date) -> Judged:
    return ((one.on, one.wishes) for one in facts.reviews)


def _releases(facts: Facts, _aims: Aims, _day: date) -> Judged:
    return ((one.on, one.release) for one in facts.reviews)


def _tasks(facts: Facts, _aims: Aims, day: date) -> Judged:
    for task in facts.tasks:
        if (kept := done_by_its_day(task, day)) is not None:
            yield task.due, kept


def _minutes(facts: Facts, aims: Aims, day: date) -> Judged:
    within = aims[AimOf.MINUTES_WITHIN]
    for one in facts.minutes:
        by = working_days_after(one.held, within, facts.closed.__contains__)
        yield from _by(one.held, by, one.final, None, day)


def _by(on: date, until: date, came: date | None, closed: date | None, today: date) -> Judged:
    """Judge what was to come by a day; not what may still come, nor what an end spared."""
    if came and came <= until:
        yield on, True
    elif not (closed and closed <= until) and until < today:
        yield on, False


def done_by_its_day(task: TaskFact, day: date) -> bool | None:
    """Return whether a task was done by its day; None for one that does not count.

    That is one which events overtook, or whose day is still to come.
    """
    if task.ending is None:
        return False if task.due < day else None
    if OUTCOME_OF[task.ending] is TaskOutcome.OVERTAKEN:
        return None
    is_in_time = task.settled is not None and task.settled <= task.due
    return task.ending is Ending.DONE and is_in_time


RULES: Mapping[Measure, Callable[[Facts, Aims, date], Judged]] = {
    Measure.FIRST_REVIEWS: _first_reviews,
    Measure.REVIEWS: _reviews,
    Measure.RESEARCH: _research,
    Measure.STATEMENTS: _statements,
    Measure.WISHES: _wishes,
    Measure.TASKS: _tasks,
    Measure.RELEASES: _releases,
    Measure.MINUTES: _minutes,
}


def tallies(
    measure: Measure, facts: Facts, aims: Aims, periods: Sequence[Period], day: date
) -> list[Tally]:
    """Count one measure over each period, given in order of time, as it stands on a day."""
    firsts = [period.first for period in periods]
    met, missed = [0] * len(periods), [0] * len(periods)
    for on, kept in RULES[measure](facts, aims, day):
        place = bisect_right(firsts, on) - 1
        if place >= 0 and periods[place].holds(on):
            (met if kept else missed)[place] += 1
    return list(map(Tally, met, missed))
