"""Time, injected once: everything asks here, so tests and demonstrations can stand elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_offset = timedelta()
_zone = ZoneInfo("UTC")


def now() -> datetime:
    """Return the moment, in UTC."""
    return datetime.now(UTC) + _offset


def today() -> date:
    """Return the day it is in the county; in the evening UTC is a day ahead of California."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """Return the day that a moment (aware) belongs to in the county."""
    return in_the_county(moment).date()


def in_the_county(moment: datetime) -> datetime:
    """Return the same moment (aware) with the county's day and time."""
    return moment.astimezone(_zone)


def end_of(day: date) -> datetime:
    """Return the moment (UTC) at which a day of the county is over."""
    return datetime.combine(day + timedelta(days=1), time(), _zone).astimezone(UTC)


def start_of(day: date) -> datetime:
    """Return the moment (UTC) at which a day of the county begins."""
    return moment_of(day, time())


def moment_of(day: date, at: time) -> datetime:
    """Return the moment of a day and time in the county, in UTC."""
    return datetime.combine(day, at, _zone).astimezone(UTC)


def live_in(zone: str) -> None:
    """Let the county be in this time zone (an IANA name)."""
    global _zone
    _zone = ZoneInfo(zone)


def stand_at(moment: datetime | None) -> None:
    """Let time run on from `moment` (aware); None returns to the wall clock."""
    global _offset
    _offset = timedelta() if moment is None else moment - datetime.now(UTC)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let it be `moment` (aware) inside the block; for one thread that tells a story."""
    global _offset
    before = _offset
    stand_at(moment)
    try:
        yield
    finally:
        _offset = before
