"""One spelling in bytes for every value that a column can hold, for digests and MACs over rows."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID


def canonical(value: object) -> bytes:
    """Return a letter for the kind, 8 bytes of length and the value: spellings can be joined.

    A moment counts as UTC, with or without a zone; an enum as its value. Raises TypeError for a
    value of a kind that no column stores.
    """
    kind, said = _spelled(value)
    return kind + len(said).to_bytes(8, "big") + said


def _spelled(value: object) -> tuple[bytes, bytes]:
    """Return one letter for the kind and the bytes of the value."""
    if value is None:
        return b"0", b""
    if isinstance(value, Enum):
        value = value.value
    for kinds, letter, spell in _SPELLINGS:
        if isinstance(value, kinds):
            return letter, spell(value)
    raise TypeError(f"a {type(value).__name__} is not stored in a column")


def _moment(value: datetime) -> bytes:
    moment = value if value.tzinfo else value.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="microseconds").encode()


def _as_codes(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


# A datetime is a date too, and a bool is an int (as SQLite stores it): the order matters.
_SPELLINGS: tuple[tuple[Any, bytes, Callable[[Any], bytes]], ...] = (
    ((bytes, bytearray, memoryview), b"b", bytes),
    (str, b"s", str.encode),
    (UUID, b"u", lambda value: value.bytes),
    (datetime, b"m", _moment),
    ((date, time), b"d", lambda value: value.isoformat().encode()),
    (bool, b"n", lambda value: b"%d" % value),
    ((int, float, Decimal), b"n", lambda value: str(value).encode()),
    ((list, tuple, dict), b"j", _as_codes),
)
