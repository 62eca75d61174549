"""Spreadsheets: bytes from anybody become sheets of clean cells, or a sentence why not."""

from safetynet.sheets.cells import Cell, Cells, is_blank, line_of, text_of
from safetynet.sheets.choosing import sheet_choices, sheet_named
from safetynet.sheets.not_imported import NotSavedError, not_imported, save_beside
from safetynet.sheets.phrases import phrase
from safetynet.sheets.reading import Sheet, read_sheets
from safetynet.sheets.refusing import SheetError
from safetynet.sheets.samples import fingerprint, samples_of

__all__ = [
    "Cell",
    "Cells",
    "NotSavedError",
    "Sheet",
    "SheetError",
    "fingerprint",
    "is_blank",
    "line_of",
    "not_imported",
    "phrase",
    "read_sheets",
    "samples_of",
    "save_beside",
    "sheet_choices",
    "sheet_named",
    "text_of",
]
