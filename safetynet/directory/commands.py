"""`import directory FILE`: services from another county's export."""

import csv
import json
from pathlib import Path

import click
from flask.cli import with_appcontext

from safetynet.access import job
from safetynet.audit import who
from safetynet.db import db
from safetynet.directory.hsds import BadRow, Listing, NoDirectoryError, read
from safetynet.directory.importing import Import, bring_in

# A spreadsheet takes a cell that begins like this for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@click.command("directory")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@click.option("--accept-valid", is_flag=True, help="Take the good rows although some are bad.")
@click.option("--source", help="A short name that keeps the ids of several files apart.")
@click.option("--take-referrals", is_flag=True, help="New services take referrals at once.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
@with_appcontext
def import_directory(
    context: click.Context,
    file: Path,
    dry_run: bool,
    accept_valid: bool,
    as_json: bool,
    source: str | None,
    take_referrals: bool,
) -> None:
    """Read services from HSDS or Ohana files (a folder, or its services.csv) or one flat CSV."""
    try:
        rows = list(read(file))
    except NoDirectoryError as error:
        raise click.ClickException(str(error)) from None
    bad = [row for row in rows if isinstance(row, BadRow)]
    good = [row for row in rows if isinstance(row, Listing)]
    takes = bool(good) and (accept_valid or not bad)
    done = Import()
    if takes:
        done = _bring(good, source or _name_of(file), dry_run, take_referrals, as_json)
    written = None if dry_run else _write_failed(bad, file.with_name(f"{file.stem}.failed.csv"))
    _tell(done, bad, written, as_json, dry_run, takes)
    context.exit(0 if takes else 1)


def _bring(
    good: list[Listing], source: str, dry_run: bool, take_referrals: bool, as_json: bool
) -> Import:
    with job("import directory"):
        with click.progressbar(good, label="Services", hidden=as_json) as shown:
            done = bring_in(shown, source, takes_referrals=take_referrals)
        if dry_run:
            db.session.rollback()
            who().forget_changes()
    return done


def _name_of(file: Path) -> str:
    """Return the folder's name for files that come in a folder of fixed names."""
    return file.parent.resolve().name if file.stem == "services" else file.stem


def _write_failed(bad: list[BadRow], file: Path) -> Path | None:
    if not bad:
        return None
    columns = list(dict.fromkeys(name for row in bad for name in row.row))
    with file.open("w", newline="", encoding="utf-8-sig") as out:
        writer = csv.writer(out)
        writer.writerow(["line", "reason", *columns])
        for row in bad:
            cells = [row.row.get(name, "") for name in columns]
            writer.writerow([row.line, row.reason, *(_harmless(cell) for cell in cells)])
    return file


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _tell(
    done: Import,
    bad: list[BadRow],
    written: Path | None,
    as_json: bool,
    dry_run: bool,
    takes: bool,
) -> None:
    if as_json:
        said = {
            "dry_run": dry_run,
            "imported": takes and not dry_run,
            "organizations": done.organizations,
            "added": done.added,
            "changed": done.changed,
            "unchanged": done.unchanged,
            "failed": [{"line": row.line, "reason": row.reason} for row in bad],
            "failed_file": str(written) if written else None,
        }
        click.echo(json.dumps(said))
        return
    for row in bad:
        click.echo(f"Line {row.line}: {row.reason}.")
    if written:
        click.echo(f"The bad rows are in {written}.")
    if not takes:
        click.echo("Nothing was imported. Mend the file, or use --accept-valid.")
        return
    would = "Would add" if dry_run else "Added"
    click.echo(
        f"{would} {done.added} services of {done.organizations} new organizations; "
        f"{done.changed} known ones changed, {done.unchanged} stayed the same."
    )
