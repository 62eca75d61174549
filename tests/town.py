"""A demonstration county that really serves: for browsers, crawls and kills."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

import pyotp
from flask import Flask
from sqlalchemy import select
from waitress.server import create_server

from config import Config
from safetynet import clock, create_app
from safetynet.access import job
from safetynet.authentication.models import Credential
from safetynet.commands import WAITRESS, limits_of
from safetynet.db import db
from safetynet.demo.county import Invented
from safetynet.demo.load import build
from tests.conftest import config_in, create_tables


@dataclass(frozen=True)
class Town:
    """A running server, its app, and everybody who can sign in there."""

    app: Flask
    url: str
    people: list[Invented]

    def person(self, role: str, place: int = 0) -> Invented:
        """Return the first (or the next) person of a role."""
        return [person for person in self.people if person.role.value == role][place]


def code_of(person: Invented) -> str:
    """Return the person's current one-time code."""
    return pyotp.TOTP(person.totp_secret).at(clock.now())


def forget_codes(town: Town, person: Invented) -> None:
    """Let a code be used again: tests sign in more often than once in thirty seconds."""
    with town.app.app_context(), job("test: forget codes"):
        for credential in db.session.scalars(
            select(Credential).where(Credential.member_id == person.id)
        ):
            credential.totp_step = 0


def demonstration(
    folder: Path, config: Config | None = None, **changes: Any
) -> tuple[Flask, list[Invented]]:
    """Build a demonstration county in a folder and return its app and people."""
    config = config or config_in(folder, None)
    app = create_app(config)
    with app.app_context():
        create_tables(config.owner_database_url)
        people = build(**changes)
        db.session.remove()
    return app, people


@contextmanager
def serving(app: Flask, people: list[Invented]) -> Iterator[Town]:
    """Serve on a free loopback port until the block ends."""
    limits = limits_of(app)
    server = create_server(app, host="127.0.0.1", port=0, threads=6, **WAITRESS, **limits)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Town(app, f"http://127.0.0.1:{server.effective_port}", people)
    finally:
        server.close()
        thread.join(timeout=5)
