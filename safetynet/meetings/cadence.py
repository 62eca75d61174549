"""On which days a series of meetings falls, and at which moment: rules of days alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

_WEEK = timedelta(days=7)
_SATURDAY = 5


class Cadence(StrEnum):
    WEEKLY = "weekly"
    """Every so many weeks, on the day of the week of the first."""
    MONTHLY = "monthly"
    """Each month on the same weekday, such as the second Tuesday."""
    MONTHLY_LAST = "monthly_last"
    """Each month on the last such weekday."""
    AS_NEEDED = "as_needed"


@dataclass(frozen=True)
class Rule:
    """How often; `first` gives the day of the week, and which one in the month."""

    cadence: Cadence
    every: int
    first: date

    @property
    def nth(self) -> int:
        """Which one in the month the first is, from 1; a fifth one only some months have."""
        return (self.first.day - 1) // 7 + 1

    def days(self, since: date, until: date) -> Iterator[date]:
        """Yield its days from one day to another, both included, never before the first."""
        for day in self._from_the_first(until):
            if day >= since:
                yield day

    def _from_the_first(self, until: date) -> Iterator[date]:
        if self.cadence is Cadence.AS_NEEDED:
            return
        if self.cadence is Cadence.WEEKLY:
            yield from _stepping(self.first, self.every * _WEEK, until)
            return
        month = self.first.replace(day=1)
        while month <= until:
            if self.first <= (day := self._in_month(month)) <= until:
                yield day
            month = (month + timedelta(days=32)).replace(day=1)

    def _in_month(self, month: date) -> date:
        """Return its day in a month; `month` is the first day of it."""
        if self.cadence is Cadence.MONTHLY_LAST:
            last = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
            return last - timedelta(days=(last.weekday() - self.first.weekday()) % 7)
        ahead = (self.first.weekday() - month.weekday()) % 7
        return month + timedelta(days=ahead) + (self.nth - 1) * _WEEK


def _stepping(first: date, step: timedelta, until: date) -> Iterator[date]:
    day = first
    while day <= until:
        yield day
        day += step


def moment_of(day: date, minute: int, zone: str) -> datetime:
    """Return the moment (UTC) of a minute of a local day: nine o'clock stays nine o'clock."""
    local = datetime.combine(day, time(minute // 60, minute % 60), ZoneInfo(zone))
    return local.astimezone(UTC)


def instead_of(day: date, holidays: Iterable[date]) -> date:
    """Propose a working day for one on which nobody works: the next, or the one before it.

    The next would be in the week after only if nothing of this week is left.
    """
    closed = set(holidays)
    week = day - timedelta(days=day.weekday())
    of_week = [week + timedelta(days=number) for number in range(_SATURDAY)]
    later = [one for one in of_week if one > day and one not in closed]
    earlier = [one for one in of_week if one < day and one not in closed]
    if later or earlier:
        return later[0] if later else earlier[-1]
    following = day + timedelta(days=7 - day.weekday())
    while following in closed:
        following += timedelta(days=1)
    return following
