"""`retention run`: what cron calls every night."""

import json
from dataclasses import asdict

import click
from flask.cli import AppGroup

from safetynet import clock
from safetynet.db import only_looking
from safetynet.retention.running import Counted, counted, looked_at, run

retention = AppGroup("retention", help="How long records are kept, and destroying them.")


@retention.command("run")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, without a bar.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
def run_command(as_json: bool, dry_run: bool) -> None:
    """Warn of what falls due, and destroy what is due. May be stopped and run again."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    day = clock.today()
    with only_looking():
        found = looked_at(day)
    said = counted(found, day)
    if not dry_run:
        columns = (TextColumn("Destroying"), BarColumn(), MofNCompleteColumn())
        # The bar goes to stderr: what the command prints can then be piped.
        console = Console(stderr=True, quiet=as_json)
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("", total=said.destroyed)
            said = run(found, day, lambda: bar.advance(task))
    click.echo(
        json.dumps({"dry_run": dry_run, **asdict(said)}) if as_json else _told(said, dry_run)
    )


def _told(said: Counted, dry_run: bool) -> str:
    verb = "would be" if dry_run else "were"
    lines = [
        f"{said.listed:,} record classes fall due within 90 days.",
        f"{said.warned:,} keepers' warnings begin today.",
        f"{said.held:,} are due and kept by a legal hold.",
        f"{said.destroyed:,} {verb} destroyed.",
    ]
    if not dry_run:
        lines += [
            f"{said.finished:,} were finished from an earlier run or a restored backup.",
            f"{said.rows:,} rows are gone.",
        ]
    return "\n".join(lines)
