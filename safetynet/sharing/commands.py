"""`releases run`: what `./sn jobs` calls every night."""

import click
from flask.cli import AppGroup

from safetynet import clock
from safetynet.sharing.ending import end, give_keys_to_older

releases = AppGroup("releases", help="Releases: what becomes of their keys.")


@releases.command("run")
def run_command() -> None:
    """Destroy the keys of releases that are over. May be stopped and run again."""
    day = clock.today()
    if made := give_keys_to_older(day):
        click.echo(f"{made:,} releases from before the upgrade were given keys.")
    click.echo(f"{end(day):,} keys of releases that are over were destroyed.")
