"""The spans of time that are counted: months, and quarters of a year, in the county's days."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = 12
QUARTERS = 8
"""How far back a page looks."""


@dataclass(frozen=True, order=True)
class Period:
    """Whole months; both days included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def quarter(self) -> str:
        """Name a quarter as addresses and files do: 2026-Q3."""
        return f"{self.first.year}-Q{(self.first.month + 2) // 3}"


def month_of(day: date) -> Period:
    first = day.replace(day=1)
    return Period(first, _month_after(first) - timedelta(days=1))


def quarter_of(day: date) -> Period:
    first = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    last = month_of(first.replace(month=first.month + 2)).last
    return Period(first, last)


def months_until(day: date) -> list[Period]:
    """Return the last twelve months, the one of this day last."""
    found = [month_of(day)]
    while len(found) < MONTHS:
        found.append(month_of(found[-1].first - timedelta(days=1)))
    return found[::-1]


def quarters_until(day: date, count: int = QUARTERS) -> list[Period]:
    """Return so many quarters, the one of this day last."""
    found = [quarter_of(day)]
    while len(found) < count:
        found.append(quarter_of(found[-1].first - timedelta(days=1)))
    return found[::-1]


def quarter_named(name: str | None, day: date) -> Period:
    """Return the quarter of an address; for what names none that is kept, the last whole one."""
    kept = {quarter.quarter: quarter for quarter in quarters_until(day)}
    usual = quarters_until(day)[-2]
    return kept.get(name, usual) if name and re.fullmatch(r"[0-9]{4}-Q[1-4]", name) else usual


def _month_after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
