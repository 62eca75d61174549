import json
import sys
from pathlib import Path

import click
import pyotp
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from config import Config
from safetynet import clock
from safetynet.access import job
from safetynet.agencies import County
from safetynet.agencies.models import Credential
from safetynet.agencies.signing_in import fingerprint
from safetynet.db import bring_up_to_date, db
from safetynet.demo import load as building


@click.group()
@with_appcontext
def demo() -> None:
    """The demonstration county: invented people."""
    config: Config = current_app.extensions["config"]
    if config.is_production:
        sys.exit("This is a real installation; a demonstration needs an instance of its own.")


@demo.command()
@click.option("--people", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def load(people: Path | None, as_json: bool) -> None:
    """Build the demonstration county in an empty database."""
    bring_up_to_date()
    with job("demonstration: look"):
        if db.session.scalar(select(County.id)):
            sys.exit("There is a county here already; nothing was changed.")
    everybody = building.build()
    if people:
        building.write_people(people, everybody)
    counts = {"people": len(everybody)}
    click.echo(json.dumps(counts) if as_json else f"Built: {counts}")


@demo.command()
@click.argument("email")
@with_appcontext
def code(email: str) -> None:
    """Print somebody's current one-time code."""
    with job("demonstration: code"):
        found = db.session.scalar(
            select(Credential).where(Credential.email_fingerprint == fingerprint(email))
        )
        if found is None:
            sys.exit("Nobody here signs in with that e-mail.")
        secret = found.totp_secret
    click.echo(pyotp.TOTP(secret).at(clock.now()))
