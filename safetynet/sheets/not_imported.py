"""Rows that were not imported, as a workbook that can be mended and imported again."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from flask_babel import gettext as _

from safetynet.sheets.cells import Cell
from safetynet.sheets.writing import WIDE, WIDTH, CellWriter, text_book

REASON_HEADINGS = frozenset({"why it was not imported", "por que no se importo"})
"""Phrases of the last column, by which it is known when the file comes back."""


class NotSavedError(Exception):
    """The rows that cannot be imported would be lost, so nothing was imported."""

    def __init__(self, name: str, error: OSError) -> None:
        super().__init__(
            f"{name} with the rows that cannot be imported cannot be written there "
            f"({error.strerror}); nothing was imported."
        )


def why() -> str:
    """Return the heading of the column that says why."""
    return str(_("Why it was not imported"))


def not_imported(
    headings: Sequence[str], rows: Iterable[tuple[Sequence[Cell], Iterable[str]]]
) -> bytes:
    """Return an XLSX file of these headings and (cells, reasons), the reasons in a last column.

    Texts stay texts: a cell that begins like a formula is shown and never run.
    """
    kept = io.BytesIO()
    book = text_book(kept)
    sheet = book.add_worksheet(_("Not imported"))
    bold, writer = book.add_format({"bold": True}), CellWriter(book, sheet)
    width = len(headings)
    for column, heading in enumerate((*headings, why())):
        sheet.write_string(0, column, heading, bold)
    for line, (cells, reasons) in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            writer.write(line, column, cell)
        sheet.write_string(line, width, " ".join(reasons))
    sheet.set_column(0, max(width - 1, 0), WIDTH)
    sheet.set_column(width, width, WIDE)
    sheet.freeze_panes(1, 0)
    book.close()
    return kept.getvalue()


def save_beside(file: Path, content: bytes) -> str:
    """Write such a workbook beside the file it came from, readable by its owner alone.

    Raises NotSavedError, before anything is imported, when that folder takes no file.
    """
    path = file.with_name(f"{file.stem}-not-imported.xlsx")
    try:
        path.touch(mode=0o600)
        path.write_bytes(content)
    except OSError as error:
        raise NotSavedError(path.name, error) from error
    return str(path)
