"""The directory arrives in any kind of file: imported, or refused with a sentence."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from shutil import copyfile

import pytest
import xlsxwriter
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from safetynet.access import job
from safetynet.db import db
from safetynet.directory.commands import import_directory
from safetynet.directory.models import Organization, Place, Service, ServicePlace
from safetynet.directory.records import Directory, Listing, Provider
from safetynet.directory.tables import NoDirectoryError
from safetynet.sheets import SheetError
from tests.directory.reading import read
from tests.referrals.sheets.making import ods, shared, xls

DC211 = "directories/dc211_icarol_export.csv"
Lines = Sequence[Sequence[str]]
SMALL = (
    ("Organization", "Service", "Phone", "From age", "Languages"),
    ("Food Bank", "Groceries", "555-0100", "12", "Spanish"),
    ("Food Bank", "Clothes", "", "", ""),
)


def as_xlsx(lines: Lines) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        page = book.add_worksheet("Services")
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                page.write_string(number, column, cell)
    return kept.getvalue()


def as_ods(lines: Lines) -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = ("".join(cell.format(escape(text)) for text in line) for line in lines)
    return ods("".join(f"<table:table-row>{row}</table:table-row>" for row in rows))


def as_xls(lines: Lines) -> bytes:
    cells = (
        (number, column, text)
        for number, line in enumerate(lines)
        for column, text in enumerate(line)
        if text
    )
    return xls(*cells)


KINDS: dict[str, Callable[[Lines], bytes]] = {
    "xlsx": as_xlsx,
    "xlsm": as_xlsx,
    "ods": as_ods,
    "xls": as_xls,
}


def run(app: Flask, file: Path, *options: str) -> Result:
    return app.test_cli_runner().invoke(import_directory, [str(file), "--json", *options])


def listed(app: Flask) -> list[str]:
    with app.app_context(), job("test: look"):
        return sorted(db.session.scalars(select(Service.name).where(Service.is_active)))


LISTED = 1335
"""Programs of the real export that are active, for the public, and of such an agency."""


def stamps_of(app: Flask) -> str:
    """Return every version and moment of every row of the directory."""
    with app.app_context(), job("test: look"):
        rows = [
            f"{model.__tablename__} {row.id} {row.version} {row.created_at}"
            for model in (Organization, Place, Service, ServicePlace)
            for row in db.session.scalars(select(model))
        ]
    return "\n".join(sorted(rows))


def dc211() -> list[dict[str, str]]:
    with shared(DC211).open(encoding="utf-8-sig", errors="replace", newline="") as source:
        return list(csv.DictReader(source))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_spreadsheet_brings_the_same(app: Flask, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"county.{kind}"
    file.write_bytes(KINDS[kind](SMALL))
    answer = run(app, file)
    said = json.loads(answer.stdout)
    assert (answer.exit_code, said["rows"], said["added"]) == (0, 2, 2)
    assert listed(app) == ["Clothes", "Groceries"]
    (tmp_path / "county.csv").write_text("\n".join(",".join(line) for line in SMALL))
    said = json.loads(run(app, tmp_path / "county.csv").stdout)
    assert (said["added"], said["unchanged"]) == (0, 2), (
        "the same directory in another kind of file"
    )


def test_a_workbook_may_hold_all_tables(app: Flask, tmp_path: Path) -> None:
    kept = io.BytesIO()
    tables = {
        "Read me": [["This is", "HSDS"], ["see", "below"]],
        "organizations": [["id", "name"], ["o1", "Food Bank"]],
        "services": [["id", "organization_id", "name"], ["s1", "o1", "Groceries"]],
        "phones": [["id", "service_id", "number"], ["p1", "s1", "555-0100"]],
    }
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        for name, lines in tables.items():
            page = book.add_worksheet(name)
            for number, line in enumerate(lines):
                page.write_row(number, 0, line)
    file = tmp_path / "hsds.xlsx"
    file.write_bytes(kept.getvalue())
    assert run(app, file).exit_code == 0
    with app.app_context(), job("test: look"):
        [service] = db.session.scalars(select(Service)).all()
        assert (service.organization.name, service.phone) == ("Food Bank", "555-0100")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_every_row_of_a_211_export_is_accounted_for(kind: str, tmp_path: Path) -> None:
    sent = dc211()
    file = shared(DC211)
    if kind != "csv":
        lines = [list(sent[0]), *(list(row.values()) for row in sent)]
        file = tmp_path / f"dc211.{kind}"
        file.write_bytes(KINDS[kind](lines))
    found = read(file)
    assert len(found.rows) == len(sent) == 2132
    assert sum(isinstance(row, Provider) for row in found.rows) == 494
    assert [row.reason for row in found.bad] == ["the service has no name"]
    hidden = {
        row["ResourceAgencyNum"]
        for row in sent
        if not (row["AgencyStatus"] or "Active").startswith("Active")
        or "Yes" in (row["ExcludeFromWebsite"], row["ExcludeFromDirectory"])
    }
    services = [row for row in found.rows if isinstance(row, Listing)]
    assert not [row for row in services if row.is_active and row.key in hidden]
    inherited = {row.key for row in services if not row.is_active} - hidden
    agencies = {
        row.organization_key for row in found.rows if isinstance(row, Provider) and row.unlisted
    }
    assert len(inherited) == 5
    assert all(row.organization_key in agencies for row in services if row.key in inherited)


def test_a_211_export_is_imported_and_a_second_time_changes_nothing(
    app: Flask, tmp_path: Path
) -> None:
    file = tmp_path / "dc211.csv"  # The rows that cannot be imported are written beside it.
    copyfile(shared(DC211), file)
    said = json.loads(run(app, file, "--accept-valid", "--dry-run").stdout)
    assert (said["added"], said["imported"], said["failed_file"]) == (LISTED, False, "")
    assert listed(app) == []
    first = {
        "imported": 1765,
        "updated": 0,
        "unchanged": 0,
        "inactive": 360,
        "excluded": 6,
        "failed": 1,
    }
    again = first | {"imported": 0, "unchanged": 1765}
    before = None
    for accounts in (first, again):
        said = json.loads(run(app, file, "--accept-valid", "--take-referrals").stdout)
        assert said["accounts"] == accounts and sum(accounts.values()) == said["rows"] == 2132
        assert len(listed(app)) == LISTED
        stamps = stamps_of(app)
        assert before in {None, stamps}, "an import that brings nothing new changes no row"
        before = stamps
    with app.app_context(), job("test: look"):
        quiet = db.session.scalars(select(Service.name).where(~Service.takes_referrals)).all()
        assert quiet, "“Active, but do not refer” takes none"
    failed = read(Path(said["failed_file"]))
    assert (len(failed.rows), len(failed.bad)) == (1, 1), "to be mended and imported again"


@pytest.mark.parametrize("folder", ["xlsx", "csv", "xml", "payloads", "strings", "directories"])
def test_any_file_is_a_directory_or_gets_a_sentence(folder: str) -> None:
    files = sorted(path for path in shared(folder).rglob("*") if path.is_file())
    assert files
    for path in files:
        found = read_or_sentence(path)
        if isinstance(found, str):
            assert path.name in found and found.endswith("."), found
        else:
            assert len({row.line for row in found.rows}) == len(found.rows)


def read_or_sentence(path: Path) -> Directory | str:
    try:
        return read(path)
    except (NoDirectoryError, SheetError) as error:
        return str(error)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"name\n",
        b'organization,service\nA,"open\nB,x\n',
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        b"PK\x03\x04 no more",
        b"%PDF-1.7\n",
        b"Name,Phone\nGroceries,555\n",
    ],
)
def test_what_cannot_begin_says_why_and_writes_nothing(
    app: Flask, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "sent.xlsx"
    file.write_bytes(content)
    answer = run(app, file)
    assert answer.exit_code == 2
    assert answer.stderr.count("\n") == 1 and answer.stderr.endswith(".\n")
    assert list(tmp_path.glob("*.xlsx")) == [file]


def test_bad_rows_that_cannot_be_kept_stop_all(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "county.csv"
    file.write_text("Organization,Service,From age\nFood Bank,Groceries,12\nFood Bank,Bread,x\n")
    (tmp_path / "county-not-imported.xlsx").mkdir()
    answer = run(app, file, "--accept-valid")
    assert answer.exit_code == 2 and "nothing was imported" in answer.stderr
    assert listed(app) == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Food Bank,Groceries,,1", "an earlier row has the same id"),
        (f"Food Bank,Bread,,{'9' * 500}", "longer than 400 characters"),
        ("Food Bank,Bread,,2,3", "more cells than there are headings"),
        ("Food Bank,,,2", "the service has no name"),
        (",Bread,,2", "the organization has no name"),
    ],
)
def test_a_row_that_would_go_wrong_is_told(tmp_path: Path, row: str, reason: str) -> None:
    file = tmp_path / "county.csv"
    file.write_text(f"Organization,Service,Phone,Service id\nFood Bank,Groceries,,1\n{row}\n")
    [bad] = read(file).bad
    assert bad.line == 3 and reason in bad.reason
