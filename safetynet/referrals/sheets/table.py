"""The rows of a sheet that somebody filled in, told from those that only look filled."""

import re
from dataclasses import dataclass

from safetynet.referrals.sheets.fields import IDENTIFYING, Field
from safetynet.referrals.sheets.mapping import Mapping
from safetynet.referrals.sheets.reading import Workbook
from safetynet.sheets.cells import Cell, Cells, is_blank, line_of
from safetynet.sheets.refusing import Refusal, SheetError

_TELLING = IDENTIFYING | {Field.BIRTH_DATE, Field.BIRTH_YEAR, Field.AGE, Field.CONCERN}


@dataclass(frozen=True)
class Filled:
    """Rows to import as (row number, cells padded to the headings), and how many were empty."""

    rows: tuple[tuple[int, Cells], ...]
    empty: int
    headings_again: int


def filled_rows(workbook: Workbook, mapping: Mapping) -> Filled:
    """Return the rows somebody filled in.

    Templates come with a thousand numbered, formatted or prefilled rows, exports repeat their
    headings on every page; none of these is a person. Raises SheetError when the mapping was made
    for other columns.
    """
    if not mapping.fits(workbook.headings):
        raise SheetError(Refusal.OTHER_COLUMNS, file=workbook.name, sheet=workbook.sheet.name)
    body = workbook.body()
    shape = _Shape(mapping)
    width = len(mapping.columns)
    again = [row for row in body if shape.repeats_headings(row[1])]
    numbers_again = {number for number, _ in again}
    kept = [
        (number, cells + (None,) * (width - len(cells)))
        for number, cells in body
        if number not in numbers_again and not shape.is_empty(cells)
    ]
    kept = kept[: len(kept) - shape.prefilled_at_the_end(kept)]
    return Filled(tuple(kept), len(body) - len(kept) - len(again), len(again))


class _Shape:
    """What the mapping says about the columns of a sheet."""

    def __init__(self, mapping: Mapping) -> None:
        columns = mapping.columns
        self.own = {c.heading.column for c in columns if c.is_ours}
        self.counting = {
            c.heading.column for c in columns if c.counts_rows or not c.name
        } - self.own
        self.telling = {c.heading.column for c in columns if c.field in _TELLING}
        self.labels = {c.heading.column: c.heading.label for c in columns if c.heading.label}

    def is_empty(self, cells: Cells) -> bool:
        """Whether a row holds nothing but row numbers and unticked boxes."""
        return all(
            is_blank((cell,)) or (column in self.counting and _is_count(cell)) or column in self.own
            for column, cell in enumerate(cells)
        )

    def repeats_headings(self, cells: Cells) -> bool:
        """Whether a row is the heading row once more."""
        labels = {column: line_of(cell) for column, cell in enumerate(cells) if cell is not None}
        return len(labels) > 1 and labels == self.labels

    def prefilled_at_the_end(self, rows: list[tuple[int, Cells]]) -> int:
        """Count the last rows that are all alike and say nothing of a person; one alone may."""
        count, alike = 0, None
        for _, cells in reversed(rows):
            if any(not is_blank((cells[column],)) for column in self.telling):
                break
            rest = tuple(c for n, c in enumerate(cells) if n not in self.counting)
            if alike is not None and rest != alike:
                break
            count, alike = count + 1, rest
        return count if count > 1 else 0


def _is_count(cell: Cell) -> bool:
    return isinstance(cell, int) or (isinstance(cell, str) and bool(re.fullmatch(r"\d+\.?", cell)))
