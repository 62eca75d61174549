"""The rows that were not imported, as a file that can be mended and imported again."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime

from flask_babel import gettext as _
from xlsxwriter import Workbook as Written
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from safetynet.referrals.sheets.cells import Cell, neutralised, text_of
from safetynet.referrals.sheets.headings import Heading, phrase
from safetynet.referrals.sheets.reading import Workbook
from safetynet.referrals.sheets.referral_row import BadRow
from safetynet.referrals.sheets.synonyms import REASON_HEADINGS

_WIDTH = 22
_REASON_WIDTH = 60
_EXCELS_FIRST_YEAR = 1900
_EXCELS_DIGITS = 15


def failed_rows(workbook: Workbook, bad: Iterable[BadRow]) -> bytes:
    """Return an XLSX file: the original headings and cells, and a last column with the reasons.

    Texts stay texts: a cell that begins like a formula is shown and never run. Imported again
    after correction, the file has the fingerprint of the original, so its mapping is remembered.
    """
    kept = io.BytesIO()
    book = Written(
        kept,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
        },
    )
    sheet = book.add_worksheet(_("Not imported"))
    bold, dated, timed = (
        book.add_format(look)
        for look in (
            {"bold": True},
            {"num_format": "yyyy-mm-dd"},
            {"num_format": "yyyy-mm-dd hh:mm"},
        )
    )
    width = len(_kept(workbook))
    for column, heading in enumerate(_headings(workbook)):
        sheet.write_string(0, column, heading, bold)
    for line, row in enumerate(bad, start=1):
        for column, cell in enumerate(_cells(workbook, row)):
            _write(sheet, line, column, cell, dated, timed)
        sheet.write_string(line, width, " ".join(row.reasons))
    sheet.set_column(0, max(width - 1, 0), _WIDTH)
    sheet.set_column(width, width, _REASON_WIDTH)
    sheet.freeze_panes(1, 0)
    book.close()
    return kept.getvalue()


def failed_rows_csv(workbook: Workbook, bad: Iterable[BadRow]) -> bytes:
    """Return the same as CSV: UTF-8 with BOM for Excel, every cell quoted, no cell a formula.

    A cell that begins with = + - @ | % gets an apostrophe in front; `read` takes it away again.
    """
    kept = io.StringIO(newline="")
    writer = csv.writer(kept, quoting=csv.QUOTE_ALL)
    writer.writerow([neutralised(heading) for heading in _headings(workbook)])
    for row in bad:
        cells = [neutralised(text_of(cell)) for cell in _cells(workbook, row)]
        writer.writerow([*cells, " ".join(row.reasons)])
    return kept.getvalue().encode("utf-8-sig")


def _kept(workbook: Workbook) -> list[Heading]:
    """Return the sheet's headings without the reasons of an earlier attempt."""
    return [
        heading for heading in workbook.headings if phrase(heading.label) not in REASON_HEADINGS
    ]


def _headings(workbook: Workbook) -> list[str]:
    names = [heading.label or heading.machine for heading in _kept(workbook)]
    return [*names, str(_("Why it was not imported"))]


def _cells(workbook: Workbook, row: BadRow) -> list[Cell]:
    return [
        row.cells[heading.column] if heading.column < len(row.cells) else None
        for heading in _kept(workbook)
    ]


def _write(
    sheet: Worksheet, line: int, column: int, cell: Cell, dated: Format, timed: Format
) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(line, column, cell)
    elif isinstance(cell, datetime):
        sheet.write_datetime(line, column, cell, timed)
    elif isinstance(cell, date) and cell.year >= _EXCELS_FIRST_YEAR:
        sheet.write_datetime(line, column, cell, dated)
    elif isinstance(cell, int | float) and len(str(cell)) <= _EXCELS_DIGITS:
        sheet.write_number(line, column, cell)
    elif cell is not None:
        sheet.write_string(line, column, text_of(cell))
