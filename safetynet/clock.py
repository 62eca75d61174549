"""Time, injected once: everything asks here, so tests and demonstrations can stand elsewhere."""

from datetime import UTC, datetime, timedelta

_offset = timedelta()


def now() -> datetime:
    """Return the moment, in UTC."""
    return datetime.now(UTC) + _offset


def stand_at(moment: datetime | None) -> None:
    """Let time run on from `moment` (aware); None returns to the wall clock."""
    global _offset
    _offset = timedelta() if moment is None else moment - datetime.now(UTC)
