"""`screening run`: what `./sn jobs` calls every night."""

import click
from flask.cli import AppGroup

from safetynet.access import job
from safetynet.screening.looking import SCREENING, look_at_everything

screening = AppGroup("screening", help="Persons of concern: whose name is like theirs.")


@screening.command("run")
def run_command() -> None:
    """Compare every name with every person of concern. May be stopped and run again."""
    with job(SCREENING):
        new = look_at_everything()
    click.echo(f"{new:,} names are newly found to be like a person of concern's.")
