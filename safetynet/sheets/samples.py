"""What stands in the columns of a sheet, and by what its headings are known again."""

import hashlib
from collections.abc import Iterable

from safetynet.sheets.cells import Cells, line_of
from safetynet.sheets.not_imported import REASON_HEADINGS
from safetynet.sheets.phrases import phrase

_LENGTH = 60


def samples_of(rows: Iterable[Cells], most: int = 1) -> dict[int, list[str]]:
    """Return the first texts of each column that holds any, by 0-based column, cut short."""
    found: dict[int, list[str]] = {}
    for cells in rows:
        for column, cell in enumerate(cells):
            told = found.get(column, [])
            if cell is None or len(told) == most:
                continue
            text = line_of(cell)[:_LENGTH]
            if text and text not in told:
                found[column] = [*told, text]
    return found


def fingerprint(headings: Iterable[str]) -> str:
    """Return SHA-256 (hex) of headings in order, without last blanks and our own column."""
    words = [phrase(heading) for heading in headings]
    words = [word for word in words if word not in REASON_HEADINGS]
    while words and not words[-1]:
        words.pop()
    return hashlib.sha256("\x1e".join(words).encode()).hexdigest()
