import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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
from safetynet.authentication.models import Credential
from safetynet.authentication.signing_in import fingerprint
from safetynet.db import db
from safetynet.demo import load as building
from safetynet.starting import open_database

COUNT = click.IntRange(min=1)
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
@with_appcontext
def demo() -> None:
    """The demonstration county: invented people."""
    config: Config = current_app.extensions["config"]
    if config.is_production:
        sys.exit("This is a real installation; a demonstration needs an instance of its own.")


@demo.command()
@click.option(
    "--survivors", type=COUNT, default=building.SURVIVORS, show_default=True, help="Young people."
)
@click.option("--open-cases", type=COUNT, default=building.OPEN_CASES, show_default=True)
@click.option("--all-open", is_flag=True, help="Every young person has an open case.")
@click.option("--people", type=_FILE, help="Write who can sign in there, as JSON.")
@click.option("--canaries", type=_FILE, help="Put a canary into every sealed field; list them.")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def load(
    survivors: int,
    open_cases: int,
    people: Path | None,
    canaries: Path | None,
    *,
    all_open: bool,
    as_json: bool,
) -> None:
    """Build the demonstration county in an empty database."""
    config: Config = current_app.extensions["config"]
    building.refuse_half_built(config)
    open_database()
    with job("demonstration: look"):
        if db.session.scalar(select(County.id)):
            sys.exit("There is a county here already; nothing was changed.")
    for file in filter(None, (people, canaries)):
        _check_can_be_written(file)
    opened = survivors if all_open else min(open_cases, survivors)
    with _bar(survivors, hidden=as_json) as progress:
        everybody = building.build(survivors, opened, canaries, progress)
    if people:
        building.write_people(people, everybody)
    counts = {"people": len(everybody), "survivors": survivors, "open_cases": opened}
    said = f"Built: {survivors} young people, {opened} open cases, {len(everybody)} who sign in."
    click.echo(json.dumps(counts) if as_json else said)


def _check_can_be_written(file: Path) -> None:
    try:
        file.touch(mode=0o600)
    except OSError as error:
        sys.exit(f"{file} cannot be written ({error.strerror}); nothing was built.")


@contextmanager
def _bar(total: int, *, hidden: bool) -> Iterator[building.Progress]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), disable=hidden) as shown:
        task = shown.add_task("Young people", total=total)
        yield lambda done, _of: shown.update(task, completed=done)


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
