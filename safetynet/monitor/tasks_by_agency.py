"""Open and late by agency, without blame: how many of each, in the order of the alphabet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from uuid import UUID

from safetynet.meetings.models import OUTCOME_OF, Ending, Rung
from safetynet.meetings.pdf.document import TaskOutcome
from safetynet.monitor.facts import TaskFact
from safetynet.monitor.measures import done_by_its_day
from safetynet.monitor.suppressing import groups_left_out, is_small, left_out

ENOUGH = 5
"""Fewer than so many tasks have no median worth telling."""


@dataclass(frozen=True)
class Row:
    """The tasks of one agency, or of all, that were due in a span of time."""

    name: str
    due: int
    in_time: int
    later: int
    """Done after their day."""
    overtaken: int
    not_done: int
    late: int
    """Still open after their day."""
    to_come: int
    moved: int
    """How many were given more time, however often."""
    led: int
    """How many came up to the agency's lead or further, and are still open."""
    steering: int
    days: int | None
    """Median of the days from the review to the end of those that were done."""
    people: frozenset[UUID]

    @property
    def open(self) -> int:
        return self.late + self.to_come


def row_of(name: str, tasks: Iterable[TaskFact], day: date) -> Row:
    facts = list(tasks)
    done = [task for task in facts if task.ending is Ending.DONE]
    outcomes = [OUTCOME_OF[task.ending] for task in facts if task.ending]
    still_open = [task for task in facts if task.ending is None]
    in_time = sum(done_by_its_day(task, day) is True for task in facts)
    took = [(task.settled - task.given).days for task in done if task.settled]
    return Row(
        name=name,
        due=len(facts),
        in_time=in_time,
        later=len(done) - in_time,
        overtaken=outcomes.count(TaskOutcome.OVERTAKEN),
        not_done=outcomes.count(TaskOutcome.NOT_DONE),
        late=sum(task.due < day for task in still_open),
        to_come=sum(task.due >= day for task in still_open),
        moved=sum(task.extensions > 0 for task in facts),
        led=sum(task.rung in {Rung.LEAD, Rung.STEERING} for task in still_open),
        steering=sum(task.rung is Rung.STEERING for task in still_open),
        days=round(median(took)) if len(took) >= ENOUGH else None,
        people=frozenset(task.survivor for task in facts),
    )


def by_agency(tasks: Iterable[TaskFact], names: Mapping[UUID, str], day: date) -> list[Row]:
    """Return one row for each agency named, also for one without a task; by name, never by rank."""
    theirs: dict[UUID, list[TaskFact]] = {agency: [] for agency in names}
    for task in tasks:
        theirs.setdefault(task.agency, []).append(task)
    named = sorted((names.get(agency, ""), facts) for agency, facts in theirs.items())
    return [row_of(name, facts, day) for name, facts in named if name]


@dataclass(frozen=True)
class Masked:
    """The same for those who know no case: a row is None where its agency is not told of."""

    rows: list[tuple[str, Row | None]]
    everybody: Row | None
    """All agencies together; None where that would tell of one that is left out."""

    @property
    def is_whole(self) -> bool:
        return self.everybody is not None and all(row for _name, row in self.rows)


def masked_rows(rows: Iterable[Row], everybody: Row) -> Masked:
    """Tell of an agency only where its tasks concern eleven young people or more."""
    found = list(rows)
    hidden, sum_is_told = groups_left_out({row.name: row.people for row in found})
    is_told = sum_is_told and not is_small(len(everybody.people))
    return Masked(
        [(row.name, None if row.name in hidden else row) for row in found],
        everybody if is_told else None,
    )


@dataclass(frozen=True)
class Reason:
    """How many tasks ended so; None where it is left out."""

    ending: Ending
    count: int | None


def reasons_of(tasks: Iterable[TaskFact]) -> list[Reason]:
    """Return why tasks were not done, or were overtaken, the small counts left out."""
    counts = dict.fromkeys((ending for ending in Ending if ending is not Ending.DONE), 0)
    for task in tasks:
        if task.ending in counts:
            counts[task.ending] += 1
    hidden: set[Ending] = set()
    for outcome in (TaskOutcome.OVERTAKEN, TaskOutcome.NOT_DONE):
        # Each of the two has a sum on the same sheet.
        hidden |= left_out({e: n for e, n in counts.items() if OUTCOME_OF[e] is outcome})
    return [Reason(e, None if e in hidden else n) for e, n in counts.items()]
