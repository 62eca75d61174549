"""`import directory FILE`: services from another county's export."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from safetynet.access import job
from safetynet.audit import who
from safetynet.db import db
from safetynet.directory.hsds import Directory, read
from safetynet.directory.importing import Import, bring_in
from safetynet.directory.tables import NoDirectoryError
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
    failed_file: str
    """Where the rows that were not imported are, each with its reason; "" when there are none."""


@click.command("directory")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@click.option("--accept-valid", is_flag=True, help="Take the good rows although some are bad.")
@click.option("--source", help="A short name that keeps the ids of several files apart.")
@click.option("--take-referrals", is_flag=True, help="New services take referrals at once.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_appcontext
def import_directory(file: Path, **options: Any) -> None:
    """Import services from FILE (CSV, XLSX, XLSM, XLS, ODS), or from a folder of such files.

    HSDS, Ohana and iCarol exports are known, and any one table that names organization and
    service. All rows or none, unless --accept-valid. Rows that cannot be imported go to a file
    beside FILE, each with its reason. Ends with 0 when all went in, with 1 when rows were bad,
    with 2 when nothing could begin.
    """
    try:
        outcome = _imported(file, options)
    except (NoDirectoryError, SheetError, NotSavedError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    click.echo(json.dumps(asdict(outcome)) if options["as_json"] else _told(outcome, options))
    sys.exit(1 if outcome.failed else 0)


def _imported(file: Path, options: dict[str, Any]) -> Outcome:
    directory = read(file)
    takes = bool(directory.good) and (options["accept_valid"] or not directory.bad)
    failed_file = ""
    if directory.bad and not options["dry_run"]:
        rows = ((row.cells, (row.reason,)) for row in directory.bad)
        failed_file = save_beside(file, not_imported(directory.headings, rows))
    done = _bring(directory, file, options) if takes else Import()
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
        failed_file=failed_file,
    )


def _bring(directory: Directory, file: Path, options: dict[str, Any]) -> Import:
    source = options["source"] or _name_of(file)
    with job("import directory"):
        bar = click.progressbar(directory.good, label="Rows", hidden=options["as_json"])
        with bar as shown:
            done = bring_in(shown, source, takes_referrals=options["take_referrals"])
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
    return "\n".join(lines)
