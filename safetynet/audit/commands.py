"""`audit verify`: are the ledger, and the rows that decide access, as they were written?"""

import json
from collections import Counter
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from config import Config
from safetynet.audit.checkpoint import Checkpoint
from safetynet.audit.inclusion import proof_of
from safetynet.audit.ledger import Ledger
from safetynet.audit.notary import Notary
from safetynet.audit.rows import Forged, accept, forged_rows
from safetynet.audit.sequencing import the_sequencer
from safetynet.audit.tree import latest_checkpoint
from safetynet.audit.verify import MOST, Finding, Verification, last_id, verify
from safetynet.db import open_reader, reading_engine, writing_engine

audit = AppGroup("audit", help="The ledger: who did what to which record.")


@audit.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, without a bar.")
@click.option("--full", is_flag=True, help="Read everything again, not only what is new.")
@click.option("--rows/--no-rows", default=True, help="Compare rows with the ledger, or not.")
@click.pass_context
def verify_command(context: click.Context, as_json: bool, full: bool, rows: bool) -> None:
    """Check the ledger since the last clean reading, and every row and its MAC.

    Ends with 0 when all is as it was written, with 1 when it is not.
    """
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    engine = reading_engine()
    extensions = current_app.extensions
    ledger: Ledger = extensions["ledger"]
    config: Config = extensions["config"]
    columns = (TextColumn("Reading the ledger"), BarColumn(), TaskProgressColumn())
    # The bar goes to stderr: what the command prints can then be piped.
    console = Console(stderr=True, quiet=as_json)
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=last_id(engine))
        result = verify(
            engine,
            ledger,
            lambda read: bar.advance(task, read),
            notary=extensions["notary"],
            memory=config.witness_dir / "ledger.verified",
            afresh=full,
            rows=rows,
            reopen=partial(open_reader, config),
        )
    forged = list(forged_rows(engine)) if rows else []
    click.echo(json.dumps(_plain(result, forged)) if as_json else _told(result, forged))
    context.exit(0 if result.is_clean and not forged else 1)


@audit.command("accept")
@click.option("--yes", is_flag=True, help="Do not ask.")
def accept_command(yes: bool) -> None:
    """Accept the rows without a valid MAC as they are: after an upgrade, or a change by hand."""
    forged = list(forged_rows(reading_engine()))
    for table, count in sorted(Counter(one.table for one in forged).items()):
        click.echo(f"{table}: {count:,} without a valid MAC")
    if forged and not yes:
        click.confirm("They decide who may do what. Accept them as they are?", abort=True)
    accept(writing_engine(), current_app.extensions["ledger"], forged)
    click.echo(f"{len(forged):,} rows accepted.")


@audit.command("anchor")
@click.option("--mail", is_flag=True, help="Leave a message with it in the mail spool, too.")
def anchor_command(mail: bool) -> None:
    """Print how far the ledger reaches, signed, and see that the anchor file has it."""
    the_sequencer().sequence_now()
    config: Config = current_app.extensions["config"]
    notary: Notary = current_app.extensions["notary"]
    with reading_engine().connect() as connection:
        checkpoint = latest_checkpoint(connection)
    if checkpoint is None:
        raise click.ClickException("The ledger is empty.")
    if notary.anchors.last() != checkpoint:
        notary.anchors.append(checkpoint)
    click.echo(f"{checkpoint.text}signature {checkpoint.signature.hex()}")
    click.echo(f"public key {notary.public.hex()}")
    if mail:
        click.echo(f"Left in {_left_in_spool(config, checkpoint)}.")


@audit.command("prove")
@click.argument("entry", type=int)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
def prove_command(entry: int, out: Path | None) -> None:
    """Write the proof that an entry is in the ledger; docs/check_proof.py checks it anywhere."""
    the_sequencer().sequence_now()
    notary: Notary = current_app.extensions["notary"]
    with reading_engine().connect() as connection:
        proof = proof_of(connection, entry, notary.public)
    if proof is None:
        raise click.ClickException(f"There is no entry {entry} in the ledger.")
    if out is None:
        click.echo(proof)
        return
    out.write_text(f"{proof}\n")
    click.echo(f"Proof of entry {entry}: {out}")


def _left_in_spool(config: Config, checkpoint: Checkpoint) -> Path:
    """Leave 64 hex digits and a size, and nothing else, where mail is fetched."""
    kind, _, folder = config.mail.partition(":")
    if kind != "spool" or not folder:
        raise click.ClickException("SAFETYNET_MAIL names no spool folder.")
    path = Path(folder) / f"checkpoint-{checkpoint.size}.txt"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(f"{checkpoint.root.hex()} {checkpoint.size}\n")
    return path


def _plain(result: Verification, forged: list[Forged]) -> dict[str, Any]:
    return {
        "clean": result.is_clean and not forged,
        **asdict(result),
        "forged": [{"table": one.table, "row": str(one.row)} for one in forged[:MOST]],
    }


def _told(result: Verification, forged: list[Forged]) -> str:
    before = f", {result.since:,} had been read before" if result.since else ""
    lines = [f"{result.entries:,} entries read{before}. {result.rows:,} rows compared."]
    lines += [f"Note: {_line(note)}" for note in result.notes]
    lines += [_line(finding) for finding in result.findings]
    if result.unlisted:
        lines.append(f"{result.unlisted:,} more are not listed.")
    lines += [f"{finding.sentence}." for finding in result.changed_rows]
    lines += [f"{one.table} {one.row}: no valid MAC, the row counts for nothing." for one in forged]
    if not result.findings:
        return "\n".join([*lines, "The ledger is whole."])
    bad = [finding.entry for finding in result.findings if finding.entry is not None]
    first = f" The first bad entry is {min(bad)}." if bad else ""
    return "\n".join([*lines, f"The ledger is NOT whole.{first}"])


def _line(finding: Finding) -> str:
    where = "" if finding.entry is None else f"entry {finding.entry}: "
    return f"{where}{finding.sentence}."
