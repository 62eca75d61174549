"""By when a clock is over: moments and days alone; which days are holidays, the caller says.

Minutes and hours are real ones, also in the night in which clocks are put forward or back. Days
are days of the county, whatever their length.
"""

from datetime import date, datetime, time, timedelta

from safetynet import clock
from safetynet.deadlines.rules import Unit
from safetynet.deadlines.working_days import IsHoliday, working_days_after

OFFICES_CLOSE = time(17)
"""A working day that counts towards a clock ends here, in the county's time."""


def years_after(day: date, years: int) -> date:
    """Return the same day of another year; of 29 February, 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def due_at(since: datetime, amount: int, unit: Unit, is_holiday: IsHoliday) -> datetime:
    """Return the moment (UTC) at which a clock that began at `since` (aware) is over.

    What arrives on a Saturday has until the offices close on Monday, where that is one working day.
    """
    if unit is Unit.MINUTES:
        return since + timedelta(minutes=amount)
    if unit is Unit.HOURS:
        return since + timedelta(hours=amount)
    day = clock.day_of(since)
    if unit is Unit.YEARS:
        return clock.start_of(years_after(day, amount))
    if unit is Unit.DAYS:
        return clock.end_of(day + timedelta(days=amount))
    return clock.moment_of(working_days_after(day, amount, is_holiday), OFFICES_CLOSE)
