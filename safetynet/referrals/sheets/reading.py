"""From uploaded bytes to sheets of clean cells, and to the one sheet that lists people."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from safetynet.referrals.sheets.cells import Cell, Cells, cleaned, is_blank, line_of
from safetynet.referrals.sheets.delimited import records
from safetynet.referrals.sheets.headings import Heading, find_headings, likeness
from safetynet.referrals.sheets.refusing import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_UPLOAD,
    Refusal,
    SheetError,
)
from safetynet.referrals.sheets.workbooks import OLE, ZIP, sheets_of


@dataclass(frozen=True)
class Sheet:
    """Rows of clean cells as they stand in the file; row 1 is index 0, widths differ."""

    name: str
    rows: tuple[Cells, ...]
    hidden: bool = False
    swallowed: frozenset[int] = frozenset()

    @property
    def is_lookup(self) -> bool:
        """Whether the name says that it holds pick lists or explanations rather than people."""
        words = self.name.casefold()
        return any(word in words for word in _LOOKUPS)


_LOOKUPS = (
    "validation", "lookup", "picklist", "pick list", "dropdown", "choices", "codes", "codebook",
    "about", "readme", "read me", "instruction", "dictionary", "settings", "legend", "leyenda",
    "listas", "instruccion", "catálogo", "catalogo",
)  # fmt: skip


@dataclass(frozen=True)
class Workbook:
    """A file that was read, with its sheet of people chosen.

    `heading_row` is 1-based. `body` holds the rows below it, by 1-based row number, blank ones too.
    """

    name: str
    sheets: tuple[Sheet, ...]
    sheet: Sheet
    heading_row: int
    headings: tuple[Heading, ...]

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """Names of all sheets that hold anything, in the file's order."""
        return tuple(sheet.name for sheet in self.sheets)

    def on_sheet(self, name: str) -> "Workbook":
        """Return the same file with another sheet chosen; raises SheetError when there is none."""
        for sheet in self.sheets:
            if sheet.name == name:
                row, headings = find_headings(sheet.rows)
                return replace(self, sheet=sheet, heading_row=row, headings=headings)
        raise SheetError(Refusal.NO_SHEET, file=self.name, sheet=name)

    def samples(self, column: int, most: int = 3) -> tuple[str, ...]:
        """Return the first different texts below a 0-based column's heading, as one line each."""
        found: dict[str, None] = {}
        for _, cells in self.body():
            if column < len(cells) and (line := line_of(cells[column])):
                found[line] = None
            if len(found) == most:
                break
        return tuple(found)

    def body(self) -> list[tuple[int, Cells]]:
        """Return (row number, cells) of every row below the headings."""
        return list(enumerate(self.sheet.rows[self.heading_row :], start=self.heading_row + 1))


def read(name: str, data: bytes) -> Workbook:
    """Read a CSV, TSV, XLSX, XLSM, XLS or ODS file, known by its bytes and not by its name.

    `name` is the file's name as uploaded. Raises SheetError for everything that is not a readable
    spreadsheet within the limits of `refusing`; no other exception.
    """
    if not data.strip():
        raise SheetError(Refusal.EMPTY, file=name)
    if len(data) > MAX_UPLOAD:
        raise SheetError(Refusal.UPLOAD, file=name)
    sheets = _from_workbook(name, data) if data.startswith((OLE, ZIP)) else _from_text(name, data)
    filled = tuple(sheet for sheet in sheets if not all(is_blank(row) for row in sheet.rows))
    for sheet in filled:
        _check_size(name, sheet)
    if not filled:
        raise SheetError(Refusal.NO_TABLE, file=name)
    chosen = max(filled, key=_fitness)
    return Workbook(name, filled, chosen, 0, ()).on_sheet(chosen.name)


def _from_workbook(name: str, data: bytes) -> list[Sheet]:
    return [
        Sheet(title, tuple(_trimmed(row) for row in rows), hidden)
        for title, hidden, rows in sheets_of(name, data)
    ]


def _from_text(name: str, data: bytes) -> list[Sheet]:
    found = records(name, data)
    return [Sheet("", tuple(_trimmed(row) for row in found.rows), swallowed=found.swallowed)]


def _trimmed(row: Iterable[object]) -> Cells:
    cells: list[Cell] = [cleaned(raw) for raw in row]
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def _check_size(name: str, sheet: Sheet) -> None:
    if len(sheet.rows) > MAX_ROWS + 1:
        raise SheetError(Refusal.ROWS, file=name, sheet=sheet.name)
    for number, row in enumerate(sheet.rows, start=1):
        if len(row) > MAX_COLUMNS:
            raise SheetError(Refusal.COLUMNS, file=name, sheet=sheet.name, row=number)
        if any(isinstance(cell, str) and len(cell) > MAX_CELL for cell in row):
            raise SheetError(Refusal.CELL, file=name, sheet=sheet.name, row=number)


def _fitness(sheet: Sheet) -> tuple[bool, bool, int, int]:
    """How much a sheet looks like the list of people: shown, no pick lists, headings we know."""
    return (not sheet.hidden, not sheet.is_lookup, likeness(sheet.rows), len(sheet.rows))
