"""The tables of a directory: sheets of a workbook, files beside each other, a zip, or JSON."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from flask_babel import gettext as _

from safetynet.directory.jsons import is_json, sheets_of_json
from safetynet.directory.packed import is_package, members_of
from safetynet.sheets import (
    Cells,
    Sheet,
    is_blank,
    phrase,
    read_sheets,
    sheet_named,
    text_of,
)

KINDS = ("csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "json")
_SEARCHED = 30
"""Rows from the top in which the headings are looked for."""


class NoDirectoryError(Exception):
    """The file or folder holds no directory; the sentence says what is missing."""


class NoColumnError(NoDirectoryError):
    """No column is of this `field`, without which there are no services."""

    def __init__(self, sentence: str, field: str) -> None:
        self.field = field
        super().__init__(sentence)


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
    copies: Mapping[str, str] = field(default_factory=dict)
    """Columns that say what another says too."""
    top: int = 1
    """The row of the headings."""

    def has(self, *columns: str) -> bool:
        return any(column in self.columns or column in self.copies for column in columns)

    def called(
        self, columns: Sequence[str], joined: Set[str], copies: Mapping[str, str]
    ) -> "Table":
        """Return the table with its columns called otherwise.

        Of several columns called the same the first text is taken; of the joined ones all are.
        """
        lines = (
            replace(line, said=_said(columns, line.cells, joined, copies)) for line in self.lines
        )
        return replace(self, columns=tuple(columns), lines=tuple(lines), copies=copies)

    def unread(self, known: Set[str]) -> list[str]:
        """Return the headings of filled columns that are not among the known ones."""
        filled = {column for line in self.lines for column, text in line.said.items() if text}
        return [
            heading
            for heading, column in zip(self.headings, self.columns, strict=True)
            if column in filled and column not in known
        ]


NO_TABLE = Table((), (), ())
Opener = Callable[[], Sheet]


@dataclass(frozen=True)
class Tables:
    """Where the tables of one directory are found by name."""

    name: str
    """Of the file or folder."""
    services: Table
    others: dict[str, Opener]
    known: Set[str]
    sheets: tuple[Sheet, ...] = ()
    """Of a workbook all that hold anything: any of them may list the services."""
    sheet: str = ""
    """The name of the one that does."""

    def on_sheet(self, name: str) -> "Tables":
        """Return the tables with the services of this sheet.

        Raises SheetError where none is called so, NoDirectoryError where it has headings alone.
        """
        return _on(self, self.sheets, sheet_named(self.name, self.sheets, name))

    def named(self, *names: str) -> Table:
        """Return the first of these tables that is there; an empty one where none is."""
        for name in names:
            if name in self.others:
                return _table(self.others[name](), self.known)
        return NO_TABLE


def tables_at(path: Path, known: Set[str]) -> Tables:
    """Open a folder, or the file of services in it; `known` are the columns that we understand.

    Raises NoDirectoryError, or SheetError when a file cannot be read.
    """
    file = _file_in(path, "services") if path.is_dir() else path
    if file is None or not file.is_file():
        raise NoDirectoryError(f"There is no services.csv in {path.name}.")
    beside = {}
    # A file of another name stands alone: what lies beside it may belong to anything.
    if _named(file.stem) == "services":
        beside = {
            _named(other.stem): other
            for other in sorted(file.parent.iterdir())
            if _is_table(other.name)
        }
    others: dict[str, Opener] = {
        name: partial(_opened, other.name, other.read_bytes, known)
        for name, other in beside.items()
        if other != file
    }
    return _tables(file.name, file.read_bytes(), others, known)


def tables_of(name: str, data: bytes, known: Set[str]) -> Tables:
    """Open an uploaded file; raises as `tables_at` does."""
    return _tables(name, data, {}, known)


def _tables(name: str, data: bytes, others: dict[str, Opener], known: Set[str]) -> Tables:
    if is_package(data):
        return _of_package(name, data, known)
    sheets = _sheets(name, data)
    by_name = {_named(sheet.name): sheet for sheet in sheets}
    chosen = by_name.get("services") or _fullest(sheets, known)
    workbook = () if is_json(data) else sheets
    return _on(Tables(name, NO_TABLE, others, known, workbook), sheets, chosen)


def _on(tables: Tables, sheets: tuple[Sheet, ...], chosen: Sheet) -> Tables:
    services = _table(chosen, tables.known)
    if not services.lines:
        raise NoDirectoryError(f"{tables.name} has no rows.")
    others: dict[str, Opener] = {
        _named(sheet.name): partial(_same, sheet) for sheet in sheets if sheet is not chosen
    }
    others = others if len(sheets) > 1 else tables.others
    return replace(tables, services=services, others=others, sheet=chosen.name)


def _of_package(name: str, data: bytes, known: Set[str]) -> Tables:
    files = {
        _named(Path(member).stem): (member, read)
        for member, read in members_of(name, data).items()
        if _is_table(member)
    }
    if "services" not in files:
        raise NoDirectoryError(f"There is no services.csv in {name}.")
    member, read = files.pop("services")
    others: dict[str, Opener] = {
        key: partial(_opened, Path(other).name, opened, known)
        for key, (other, opened) in files.items()
    }
    services = _table(_fullest(_sheets(Path(member).name, read()), known), known)
    if not services.lines:
        raise NoDirectoryError(f"{name} has no rows.")
    return Tables(name, services, others, known)


def _opened(name: str, read: Callable[[], bytes], known: Set[str]) -> Sheet:
    return _fullest(_sheets(name, read()), known)


def _same(sheet: Sheet) -> Sheet:
    return sheet


def _sheets(name: str, data: bytes) -> tuple[Sheet, ...]:
    if not is_json(data):
        return read_sheets(name, data)
    sheets = sheets_of_json(name, data)
    if not sheets:
        raise NoDirectoryError(f"{name} has no services.")
    return sheets


def _is_table(name: str) -> bool:
    return name.rpartition(".")[2].lower() in KINDS and not name.startswith(("datapackage", "."))


def _file_in(folder: Path, name: str) -> Path | None:
    files = (folder / f"{name}.{kind}" for kind in KINDS)
    return next((file for file in files if file.is_file()), None)


def _named(name: str) -> str:
    return _column(name)


def _fullest(sheets: tuple[Sheet, ...], known: Set[str]) -> Sheet:
    """Return the sheet that looks most like a table: shown, no pick lists, columns we know."""
    return max(
        sheets,
        key=lambda sheet: (
            not sheet.hidden,
            not sheet.is_lookup,
            max(_knows(row, known) for row in sheet.rows[:_SEARCHED]),
            len(sheet.rows),
        ),
    )


def _table(sheet: Sheet, known: Set[str]) -> Table:
    place = _headed(sheet.rows[:_SEARCHED], known)
    headings = tuple(text_of(cell) for cell in sheet.rows[place])
    columns = tuple(_column(heading) for heading in headings)
    return Table(headings, columns, tuple(_lines(sheet, place, columns)), top=place + 1)


def _headed(top: Sequence[Cells], known: Set[str]) -> int:
    """Return the place of the headings: the row of most words that we know.

    One such word may stand in any row. Then it is the first that is filled like a table, so that
    nothing above a row of services is lost.
    """
    best = max(range(len(top)), key=lambda row: (_knows(top[row], known), bool(top[row]), -row))
    if _knows(top[best], known) > 1:
        return best
    filled = [len({cell for cell in row if isinstance(cell, str)}) for row in top]
    return next(row for row, many in enumerate(filled) if many * 2 >= max(filled))


def _lines(sheet: Sheet, place: int, columns: tuple[str, ...]) -> Iterator[Line]:
    for number, cells in enumerate(sheet.rows[place + 1 :], start=place + 2):
        if is_blank(cells):
            continue
        fault = ""
        if number in sheet.swallowed:
            fault = _("a stray quotation mark has pulled the next rows into this one")
        elif len(cells) > len(columns):
            fault = _("the row has more cells than there are headings")
        yield Line(number, _said(columns, cells), cells, fault)


def _said(
    columns: Sequence[str],
    cells: Cells,
    joined: Set[str] = frozenset(),
    copies: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    said: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column:
            told = " ".join(text_of(cell).split(" ")).strip()
            before = said.get(column, "")
            # Two columns of one name: the one that says something, unless all of them shall.
            both = column in joined and before and told
            said[column] = f"{before}\n{told}" if both else before or told
    return said | {column: said.get(other, "") for column, other in copies.items()}


def _column(heading: str) -> str:
    return "_".join(phrase(heading).split())


def _knows(row: Cells, known: Set[str]) -> int:
    return sum(isinstance(cell, str) and _column(cell) in known for cell in row)
