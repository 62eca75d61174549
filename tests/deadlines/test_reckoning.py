"""By when clocks are over: both changes of time, a leap day, the year’s end, holidays."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from safetynet import clock
from safetynet.deadlines import Clock, Unit, due_at, runs_by
from safetynet.deadlines.rules import all_clocks

CHRISTMAS, NEW_YEAR = date(2026, 12, 25), date(2027, 1, 1)
HOLIDAYS = {CHRISTMAS, NEW_YEAR}


@pytest.fixture(autouse=True)
def _in_california() -> Iterator[None]:
    before = clock._zone
    clock.live_in("America/Los_Angeles")
    yield
    clock.live_in(before.key)


def local(text: str) -> datetime:
    """Return the moment of a wall clock in the county, such as 2026-11-29 09:40."""
    then = datetime.fromisoformat(text)
    return clock.moment_of(then.date(), then.time())


def due(since: str, amount: int, unit: Unit) -> str:
    """Return the county's wall clock at which it is over."""
    end = due_at(local(since), amount, unit, HOLIDAYS.__contains__)
    assert end.tzinfo is UTC
    return f"{clock.in_the_county(end):%Y-%m-%d %H:%M %Z}"


@pytest.mark.parametrize(
    ("since", "amount", "unit", "until"),
    [
        ("2026-06-02 09:00", 90, Unit.MINUTES, "2026-06-02 10:30 PDT"),
        # The night of 8 March 2026 has 23 hours, that of 1 November has 25.
        ("2026-03-08 01:00", 90, Unit.MINUTES, "2026-03-08 03:30 PDT"),
        ("2026-03-07 12:00", 24, Unit.HOURS, "2026-03-08 13:00 PDT"),
        ("2026-10-31 12:00", 24, Unit.HOURS, "2026-11-01 11:00 PST"),
        ("2026-11-01 00:30", 90, Unit.MINUTES, "2026-11-01 01:00 PST"),
        ("2026-03-06 12:00", 72, Unit.HOURS, "2026-03-09 13:00 PDT"),
        ("2026-10-30 12:00", 96, Unit.HOURS, "2026-11-03 11:00 PST"),
        # Days are the county's, whatever their length: the tenth runs until its midnight.
        ("2026-03-01 08:00", 10, Unit.DAYS, "2026-03-12 00:00 PDT"),
        ("2026-10-25 08:00", 10, Unit.DAYS, "2026-11-05 00:00 PST"),
        ("2028-02-19 23:59", 10, Unit.DAYS, "2028-03-01 00:00 PST"),
        ("2027-02-19 23:59", 10, Unit.DAYS, "2027-03-02 00:00 PST"),
        ("2026-12-25 00:00", 10, Unit.DAYS, "2027-01-05 00:00 PST"),
        ("2028-02-28 12:00", 48, Unit.HOURS, "2028-03-01 12:00 PST"),
        ("2026-12-31 23:30", 90, Unit.MINUTES, "2027-01-01 01:00 PST"),
        # A working day ends as the offices close, and what comes on a weekend has until Monday.
        ("2026-06-02 09:00", 1, Unit.WORKING_DAYS, "2026-06-03 17:00 PDT"),
        ("2026-06-05 18:30", 1, Unit.WORKING_DAYS, "2026-06-08 17:00 PDT"),
        ("2026-06-06 10:00", 1, Unit.WORKING_DAYS, "2026-06-08 17:00 PDT"),
        ("2026-03-06 10:00", 1, Unit.WORKING_DAYS, "2026-03-09 17:00 PDT"),
        ("2026-10-30 10:00", 1, Unit.WORKING_DAYS, "2026-11-02 17:00 PST"),
        ("2026-12-24 16:00", 1, Unit.WORKING_DAYS, "2026-12-28 17:00 PST"),
        ("2026-12-31 10:00", 1, Unit.WORKING_DAYS, "2027-01-04 17:00 PST"),
        ("2028-02-28 10:00", 1, Unit.WORKING_DAYS, "2028-02-29 17:00 PST"),
        ("2016-02-29 00:00", 10, Unit.YEARS, "2026-03-01 00:00 PST"),
        ("2016-02-29 00:00", 12, Unit.YEARS, "2028-02-29 00:00 PST"),
        ("2026-12-23 10:00", 3, Unit.WORKING_DAYS, "2026-12-29 17:00 PST"),
    ],
)
def test_by_when_it_is_due(since: str, amount: int, unit: Unit, until: str) -> None:
    assert due(since, amount, unit) == until


def test_the_evening_belongs_to_the_county_not_to_utc() -> None:
    """At 20:00 in California it is the next day in UTC: a Friday evening is no Saturday."""
    assert due("2026-06-04 20:00", 1, Unit.WORKING_DAYS) == "2026-06-05 17:00 PDT"


def test_the_hour_that_comes_twice_is_counted_twice() -> None:
    first = local("2026-11-01 01:30")
    second = first + timedelta(hours=1)
    assert clock.in_the_county(first).time() == clock.in_the_county(second).time()
    ends = {due_at(each, 60, Unit.MINUTES, HOLIDAYS.__contains__) for each in (first, second)}
    assert len(ends) == 2


def test_each_clock_runs_within_its_bounds() -> None:
    assert {clock.key for clock in all_clocks()} >= {"triage", "rapid_response", "first_meeting"}
    for each in all_clocks():
        assert each.least <= each.amount <= each.most
    with pytest.raises(ValueError, match="runs 5"):
        Clock("odd", "Odd", 5, Unit.DAYS, least=6, most=9, source="nobody")
    with pytest.raises(LookupError):
        runs_by(Clock("triage", "Again", 5, Unit.DAYS, least=1, most=9, source="nobody"))
