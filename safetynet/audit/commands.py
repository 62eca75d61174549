"""`audit verify`: is the ledger as it was written?"""

import json
from dataclasses import asdict
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from safetynet.audit.ledger import Ledger
from safetynet.audit.verify import Finding, Verification, last_id, verify
from safetynet.db import reading_engine

audit = AppGroup("audit", help="The ledger: who did what to which record.")


@audit.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, without a bar.")
@click.pass_context
def verify_command(context: click.Context, as_json: bool) -> None:
    """Check every entry. Ends with 0 when the ledger is whole, with 1 when it is not."""
    engine = reading_engine()
    ledger: Ledger = current_app.extensions["ledger"]
    columns = (TextColumn("Reading the ledger"), BarColumn(), TaskProgressColumn())
    # The bar goes to stderr: what the command prints can then be piped.
    console = Console(stderr=True, quiet=as_json)
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=last_id(engine))
        result = verify(engine, ledger, lambda read: bar.advance(task, read))
    click.echo(json.dumps(_plain(result)) if as_json else _told(result))
    context.exit(0 if result.is_clean else 1)


def _plain(result: Verification) -> dict[str, Any]:
    return {"clean": result.is_clean, **asdict(result)}


def _told(result: Verification) -> str:
    lines = [f"{result.entries:,} entries read."]
    lines += [f"Note: {_line(note)}" for note in result.notes]
    if result.is_clean:
        return "\n".join([*lines, "The ledger is whole."])
    lines += [_line(finding) for finding in result.findings]
    if result.unlisted:
        lines.append(f"{result.unlisted:,} more are not listed.")
    bad = [finding.entry for finding in result.findings if finding.entry is not None]
    first = f" The first bad entry is {min(bad)}." if bad else ""
    return "\n".join([*lines, f"The ledger is NOT whole.{first}"])


def _line(finding: Finding) -> str:
    where = "" if finding.entry is None else f"entry {finding.entry}: "
    return f"{where}{finding.sentence}."
