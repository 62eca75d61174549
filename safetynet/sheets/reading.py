"""From uploaded bytes to sheets of clean cells."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from safetynet.sheets.cells import Cell, Cells, cleaned, is_blank
from safetynet.sheets.delimited import records
from safetynet.sheets.refusing import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_UPLOAD,
    Refusal,
    SheetError,
)
from safetynet.sheets.workbooks import OLE, ZIP, sheets_of


@dataclass(frozen=True)
class Sheet:
    """Rows of clean cells as they stand in the file; row 1 is index 0, widths differ."""

    name: str
    rows: tuple[Cells, ...]
    hidden: bool = False
    swallowed: frozenset[int] = frozenset()
    edges: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Texts with the blanks around them, by (row, 0-based column): whoever copies a cell exactly
    needs them, nobody else does."""

    @property
    def is_lookup(self) -> bool:
        """Whether the name says that it holds pick lists or explanations rather than a table."""
        words = self.name.casefold()
        return any(word in words for word in _LOOKUPS)


_LOOKUPS = (
    "validation", "lookup", "picklist", "pick list", "dropdown", "choices", "codes", "codebook",
    "about", "readme", "read me", "instruction", "dictionary", "settings", "legend", "leyenda",
    "listas", "instruccion", "catálogo", "catalogo",
)  # fmt: skip


def read_sheets(name: str, data: bytes) -> tuple[Sheet, ...]:
    """Read a CSV, TSV, XLSX, XLSM, XLS or ODS file, known by its bytes and not by its name.

    `name` is the file's name as uploaded. Returns the sheets that hold anything, at least one.
    Raises SheetError for everything that is not a readable spreadsheet within the limits of
    `refusing`; no other exception.
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
    return filled


def _from_workbook(name: str, data: bytes) -> list[Sheet]:
    return [
        Sheet(title, tuple(_trimmed(row) for row in rows), hidden, edges=_edges(rows))
        for title, hidden, rows in sheets_of(name, data)
    ]


def _from_text(name: str, data: bytes) -> list[Sheet]:
    found = records(name, data)
    return [Sheet("", tuple(_trimmed(row) for row in found.rows), swallowed=found.swallowed)]


def _edges(rows: list[list[object]]) -> dict[tuple[int, int], str]:
    return {
        (number, column): unicodedata.normalize("NFC", raw)
        for number, row in enumerate(rows, start=1)
        for column, raw in enumerate(row)
        if isinstance(raw, str) and raw != raw.strip() and raw.strip().isprintable()
    }


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
