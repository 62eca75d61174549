"""Which sheet of a workbook is meant: offered by name with its rows, found by name."""

from collections.abc import Sequence

from flask_babel import ngettext

from safetynet.sheets.cells import is_blank
from safetynet.sheets.reading import Sheet
from safetynet.sheets.refusing import Refusal, SheetError


def sheet_choices(sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    """Return each sheet's name, and what is said of it to whoever chooses."""
    return [(sheet.name, _told(sheet)) for sheet in sheets]


def _told(sheet: Sheet) -> str:
    """Count the filled rows, headings among them: which those are nobody knows yet."""
    rows = sum(not is_blank(row) for row in sheet.rows)
    said = ngettext(
        "%(sheet)s (%(num)d filled row)", "%(sheet)s (%(num)d filled rows)", rows, sheet=sheet.name
    )
    return str(said)


def sheet_named(file: str, sheets: Sequence[Sheet], name: str) -> Sheet:
    """Return the sheet of this name; raises SheetError, which lists what there is."""
    for sheet in sheets:
        if sheet.name == name:
            return sheet
    names = [sheet.name for sheet in sheets if sheet.name]
    raise SheetError(Refusal.NO_SHEET, file=file, sheet=name, there_are=names)
