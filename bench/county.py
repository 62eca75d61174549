"""A demonstration of any size on either database, for a benchmark, and gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from flask import Flask
from sqlalchemy import create_engine, make_url, text

from config import Config
from safetynet import create_app
from safetynet.db import bring_up_to_date
from safetynet.demo.county import Invented
from safetynet.demo.load import build
from tests.pgfix import postgres


@contextmanager
def county(
    cases: int, database: str, survivors: int | None = None
) -> Iterator[tuple[Flask, list[Invented]]]:
    """Yield the application of a county with so many open cases, and its people.

    `survivors` is how many young people there ever were; as many as cases, unless it is said.
    """
    with tempfile.TemporaryDirectory() as folder, _config(Path(folder), database) as made:
        app = create_app(made)
        with app.app_context():
            bring_up_to_date()
            people = build(survivors=survivors or cases, open_cases=cases)
        yield app, people


@contextmanager
def _config(folder: Path, database: str) -> Iterator[Config]:
    plain = replace(Config.throw_away(folder), whole_file=True)
    if database == "sqlite":
        yield plain
        return
    with postgres(fsync=True) as server:
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in (
                "CREATE ROLE sn_owner LOGIN",
                "CREATE ROLE sn_app LOGIN",
                "CREATE DATABASE sn OWNER sn_owner",
            ):
                connection.execute(text(statement))
        engine.dispose()
        urls = [
            make_url(server).set(database="sn", username=role).render_as_string(False)
            for role in ("sn_app", "sn_owner")
        ]
        yield replace(plain, database_url=urls[0], owner_database_url=urls[1])
