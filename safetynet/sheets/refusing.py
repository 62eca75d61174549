"""Why a file is turned away: the limits, and one error that says where and what in a sentence."""

import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import PurePath

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

MAX_UPLOAD = 20 * 1024 * 1024
"""Bytes of an uploaded file."""
MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes of all parts of a zipped workbook together, once unpacked."""
MAX_PARTS = 5_000
"""Parts in a zipped workbook."""
MAX_ROWS = 100_000
MAX_COLUMNS = 500
MAX_CELLS = 5_000_000
"""Cells of a workbook, empty ones between filled ones included."""
MAX_CELL = 32_767
"""Characters in one cell: Excel's own limit."""


class Refusal(StrEnum):
    """What is wrong with a file as a whole."""

    EMPTY = "empty"
    UPLOAD = "upload"
    UNPACKED = "unpacked"
    ROWS = "rows"
    COLUMNS = "columns"
    CELLS = "cells"
    CELL = "cell"
    PASSWORD = "password"  # noqa: S105 - the name of a refusal, not a secret
    ENTITIES = "entities"
    KIND = "kind"
    BINARY_EXCEL = "binary_excel"
    DAMAGED = "damaged"
    QUOTE = "quote"
    NO_TABLE = "no_table"
    NO_SHEET = "no_sheet"
    OTHER_COLUMNS = "other_columns"
    HUD = "hud"
    NOBODY = "nobody"


_SENTENCES = {
    Refusal.EMPTY: _l("The file is empty."),
    Refusal.UPLOAD: _l("The file is larger than 20 MB."),
    Refusal.UNPACKED: _l("The file unpacks to more than 200 MB."),
    Refusal.ROWS: _l("There are more than 100,000 rows."),
    Refusal.COLUMNS: _l("There are more than 500 columns."),
    Refusal.CELLS: _l("There are more cells than can be read at once; split the file."),
    Refusal.CELL: _l("A cell holds more than 32,767 characters."),
    Refusal.PASSWORD: _l("The file has a password. Save a copy without one and try again."),
    Refusal.ENTITIES: _l("The file defines XML entities, which no spreadsheet program does."),
    Refusal.KIND: _l("This is not a spreadsheet. Use CSV, XLSX, XLSM, XLS or ODS."),
    Refusal.BINARY_EXCEL: _l("XLSB files cannot be read. Save the workbook as XLSX."),
    Refusal.DAMAGED: _l("The file is damaged and cannot be read."),
    Refusal.QUOTE: _l("A quotation mark is opened here and never closed."),
    Refusal.NO_TABLE: _l("No sheet has a row of headings with rows below it."),
    Refusal.NO_SHEET: _l("There is no sheet of that name."),
    Refusal.OTHER_COLUMNS: _l("The columns are not those that were matched. Match them again."),
    Refusal.HUD: _l("This file of a HUD export lists no people. Import its Client.csv."),
    Refusal.NOBODY: _l("No column names anybody. Match the columns on the web page."),
}


class SheetError(ValueError):
    """A file that cannot be imported; str() is a sentence for the person who sent it.

    `file` is the name as uploaded, `sheet` "" and `row` 0 when the trouble has no such place;
    `there_are` are the sheets of which one could have been named.
    """

    def __init__(
        self,
        refusal: Refusal,
        *,
        file: str,
        sheet: str = "",
        row: int = 0,
        there_are: Sequence[str] = (),
    ) -> None:
        self.refusal = refusal
        self.file = shown_name(file)
        self.sheet = sheet
        self.row = row
        self.there_are = tuple(there_are)
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        why = str(_SENTENCES[self.refusal])
        if self.there_are:
            named = ", ".join(f"“{name}”" for name in self.there_are)
            there = _("The file has these: %(sheets)s.", sheets=named)
            why = f"{why} {there}"
        parts = {"file": self.file, "sheet": self.sheet, "row": self.row, "why": why}
        if self.sheet and self.row:
            return str(_("%(file)s, sheet “%(sheet)s”, row %(row)s: %(why)s", **parts))
        if self.sheet:
            return str(_("%(file)s, sheet “%(sheet)s”: %(why)s", **parts))
        if self.row:
            return str(_("%(file)s, row %(row)s: %(why)s", **parts))
        return str(_("%(file)s: %(why)s", **parts))


def shown_name(name: str) -> str:
    """Return a file's name fit for a sentence: no folders, no marks, at most 80 characters."""
    last = PurePath(name.replace("\\", "/")).name
    return re.sub(r"[^\w .()\-]", "_", last)[:80] or "?"
