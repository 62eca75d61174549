"""The rows that were not imported, as a file that can be mended and imported again."""

from collections.abc import Iterable

from safetynet.referrals.sheets.headings import Heading
from safetynet.referrals.sheets.reading import Workbook
from safetynet.referrals.sheets.referral_row import BadRow
from safetynet.sheets.cells import Cell
from safetynet.sheets.not_imported import REASON_HEADINGS, not_imported, why
from safetynet.sheets.phrases import phrase
from safetynet.sheets.writing import as_csv


def failed_rows(workbook: Workbook, bad: Iterable[BadRow]) -> bytes:
    """Return an XLSX file: the original headings and cells, and a last column with the reasons.

    Imported again after correction, the file has the fingerprint of the original, so its mapping
    is remembered.
    """
    rows = ((_cells(workbook, row), row.reasons) for row in bad)
    return not_imported(_headings(workbook), rows)


def failed_rows_csv(workbook: Workbook, bad: Iterable[BadRow]) -> bytes:
    """Return the same as CSV; `read` takes away what keeps a cell from being a formula."""
    told = ([*_cells(workbook, row), " ".join(row.reasons)] for row in bad)
    return as_csv([[*_headings(workbook), why()], *told])


def _kept(workbook: Workbook) -> list[Heading]:
    """Return the sheet's headings without the reasons of an earlier attempt."""
    return [
        heading for heading in workbook.headings if phrase(heading.label) not in REASON_HEADINGS
    ]


def _headings(workbook: Workbook) -> list[str]:
    return [heading.label or heading.machine for heading in _kept(workbook)]


def _cells(workbook: Workbook, row: BadRow) -> list[Cell]:
    return [
        row.cells[heading.column] if heading.column < len(row.cells) else None
        for heading in _kept(workbook)
    ]
