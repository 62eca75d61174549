"""On which days a series falls, with fixed days; and that nine o'clock stays nine o'clock."""

from datetime import UTC, date, datetime

import pytest

from safetynet.meetings.cadence import Cadence, Rule, instead_of, moment_of

DEC = (date(2026, 12, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("cadence", "every", "first", "days"),
    [
        (Cadence.WEEKLY, 1, date(2026, 11, 3), [1, 8, 15, 22, 29]),
        (Cadence.WEEKLY, 2, date(2026, 11, 3), [1, 15, 29]),
        (Cadence.WEEKLY, 2, date(2026, 11, 10), [8, 22]),
        (Cadence.WEEKLY, 1, date(2026, 12, 15), [15, 22, 29]),
        (Cadence.MONTHLY, 1, date(2026, 10, 13), [8]),
        (Cadence.MONTHLY, 1, date(2026, 12, 22), [22]),
        (Cadence.MONTHLY_LAST, 1, date(2026, 10, 27), [29]),
        (Cadence.MONTHLY_LAST, 1, date(2026, 10, 29), [31]),
        (Cadence.AS_NEEDED, 1, date(2026, 11, 3), []),
    ],
)
def test_its_days_in_december(cadence: Cadence, every: int, first: date, days: list[int]) -> None:
    found = Rule(cadence, every, first).days(*DEC)
    assert [day.day for day in found] == days


def test_the_last_weekday_of_february() -> None:
    rule = Rule(Cadence.MONTHLY_LAST, 1, date(2027, 1, 31))
    assert list(rule.days(date(2027, 2, 1), date(2027, 3, 31))) == [
        date(2027, 2, 28),
        date(2027, 3, 28),
    ]


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        # The clock goes forward on March 14, 2027 and back on November 7.
        (date(2027, 3, 9), 17),
        (date(2027, 3, 16), 16),
        (date(2027, 11, 2), 16),
        (date(2027, 11, 9), 17),
    ],
)
def test_the_local_hour_stays(day: date, hour: int) -> None:
    assert moment_of(day, 9 * 60, "America/Los_Angeles") == datetime(
        day.year, day.month, day.day, hour, tzinfo=UTC
    )


THANKSGIVING = [date(2026, 11, 26), date(2026, 11, 27)]


@pytest.mark.parametrize(
    ("day", "holidays", "instead"),
    [
        (date(2026, 11, 26), THANKSGIVING[:1], date(2026, 11, 27)),
        (date(2026, 11, 26), THANKSGIVING, date(2026, 11, 25)),
        (date(2026, 12, 25), [date(2026, 12, 25)], date(2026, 12, 24)),
        (
            date(2027, 1, 1),
            [date(2026, 12, 28 + n) for n in range(4)] + [date(2027, 1, 1)],
            date(2027, 1, 4),
        ),
    ],
)
def test_another_day_for_a_holiday(day: date, holidays: list[date], instead: date) -> None:
    assert instead_of(day, holidays) == instead
