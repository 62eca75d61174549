"""Files for a spreadsheet program in which nothing that somebody typed is ever run."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from safetynet.late import Late
from safetynet.sheets.cells import Cell, neutralised, text_of

if TYPE_CHECKING:
    import xlsxwriter
    import xlsxwriter.worksheet
else:
    xlsxwriter = Late("xlsxwriter")

WIDTH = 22
WIDE = 60
_EXCELS_FIRST_YEAR = 1900
_EXCELS_DIGITS = 15


class CellWriter:
    """Writes cells of a sheet as what they are: texts stay texts, dates are dates."""

    def __init__(
        self, book: "xlsxwriter.Workbook", sheet: "xlsxwriter.worksheet.Worksheet"
    ) -> None:
        self._sheet = sheet
        self._dated = book.add_format({"num_format": "yyyy-mm-dd"})
        self._timed = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})

    def write(self, line: int, column: int, cell: Cell) -> None:
        if isinstance(cell, bool):
            self._sheet.write_boolean(line, column, cell)
        elif isinstance(cell, datetime):
            self._sheet.write_datetime(line, column, cell, self._timed)
        elif isinstance(cell, date) and cell.year >= _EXCELS_FIRST_YEAR:
            self._sheet.write_datetime(line, column, cell, self._dated)
        elif isinstance(cell, int | float) and len(str(cell)) <= _EXCELS_DIGITS:
            self._sheet.write_number(line, column, cell)
        elif cell is not None:
            self._sheet.write_string(line, column, text_of(cell))


def as_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return CSV: UTF-8 with BOM for Excel, every cell quoted, no cell a formula.

    What could begin one gets an apostrophe in front; `read_sheets` takes it away again.
    """
    kept = io.StringIO(newline="")
    writer = csv.writer(kept, quoting=csv.QUOTE_ALL)
    writer.writerows([neutralised(text_of(cell)) for cell in row] for row in rows)
    return kept.getvalue().encode("utf-8-sig")


def as_workbook(title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return an XLSX file of one sheet, every cell a text; the last column is wide."""
    kept = io.BytesIO()
    book = text_book(kept)
    sheet = book.add_worksheet(title)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, bold)
    for line, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            sheet.write_string(line, column, text_of(cell), wrapped)
    sheet.set_column(0, max(len(headings) - 2, 0), WIDTH)
    sheet.set_column(len(headings) - 1, len(headings) - 1, WIDE)
    sheet.freeze_panes(1, 0)
    book.close()
    return kept.getvalue()


def text_book(kept: io.BytesIO) -> "xlsxwriter.Workbook":
    """Return an empty workbook in which a text stays a text: no formula, no link, no number."""
    return xlsxwriter.Workbook(
        kept,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
        },
    )
