"""An HTCDS 2.0 workbook as its templates are: names for machines hidden above those for people."""

import io
from collections.abc import Iterable, Mapping

from safetynet.referrals.sheets.htcds import STANDARD
from safetynet.sheets import Cell
from safetynet.sheets.writing import WIDTH, CellWriter, text_book

SHEET = "Case Sheet"


def htcds_workbook(people: Iterable[Mapping[str, Cell]]) -> bytes:
    """Return an XLSX file with one person in a row; nothing that somebody typed is ever run."""
    kept = io.BytesIO()
    book = text_book(kept)
    sheet = book.add_worksheet(SHEET)
    bold = book.add_format({"bold": True})
    for column, (name, label) in enumerate(STANDARD.items(), start=1):
        sheet.write_string(0, column, name)
        sheet.write_string(1, column, label, bold)
    cells = CellWriter(book, sheet)
    for number, person in enumerate(people, start=1):
        sheet.write_number(number + 1, 0, number)
        for column, name in enumerate(STANDARD, start=1):
            cells.write(number + 1, column, person.get(name))
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_column(1, len(STANDARD), WIDTH)
    sheet.freeze_panes(2, 0)
    book.close()
    return kept.getvalue()
