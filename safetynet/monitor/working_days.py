"""Days on which offices work."""

from datetime import date, timedelta

SATURDAY = 5


def working_days_after(day: date, n: int) -> date:
    """Return the working day that lies `n` working days after a day; the day itself is not one."""
    while n > 0:
        day += timedelta(days=1)
        n -= day.weekday() < SATURDAY
    return day
