"""Forgetting what was not sent for a month."""

import click
from flask.cli import AppGroup

from safetynet import clock
from safetynet.access import job
from safetynet.db import db
from safetynet.drafts.models import LIVES
from safetynet.drafts.queries import older_than

AT_ONCE = 200
"""Rows of one transaction: its ledger entry names each of them."""

drafts = AppGroup("drafts", help="Texts that were typed and not sent.")


@drafts.command("run")
def run_command() -> None:
    """Forget what was not sent for 30 days. May be stopped and run again."""
    click.echo(f"{forget():,} unsent texts were forgotten.")


def forget() -> int:
    """Delete every draft that its author left for as long as drafts live; return how many."""
    forgotten = 0
    while True:
        with job("drafts: forget"):
            old = older_than(clock.now() - LIVES, AT_ONCE)
            for row in old:
                db.session.delete(row)
        forgotten += len(old)
        if len(old) < AT_ONCE:
            return forgotten
