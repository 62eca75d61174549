"""What each number counts: a small county with fixed days, counted by hand."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from safetynet.deadlines.working_days import working_days_after
from safetynet.meetings.models import RANGES, AimOf, Ending, Rung
from safetynet.monitor.facts import (
    Facts,
    FirstReview,
    MinutesFact,
    Presence,
    Promise,
    ResearchFact,
    ReviewFact,
    TaskFact,
)
from safetynet.monitor.measures import Measure, Tally, tallies
from safetynet.monitor.periods import month_of, months_until, quarter_named, quarter_of
from safetynet.monitor.tasks_by_agency import by_agency

TODAY = date(2026, 3, 20)
AIMS = {what: number.usual for what, number in RANGES.items()}
FEBRUARY, MARCH = month_of(date(2026, 2, 1)), month_of(TODAY)
CLINIC, SCHOOL = uuid4(), uuid4()
ANNE, BEA, CLEO = uuid4(), uuid4(), uuid4()


def task(due: date, ending: Ending | None = None, settled: date | None = None, **said: object):  # type: ignore[no-untyped-def]
    usual = {"agency": CLINIC, "survivor": ANNE, "given": date(2026, 1, 28), "extensions": 0}
    return TaskFact(**(usual | {"rung": None} | said), due=due, ending=ending, settled=settled)  # type: ignore[arg-type]


COUNTY = Facts(
    first_reviews=[
        # Ten days: kept on the tenth, not on the eleventh.
        FirstReview(ANNE, date(2026, 2, 2), date(2026, 2, 12), None),
        FirstReview(BEA, date(2026, 2, 2), date(2026, 2, 13), None),
        # Closed before its ten days were over: spared. Open and late: missed.
        FirstReview(CLEO, date(2026, 2, 3), None, date(2026, 2, 9)),
        FirstReview(CLEO, date(2026, 3, 9), None, None),
        # Its tenth day is today: still to come.
        FirstReview(CLEO, date(2026, 3, 10), None, None),
    ],
    promises=[
        # Seven days of grace.
        Promise(ANNE, date(2026, 2, 10), date(2026, 2, 17), None),
        Promise(BEA, date(2026, 2, 10), date(2026, 2, 18), None),
        Promise(CLEO, date(2026, 2, 20), None, date(2026, 2, 25)),
        Promise(ANNE, date(2026, 3, 12), None, None),
        Promise(ANNE, date(2026, 3, 13), None, None),
        Promise(ANNE, date(2026, 3, 31), date(2026, 3, 17), None),
    ],
    reviews=[
        ReviewFact(date(2026, 2, 3), ANNE, wishes=True, release=True),
        ReviewFact(date(2026, 2, 3), BEA, wishes=False, release=True),
        ReviewFact(date(2026, 2, 28), CLEO, wishes=True, release=False),
        ReviewFact(date(2026, 3, 1), ANNE, wishes=False, release=False),
    ],
    research=[
        ResearchFact(date(2026, 2, 3), CLINIC, in_time=True),
        ResearchFact(date(2026, 2, 3), SCHOOL, in_time=True),
        ResearchFact(date(2026, 2, 3), SCHOOL, in_time=False),
        ResearchFact(date(2026, 3, 3), CLINIC, in_time=False),
    ],
    presences=[
        Presence(date(2026, 2, 3), CLINIC, signed=True),
        Presence(date(2026, 2, 3), SCHOOL, signed=False),
        Presence(date(2026, 3, 3), CLINIC, signed=True),
    ],
    tasks=[
        task(date(2026, 2, 10), Ending.DONE, date(2026, 2, 10)),
        task(date(2026, 2, 10), Ending.DONE, date(2026, 2, 11)),
        task(date(2026, 2, 10), Ending.WAITLIST, date(2026, 2, 9)),
        # Overtaken by events: nobody's delay, and so not counted.
        task(date(2026, 2, 10), Ending.DECLINED_FOR_NOW, date(2026, 3, 9)),
        task(date(2026, 3, 19), rung=Rung.DUE, extensions=2),
        # Due today: still to come.
        task(date(2026, 3, 20), agency=SCHOOL),
        task(date(2026, 1, 5), agency=SCHOOL, rung=Rung.STEERING),
    ],
    minutes=[
        # Tuesday to Friday are three working days; Friday to Wednesday, too.
        MinutesFact(date(2026, 2, 3), date(2026, 2, 6)),
        MinutesFact(date(2026, 2, 6), date(2026, 2, 11)),
        MinutesFact(date(2026, 2, 10), date(2026, 2, 14)),
        MinutesFact(date(2026, 3, 3), None),
        # Until the end of today.
        MinutesFact(date(2026, 3, 17), None),
    ],
)


@pytest.mark.parametrize(
    ("measure", "february", "march"),
    [
        (Measure.FIRST_REVIEWS, (1, 1), (0, 1)),
        (Measure.REVIEWS, (1, 1), (1, 1)),
        (Measure.RESEARCH, (2, 1), (0, 1)),
        (Measure.STATEMENTS, (1, 1), (1, 0)),
        (Measure.WISHES, (2, 1), (0, 1)),
        (Measure.RELEASES, (2, 1), (0, 1)),
        (Measure.TASKS, (1, 2), (0, 1)),
        (Measure.MINUTES, (2, 1), (0, 1)),
    ],
)
def test_each_measure_by_hand(
    measure: Measure, february: tuple[int, int], march: tuple[int, int]
) -> None:
    found = tallies(measure, COUNTY, AIMS, [FEBRUARY, MARCH], TODAY)
    assert found == [Tally(*february), Tally(*march)]


def test_minutes_may_come_a_day_later_after_a_holiday() -> None:
    closed = replace(COUNTY, closed=frozenset({date(2026, 2, 12)}))
    [february] = tallies(Measure.MINUTES, closed, AIMS, [FEBRUARY], TODAY)
    assert february == Tally(3, 0)


def test_a_clock_that_the_county_sets_counts_for_the_past_too() -> None:
    patient = AIMS | {AimOf.FIRST_REVIEW_WITHIN: 11}
    [february] = tallies(Measure.FIRST_REVIEWS, COUNTY, patient, [FEBRUARY], TODAY)
    assert february == Tally(2, 0)


def test_percents_are_rounded_down_so_that_a_hundred_means_all() -> None:
    assert [Tally(199, 1).percent, Tally(2, 1).percent, Tally(3, 0).percent] == [99, 66, 100]
    assert Tally().percent is None


def test_tasks_by_agency_by_hand_and_by_name() -> None:
    clinic, school = by_agency(COUNTY.tasks, {SCHOOL: "Unified", CLINIC: "Bridge"}, TODAY)
    assert (clinic.name, school.name) == ("Bridge", "Unified")
    counted = (clinic.due, clinic.in_time, clinic.later, clinic.overtaken, clinic.not_done)
    assert counted == (5, 1, 1, 1, 1)
    assert (clinic.late, clinic.to_come, clinic.moved, clinic.led) == (1, 0, 1, 0)
    assert (school.late, school.to_come, school.led, school.steering) == (1, 1, 1, 1)
    assert clinic.days is None


def test_an_agency_without_a_task_has_its_row() -> None:
    [row] = by_agency([], {CLINIC: "Bridge"}, TODAY)
    assert (row.due, row.open, row.people) == (0, 0, frozenset())


def test_the_median_of_days_to_done() -> None:
    given = date(2026, 2, 1)
    done = [
        task(date(2026, 2, 20), Ending.DONE, date(2026, 2, 1 + days), given=given)
        for days in (1, 2, 5, 9, 20)
    ]
    [row] = by_agency(done, {CLINIC: "Bridge"}, TODAY)
    assert row.days == 5


def test_months_and_quarters_of_a_day() -> None:
    months = months_until(date(2026, 1, 31))
    assert len(months) == 12
    assert (months[0].first, months[-1].last) == (date(2025, 2, 1), date(2026, 1, 31))
    assert quarter_of(date(2025, 12, 31)).quarter == "2025-Q4"
    assert quarter_of(date(2024, 2, 29)).last == date(2024, 3, 31)
    for wrong in (None, "", "2026-Q9", "1999-Q1", "2026-Q1\n", "٢٠٢٦-Q1", "2099-Q1"):
        assert quarter_named(wrong, TODAY).quarter == "2025-Q4"
    assert quarter_named("2026-Q1", TODAY).quarter == "2026-Q1"


def test_working_days_pass_by_weekends() -> None:
    assert working_days_after(date(2026, 3, 6), 1) == date(2026, 3, 9)
    assert working_days_after(date(2026, 3, 7), 3) == date(2026, 3, 11)
