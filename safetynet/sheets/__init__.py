"""Spreadsheets: bytes from anybody become sheets of clean cells, or a sentence why not."""

from safetynet.sheets.cells import Cell, Cells, line_of, text_of
from safetynet.sheets.not_imported import not_imported, save_beside
from safetynet.sheets.phrases import phrase
from safetynet.sheets.reading import Sheet, read_sheets
from safetynet.sheets.refusing import SheetError

__all__ = [
    "Cell",
    "Cells",
    "Sheet",
    "SheetError",
    "line_of",
    "not_imported",
    "phrase",
    "read_sheets",
    "save_beside",
    "text_of",
]
