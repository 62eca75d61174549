"""Days on which offices work; which days are holidays, the caller says."""

from collections.abc import Callable
from datetime import date, timedelta

SATURDAY = 5
IsHoliday = Callable[[date], bool]


def _none(_day: date) -> bool:
    return False


def is_working_day(day: date, is_holiday: IsHoliday = _none) -> bool:
    return day.weekday() < SATURDAY and not is_holiday(day)


def working_days_before(day: date, n: int, is_holiday: IsHoliday = _none) -> date:
    """Return the working day that lies `n` working days before a day; the day itself is not one."""
    while n > 0:
        day -= timedelta(days=1)
        n -= is_working_day(day, is_holiday)
    return day


def working_days_after(day: date, n: int, is_holiday: IsHoliday = _none) -> date:
    """Return the working day that lies `n` working days after a day; the day itself is not one."""
    while n > 0:
        day += timedelta(days=1)
        n -= is_working_day(day, is_holiday)
    return day
