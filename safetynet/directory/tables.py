"""The tables of a directory: sheets of one workbook, or files of any kind beside each other."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from safetynet.sheets import Cells, Sheet, is_blank, phrase, read_sheets, text_of

KINDS = ("csv", "tsv", "xlsx", "xlsm", "xls", "ods")
_SEARCHED = 30
"""Rows from the top in which the headings are looked for."""


class NoDirectoryError(Exception):
    """The file or folder holds no directory; the sentence says what is missing."""


@dataclass(frozen=True)
class Line:
    """A filled row: its number in the sheet, what it says by column, and its cells as they are."""

    number: int
    said: dict[str, str]
    cells: Cells
    fault: str = ""
    """Why the row as a whole cannot be trusted; "" when it can."""


@dataclass(frozen=True)
class Table:
    """A sheet with headings; `columns` are the headings as words_joined_like_this."""

    headings: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    def has(self, *columns: str) -> bool:
        return any(column in self.columns for column in columns)


NO_TABLE = Table((), (), ())


@dataclass(frozen=True)
class Tables:
    """Where the tables of one directory are found by name."""

    file: Path
    services: Table
    sheets: dict[str, Sheet]
    known: Set[str]

    def named(self, *names: str) -> Table:
        """Return the first of these tables that is there; an empty one where none is."""
        for name in names:
            if name in self.sheets:
                return _table(self.sheets[name], self.known)
            if file := _file_in(self.file.parent, name):
                return _table(_fullest(file, self.known), self.known)
        return NO_TABLE


def tables_at(path: Path, known: Set[str]) -> Tables:
    """Open a folder, or the file of services in it; `known` are the columns that we understand.

    Raises NoDirectoryError, or SheetError when a file cannot be read.
    """
    file = _file_in(path, "services") if path.is_dir() else path
    if file is None or not file.is_file():
        raise NoDirectoryError(f"There is no services.csv in {path.name}.")
    sheets = {phrase(sheet.name): sheet for sheet in _sheets(file)}
    services = _table(sheets.get("services") or _fullest(file, known), known)
    if not services.lines:
        raise NoDirectoryError(f"{file.name} has no rows.")
    return Tables(file, services, sheets if len(sheets) > 1 else {}, known)


def _file_in(folder: Path, name: str) -> Path | None:
    files = (folder / f"{name}.{kind}" for kind in KINDS)
    return next((file for file in files if file.is_file()), None)


def _sheets(file: Path) -> tuple[Sheet, ...]:
    return read_sheets(file.name, file.read_bytes())


def _fullest(file: Path, known: Set[str]) -> Sheet:
    """Return the sheet that looks most like a table: shown, no pick lists, columns we know."""
    return max(
        _sheets(file),
        key=lambda sheet: (
            not sheet.hidden,
            not sheet.is_lookup,
            max(_knows(row, known) for row in sheet.rows[:_SEARCHED]),
            len(sheet.rows),
        ),
    )


def _table(sheet: Sheet, known: Set[str]) -> Table:
    top = sheet.rows[:_SEARCHED]
    place = max(range(len(top)), key=lambda row: (_knows(top[row], known), bool(top[row]), -row))
    headings = tuple(text_of(cell) for cell in sheet.rows[place])
    columns = tuple(_column(heading) for heading in headings)
    return Table(headings, columns, tuple(_lines(sheet, place, columns)))


def _lines(sheet: Sheet, place: int, columns: tuple[str, ...]) -> Iterator[Line]:
    for number, cells in enumerate(sheet.rows[place + 1 :], start=place + 2):
        if is_blank(cells):
            continue
        fault = ""
        if number in sheet.swallowed:
            fault = "a stray quotation mark has pulled the next rows into this one"
        elif len(cells) > len(columns):
            fault = "the row has more cells than there are headings"
        said: dict[str, str] = {}
        for column, cell in zip(columns, cells, strict=False):
            if column:
                said.setdefault(column, " ".join(text_of(cell).split(" ")).strip())
        yield Line(number, said, cells, fault)


def _column(heading: str) -> str:
    return "_".join(phrase(heading).split())


def _knows(row: Cells, known: Set[str]) -> int:
    return sum(isinstance(cell, str) and _column(cell) in known for cell in row)
