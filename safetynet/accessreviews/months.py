"""Months of a review: named "2026-10", counted in the county's days."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

KEPT = 12
"""How many months back a review can be opened."""
DUE_DAY = 10
"""A month is to be reviewed by the tenth of the next one."""


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    return month_of(month + timedelta(days=31))


def last_day_of(month: date) -> date:
    return next_month(month) - timedelta(days=1)


def due_on(month: date) -> date:
    return next_month(month).replace(day=DUE_DAY)


def months_until(day: date) -> Iterator[date]:
    """Yield the months that can be reviewed, this one first."""
    month = month_of(day)
    for _back in range(KEPT + 1):
        yield month
        month = month_of(month - timedelta(days=1))


def month_named(name: str, day: date) -> date | None:
    """Return the month of an address such as "2026-10"; None when it cannot be reviewed."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", name):
        return None
    return next((month for month in months_until(day) if name_of(month) == name), None)


def name_of(month: date) -> str:
    return f"{month:%Y-%m}"
