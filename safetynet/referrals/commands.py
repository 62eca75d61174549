"""`import referrals`: a spreadsheet becomes referrals of one agency, from the command line."""

import json
import sys
from collections.abc import Iterator, Set
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from safetynet import clock
from safetynet.access import Job, job
from safetynet.agencies import (
    Agency,
    agencies_at_the_table,
    agency_names,
    coordinating_office,
    the_county,
)
from safetynet.referrals.bases import STATUTES, Carried, bases_for, carried_by, may_name
from safetynet.referrals.imports.alike_rows import MOST_ROWS, SHOWN, known_to
from safetynet.referrals.imports.files import digest_of, discard
from safetynet.referrals.imports.models import FileKind, ImportBatch
from safetynet.referrals.imports.operations import Asked, begin, look_at, open_again, step
from safetynet.referrals.imports.queries import imported_before, unfinished_of
from safetynet.referrals.sheets import (
    BadRow,
    ReferralRow,
    SheetError,
    Workbook,
    failed_rows,
    rows,
)
from safetynet.referrals.vocabulary import ReferralBasis
from safetynet.referrals.words import LAW_WORDS
from safetynet.sharing.county_laws import laws_on
from safetynet.sheets import NotSavedError, save_beside
from safetynet.sheets.refusing import Refusal

STEP = 200
KEPT = "kept"


@dataclass(frozen=True)
class Outcome:
    """What an import did, or with `--dry-run` would do."""

    rows: int
    imported: int
    bad: int
    left_out: int
    """Rows that were good and, by `--leave-out-known`, are not imported."""
    resumed: bool
    seen_by: str
    """Which agencies see the referrals, by which law and until when."""
    failed_file: str
    """Where the rows that were not imported are, each with its reason; "" when there are none."""
    imported_before: str
    """The day on which the agency last imported this very file; "" when it did not."""
    possibly_known: dict[int, list[str]]
    """By row of the sheet: the agency's own referrals of whoever is possibly the same."""


@click.command("referrals")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--agency", "handle", required=True, help="Whose referrals these are (its handle).")
@click.option(
    "--basis",
    type=click.Choice([KEPT, *(basis.value for basis in STATUTES)]),
    default=KEPT,
    show_default=True,
    help="kept: seen by that agency only.",
)
@click.option(
    "--reported-on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of the report of suspected abuse, where the basis runs from one.",
)
@click.option("--referrer", default="", help="Who referred, for rows that name nobody.")
@click.option("--accept-valid", is_flag=True, help="Import the good rows although others are bad.")
@click.option(
    "--leave-out-known",
    is_flag=True,
    help="Leave out the rows of whom the agency possibly knows already.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, without a bar.")
@with_appcontext
def import_referrals(file: Path, handle: str, **options: Any) -> None:
    """Import FILE (CSV, XLSX, XLSM, XLS, ODS), one young person in each row.

    All rows or none, unless --accept-valid. Rows that are not imported go to a file beside FILE,
    each with its reason. Rows of whom the agency possibly referred before are told by number, and
    so is whether this very file came before; nothing is merged. They are imported too, unless
    --leave-out-known: then they go to that file. An import that was interrupted goes on as it began
    when it is called again. Ends with 0 when all went in that should, with 1 when rows were bad,
    with 2 when nothing could begin.
    """
    try:
        outcome = _imported(file, handle, options)
    except (SheetError, NotSavedError, click.UsageError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    click.echo(json.dumps(asdict(outcome)) if options["as_json"] else _told(outcome, options))
    sys.exit(1 if outcome.bad else 0)


def _imported(file: Path, handle: str, options: dict[str, Any]) -> Outcome:
    content = file.read_bytes()
    with job("import referrals") as running:
        carried = carried_by(laws_on(clock.today()))
        asked = _asked(handle, carried, options)
        sheet = _looked_at(file, content, asked, leaves_out=options["leave_out_known"])
        not_in = [row for row in sheet.found if isinstance(row, BadRow)]
        failed_file = ""
        if not_in and not options["dry_run"]:
            failed_file = save_beside(file, failed_rows(sheet.workbook, not_in))
        outcome = Outcome(
            rows=len(sheet.found),
            imported=len(sheet.found) - len(not_in),
            bad=len(not_in) - len(sheet.left_out),
            left_out=len(sheet.left_out),
            resumed=sheet.batch is not None,
            seen_by=_seen_by(asked, carried),
            failed_file=failed_file,
            imported_before=_before(asked, content),
            possibly_known=sheet.known,
        )
        if options["dry_run"]:
            return outcome
        if outcome.bad and not (sheet.batch or options["accept_valid"]):
            return replace(outcome, imported=0)
        batch = sheet.batch or begin(file.name, content, asked, sheet.left_out)
        _run(running, batch, len(sheet.found), quiet=options["as_json"])
        return outcome


@dataclass(frozen=True)
class _Sheet:
    """A file as it is to be imported, or as an interrupted import of it goes on."""

    batch: ImportBatch | None
    workbook: Workbook
    found: list[ReferralRow | BadRow]
    known: dict[int, list[str]]
    left_out: Set[int]


def _looked_at(file: Path, content: bytes, asked: Asked, *, leaves_out: bool) -> _Sheet:
    batch = unfinished_of(asked.agency_id, content)
    workbook, mapping = look_at(file.name, content, asked.agency_id)
    if batch:
        opened = open_again(batch)
        workbook, mapping = opened.workbook, opened.mapping
    if mapping.names_nobody:
        raise SheetError(Refusal.NOBODY, file=file.name, sheet=workbook.sheet.name)
    found = list(rows(workbook, mapping, day=clock.today()))
    # What an interrupted import brought in is in the same file.
    known = {} if batch else known_to(asked.agency_id, found, None if leaves_out else MOST_ROWS)
    if leaves_out and known:
        mapping = mapping.without(known)
        found = list(rows(workbook, mapping, day=clock.today()))
    return _Sheet(batch, workbook, found, known, mapping.left_out)


def _before(asked: Asked, content: bytes) -> str:
    begun = imported_before(asked.agency_id, digest_of(content))
    return clock.day_of(begun).isoformat() if begun else ""


def _asked(handle: str, carried: Carried, options: dict[str, Any]) -> Asked:
    agency = _agency(handle)
    host = the_county().host_kind
    if not may_name(agency.kind, host):
        raise click.UsageError("This host may not hold names of a covered provider's clients.")
    basis = None if options["basis"] == KEPT else ReferralBasis(options["basis"])
    law = carried.get(basis) if basis else None
    if basis and law is None:
        raise click.UsageError(f"This county does not use {basis.value}.")
    if basis and basis not in bases_for(agency.kind, host, carried, may_sign=False):
        raise click.UsageError(f"An agency of this class cannot tell the review by {basis.value}.")
    reported: datetime | None = options["reported_on"]
    reported_on = reported.date() if reported else None
    if law and law.runs_from_a_report:
        if reported_on is None:
            raise click.UsageError("Say with --reported-on when the report was made.")
        if law.last_day(clock.today(), reported_on) < clock.today():
            raise click.UsageError("The law's days since the report are over.")
    return Asked(agency.id, None, clock.today(), options["referrer"], basis, reported_on)


def _agency(handle: str) -> Agency:
    found = {agency.handle: agency for agency in agencies_at_the_table()}
    if handle not in found:
        raise click.UsageError(f"There is no such agency. There are: {', '.join(sorted(found))}")
    return found[handle]


def _seen_by(asked: Asked, carried: Carried) -> str:
    own, office = agency_names()[asked.agency_id], coordinating_office()
    if asked.basis is None or office is None or office.id == asked.agency_id:
        return f"{own} only"
    last = carried[asked.basis].last_day(clock.today(), asked.reported_on)
    return f"{own} and, {LAW_WORDS[asked.basis]}, by {office.name} until {last}"


def _run(running: Job, batch: ImportBatch, total: int, *, quiet: bool) -> None:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("Importing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True, quiet=quiet)
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total, completed=batch.rows_done)
        left = 1
        while left:
            left = step(batch, clock.now(), clock.today(), STEP)
            if not left:
                discard(batch, FileKind.FAILED)  # It is in a file beside the original.
            running.save()
            bar.update(task, completed=batch.rows_done)


def _told(outcome: Outcome, options: dict[str, Any]) -> str:
    would = "would be " if options["dry_run"] else ""
    lines = [f"{outcome.imported:,} of {outcome.rows:,} rows {would}imported."]
    if outcome.imported:
        lines.append(f"Seen by {outcome.seen_by}.")
    if outcome.resumed:
        lines.append("An import that had been interrupted was finished.")
    see = f"; see {outcome.failed_file}" if outcome.failed_file else ""
    if outcome.left_out:
        lines.append(f"{outcome.left_out:,} {would}left out, possibly known{see}.")
    if outcome.bad:
        lines.append(f"{outcome.bad:,} cannot be imported{see}.")
        if not (options["accept_valid"] or options["dry_run"]):
            lines.append("So none was. Mend them, or use --accept-valid.")
    return "\n".join([*lines, *_told_of_known(outcome)])


def _told_of_known(outcome: Outcome) -> Iterator[str]:
    if outcome.imported_before:
        yield f"This very file was imported before, on {outcome.imported_before}."
    if known := outcome.possibly_known:
        yield f"{len(known):,} rows are possibly of young people whom the agency knows already:"
        for row, numbers in list(known.items())[:SHOWN]:
            yield f"  row {row}: {', '.join(numbers) or 'known, not referred by this agency'}"
        if len(known) > SHOWN:
            yield f"  … and {len(known) - SHOWN:,} more (--json lists all)."
        yield "Nothing is merged: " + (
            "compare each row that was left out with the referral that is here."
            if outcome.left_out
            else "use --leave-out-known, or compare their referrals."
        )
