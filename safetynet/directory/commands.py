"""`import directory FILE`: services from another's export; `export directory FILE`: ours."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from safetynet.access import job
from safetynet.audit import who
from safetynet.db import db
from safetynet.directory.hsds import open_file, read_tables
from safetynet.directory.importing import Import, bring_in
from safetynet.directory.matching import propose
from safetynet.directory.naming import with_named
from safetynet.directory.outcome import outcome_of
from safetynet.directory.package import packed
from safetynet.directory.records import Directory
from safetynet.directory.remembered import as_before
from safetynet.directory.tables import NoColumnError, NoDirectoryError
from safetynet.sheets import NotSavedError, SheetError, not_imported, save_beside


@dataclass(frozen=True)
class Outcome:
    """What an import did, or with `--dry-run` would do; the rows add up to `rows`."""

    dry_run: bool
    imported: bool
    rows: int
    organization_rows: int
    added: int
    changed: int
    unchanged: int
    organizations: int
    """New ones."""
    failed: list[dict[str, int | str]]
    accounts: dict[str, int]
    """What became of every row: imported, updated, unchanged, inactive, excluded or failed."""
    why: dict[str, int]
    places: int
    taken_out: int
    no_longer_told: int
    tables: list[dict[str, object]]
    unread: dict[str, list[str]]
    """Filled columns from which nothing was taken, by table."""
    failed_file: str
    """Where the rows that were not imported are, each with its reason; "" when there are none."""
    matched: bool
    """Whether somebody said on the web page what columns with these headings are."""


@click.command("directory")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@click.option("--accept-valid", is_flag=True, help="Take the good rows although some are bad.")
@click.option("--sheet", help="The sheet of a workbook that lists the services.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADING=FIELD",
    help="What a column is, where its heading does not say it; as often as needed.",
)
@click.option("--source", help="A short name that keeps the ids of several files apart.")
@click.option("--take-referrals", is_flag=True, help="New services take referrals at once.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_appcontext
def import_directory(file: Path, **options: Any) -> None:
    """Import services from FILE (CSV, XLSX, XLSM, XLS, ODS, JSON or a zip), or from a folder.

    HSDS, Ohana and iCarol exports are known, any one table that names organization and service,
    and headings that somebody matched on the web page or --column names. All rows or none, unless
    --accept-valid.
    Rows that cannot be imported go to a file beside FILE, each with its reason. Ends with 0 when
    all went in, with 1 when rows were bad, with 2 when nothing could begin.
    """
    try:
        outcome = _imported(file, options)
    except (NoDirectoryError, SheetError, NotSavedError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    click.echo(json.dumps(asdict(outcome)) if options["as_json"] else _told(outcome, options))
    sys.exit(1 if outcome.failed else 0)


def _imported(file: Path, options: dict[str, Any]) -> Outcome:
    directory, is_matched = _read(file, options["sheet"], options["columns"])
    takes = bool(directory.good) and (options["accept_valid"] or not directory.bad)
    failed_file = ""
    if directory.bad and not options["dry_run"]:
        rows = ((row.cells, (row.reason,)) for row in directory.bad)
        failed_file = save_beside(file, not_imported(directory.headings, rows))
    done = _bring(directory, file, options) if takes else Import()
    told = outcome_of(directory, done)
    return Outcome(
        dry_run=options["dry_run"],
        imported=takes and not options["dry_run"],
        rows=len(directory.rows),
        organization_rows=done.organization_rows,
        added=done.added,
        changed=done.changed,
        unchanged=done.unchanged,
        organizations=done.organizations,
        failed=[{"line": row.line, "reason": row.reason} for row in directory.bad],
        accounts=asdict(told.accounts),
        failed_file=failed_file,
        matched=is_matched,
        **{name: getattr(told, name) for name in SAID},
    )


def _read(file: Path, sheet: str | None, named: Sequence[str]) -> tuple[Directory, bool]:
    """Read a file, its columns matched as on the web page; say whether they were there.

    What the command names goes before both, and is not remembered.
    """
    tables = open_file(file)
    if sheet is not None:
        tables = tables.on_sheet(sheet)
    with job("import directory"):
        matching = as_before(propose(tables.services))
    is_matched = bool(matching.said)
    matching = with_named(matching, named)
    try:
        return read_tables(tables, matching.matched()), is_matched
    except NoColumnError as error:
        raise NoDirectoryError(
            f"{error} Match its columns on the web page; then they are read so here too. "
            "Or name them here with --column."
        ) from error


SAID = ("why", "places", "taken_out", "no_longer_told", "tables", "unread")


def _bring(directory: Directory, file: Path, options: dict[str, Any]) -> Import:
    source = options["source"] or _name_of(file)
    with job("import directory"):
        bar = click.progressbar(directory.good, label="Rows", hidden=options["as_json"])
        with bar as shown:
            takes = options["take_referrals"]
            done = bring_in(directory, source, rows=shown, takes_referrals=takes)
        if options["dry_run"]:
            db.session.rollback()
            who().forget_changes()
    return done


def _name_of(file: Path) -> str:
    """Return the folder's name for files that come in a folder of fixed names."""
    return file.parent.resolve().name if file.stem == "services" else file.stem


def _told(outcome: Outcome, options: dict[str, Any]) -> str:
    lines = [f"Row {bad['line']}: {bad['reason']}." for bad in outcome.failed]
    if outcome.failed_file:
        lines.append(f"The bad rows are in {outcome.failed_file}.")
    if outcome.failed and not options["accept_valid"]:
        none = "Nothing would be imported" if outcome.dry_run else "Nothing was imported"
        return "\n".join([*lines, f"{none}. Mend the file, or use --accept-valid."])
    would = "Would add" if outcome.dry_run else "Added"
    lines.append(
        f"{would} {outcome.added} services and {outcome.organizations} organizations; "
        f"{outcome.changed} known services changed, {outcome.unchanged} stayed the same."
    )
    if outcome.matched:
        lines.append("Its columns are matched as somebody did on the web page.")
    told = ", ".join(f"{number} {fate}" for fate, number in outcome.accounts.items())
    lines.append(f"All {outcome.rows} rows: {told}.")
    lines += [f"  {rows} rows: {why}." for why, rows in sorted(outcome.why.items())]
    for side in outcome.tables:
        lines.append(f"{side['table']}: {side['taken']} of {side['rows']} rows taken.")
    for table, columns in outcome.unread.items():
        lines.append(f"Nothing was taken from these columns of {table}: {', '.join(columns)}.")
    if outcome.no_longer_told:
        lines.append(f"{outcome.no_longer_told} services are not in the file any more; they stay.")
    return "\n".join(lines)


@click.command("directory")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def export_directory(file: Path) -> None:
    """Write everything that is listed to FILE, a zip: HSDS 3.0 in JSON and in tables."""
    with job("export directory"):
        content = packed()
    try:
        file.write_bytes(content)
    except OSError as error:
        click.echo(f"{file.name} cannot be written ({error.strerror}).", err=True)
        sys.exit(2)
    click.echo(f"The directory is in {file}.")
