"""A file of referrals, and which of its sheets lists the people."""

from dataclasses import dataclass, replace

from safetynet.referrals.sheets.headings import Heading, find_headings, likeness
from safetynet.referrals.sheets.hmis import people_of, unpacked
from safetynet.sheets.cells import Cells, line_of
from safetynet.sheets.choosing import sheet_named
from safetynet.sheets.reading import Sheet, read_sheets


@dataclass(frozen=True)
class Workbook:
    """A file that was read, with its sheet of people chosen.

    `heading_row` is 1-based. `body` holds the rows below it, by 1-based row number, blank ones too.
    """

    name: str
    sheets: tuple[Sheet, ...]
    sheet: Sheet
    heading_row: int
    headings: tuple[Heading, ...]

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """Names of all sheets that hold anything, in the file's order."""
        return tuple(sheet.name for sheet in self.sheets)

    def on_sheet(self, name: str) -> "Workbook":
        """Return the same file with another sheet chosen; raises SheetError when there is none."""
        sheet = sheet_named(self.name, self.sheets, name)
        row, headings = find_headings(sheet.rows)
        return replace(self, sheet=sheet, heading_row=row, headings=headings)

    def samples(self, column: int, most: int = 3) -> tuple[str, ...]:
        """Return the first different texts below a 0-based column's heading, as one line each."""
        found: dict[str, None] = {}
        for _, cells in self.body():
            if column < len(cells) and (line := line_of(cells[column])):
                found[line] = None
            if len(found) == most:
                break
        return tuple(found)

    def body(self) -> list[tuple[int, Cells]]:
        """Return (row number, cells) of every row below the headings."""
        return list(enumerate(self.sheet.rows[self.heading_row :], start=self.heading_row + 1))


def read(name: str, data: bytes) -> Workbook:
    """Read a file as `read_sheets` does, and choose its sheet of people; raises SheetError.

    Of a HUD HMIS export that is Client.csv, also where the whole export was sent as one zip.
    """
    name, data = unpacked(name, data)
    sheets = tuple(people_of(name, sheet) for sheet in read_sheets(name, data))
    chosen = max(sheets, key=_fitness)
    return Workbook(name, sheets, chosen, 0, ()).on_sheet(chosen.name)


def _fitness(sheet: Sheet) -> tuple[bool, bool, int, int]:
    """How much a sheet looks like the list of people: shown, no pick lists, headings we know."""
    return (not sheet.hidden, not sheet.is_lookup, likeness(sheet.rows), len(sheet.rows))
