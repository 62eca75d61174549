"""Files for a spreadsheet program in which nothing that somebody typed is ever run."""

import csv
import io
from collections.abc import Iterable, Sequence

from xlsxwriter import Workbook as Written

from safetynet.sheets.cells import Cell, neutralised, text_of

WIDTH = 22
WIDE = 60


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


def text_book(kept: io.BytesIO) -> Written:
    """Return an empty workbook in which a text stays a text: no formula, no link, no number."""
    return Written(
        kept,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
        },
    )
