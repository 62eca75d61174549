"""Building the demonstration in an empty database."""

import json
from pathlib import Path

from flask import current_app

from config import Config
from safetynet.access import job
from safetynet.demo import county
from safetynet.demo.county import Invented


def build() -> list[Invented]:
    """Write the whole county; needs an application context and an empty database."""
    with job("demonstration"):
        _team, _agencies, people = county.found()
    _remember(people)
    return people


def _remember(people: list[Invented]) -> None:
    """Leave the people beside the database, so that every start can say who may sign in."""
    config: Config = current_app.extensions["config"]
    rows = [f"  {person.email:<34}{person.role.value:<18}{person.agency}" for person in people]
    said = (
        "Demonstration: invented people. Everybody's password is "
        f"{county.PASSWORD}\nA one-time code: ./sn demo code E-MAIL\n"
    )
    _private(config.instance / "people.txt").write_text(said + "\n".join(rows) + "\n")


def write_people(path: Path, people: list[Invented]) -> None:
    """Write what tools need to sign in as everybody."""
    said = [
        {
            "email": person.email,
            "password": person.password,
            "totp_secret": person.totp_secret,
            "role": person.role.value,
            "agency": person.agency,
        }
        for person in people
    ]
    _private(path).write_text(json.dumps(said, indent=1))


def _private(path: Path) -> Path:
    path.touch(mode=0o600)
    return path
