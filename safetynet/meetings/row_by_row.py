"""A sheet with a row for each person or agency: several may fill it in, and no row is lost.

The page carries a mark of every row as it was shown. A row that its reader left alone stays as it
is saved now; only where two people wrote into the same row are both shown what the other wrote.
"""

import hashlib
from collections.abc import Mapping

from safetynet.access import StaleError

Row = tuple[object, ...]
"""What stands in a row, as it is typed; nothing but blanks where nobody filled it in."""


def marks_of(rows: Mapping[str, Row]) -> str:
    """Return the marks of the filled rows, for the page to carry."""
    return " ".join(f"{key}={_mark(row)}" for key, row in rows.items() if any(row))


def rows_to_save(shown: str | None, now: Mapping[str, Row], typed: Mapping[str, Row]) -> list[str]:
    """Return the rows that somebody changed on a page with these marks.

    Raises StaleError where one of them was changed by somebody else meanwhile.
    """
    based_on = dict(_pair(word) for word in (shown or "").split())
    changed = [
        key
        for key, row in typed.items()
        if _mark_if_filled(row) != based_on.get(key, "") and row != now[key]
    ]
    if any(_mark_if_filled(now[key]) != based_on.get(key, "") for key in changed):
        raise StaleError
    return changed


def _pair(word: str) -> tuple[str, str]:
    key, _equals, mark = word.partition("=")
    return key, mark


def _mark_if_filled(row: Row) -> str:
    return _mark(row) if any(row) else ""


def _mark(row: Row) -> str:
    return hashlib.sha256(repr([str(value or "") for value in row]).encode()).hexdigest()[:12]
