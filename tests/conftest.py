"""The app on both databases, each test on a fresh copy of a house with the cast in it."""

import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, make_url, text

from config import Config
from safetynet import clock, create_app
from safetynet.db import Model, as_foundation, db, hand_over
from tests import cast as casting
from tests.browser import Browser
from tests.cast import Cast
from tests.chromium import chromium  # noqa: F401 - a fixture for every folder
from tests.house.inside import hand  # noqa: F401 - a fixture for every folder
from tests.memory import SHM, in_memory
from tests.pgfix import postgres
from tests.remembered import remember, share_statements

SHARED = Path(__file__).resolve().parents[2] / "shared"
_elsewhere: list[datetime] = []
"""The moment at which every app of this run starts its clock, if one was given."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="kills, load and full sweeps too")
    parser.addoption("--stand-at", help="run elsewhere in time: an ISO moment with its offset")
    parser.addoption("--db", choices=["sqlite", "postgresql", "both"], default="both")


def pytest_configure(config: pytest.Config) -> None:
    if moment := config.getoption("--stand-at"):
        _elsewhere.append(datetime.fromisoformat(moment))
        clock.stand_at(_elsewhere[0])
    remember()
    # Kills and timings want a real disk.
    if not config.getoption("--long") and (memory := in_memory()):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what uses the app on each database; a crawl is long on PostgreSQL."""
    if "database" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--db")
        databases = ["sqlite", "postgresql"] if chosen == "both" else [chosen]
        crawls = metafunc.definition.get_closest_marker("crawl") is not None
        slow = {"postgresql"} if crawls else set[str]()
        each = [
            pytest.param(name, marks=[pytest.mark.long] if name in slow else [])
            for name in databases
        ]
        metafunc.parametrize("database", each, scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--long"):
        skip = pytest.mark.skip(reason="long: ./sn check --long")
        for item in items:
            # Not `in item.keywords`: those name the folders too, and one may be called long.
            if item.get_closest_marker("long"):
                item.add_marker(skip)


def pytest_collection_finish() -> None:
    """Let the collector look past what stays anyway; it took a sixth of the processor time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a run in which everything was skipped end like one that found no test: not green."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    seen = reporter.stats if reporter else {}
    is_green = session.exitstatus == pytest.ExitCode.OK
    if is_green and "skipped" in seen and "passed" not in seen:
        session.exitstatus = pytest.ExitCode.NO_TESTS_COLLECTED


@pytest.fixture(autouse=True)
def _clock_stays() -> Iterator[None]:
    """Put the clock back where it stood: an app that a test makes sets it for the whole process."""
    before = clock._offset
    yield
    clock._offset = before


@dataclass
class House:
    """An instance folder (and, on PostgreSQL, a template database) with schema and cast."""

    folder: Path
    server: str | None
    """Superuser URL of the PostgreSQL server, or None on SQLite."""
    cast: Cast


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with postgres(running=os.environ.get("TEST_POSTGRES_URL")) as url:
        yield url


def config_in(folder: Path, database_url: str | None, owner_url: str | None = None) -> Config:
    config = replace(
        Config.throw_away(folder),
        owner_database_url=owner_url,
        stand_at=_elsewhere[0] if _elsewhere else None,
    )
    return replace(config, database_url=database_url) if database_url else config


def as_role(server: str, name: str, role: str) -> str:
    """Return the URL of one database on the test server for one role."""
    return make_url(server).set(database=name, username=role).render_as_string(False)


@cache
def _administration(server: str) -> Engine:
    """Stay connected: each test makes a database and drops it, and PostgreSQL began a process
    for each of the two."""
    return create_engine(server, isolation_level="AUTOCOMMIT", pool_pre_ping=True)


def run(server: str, *statements: str) -> None:
    """Run statements on the test server, each on its own."""
    with _administration(server).connect() as connection:
        for statement in statements:
            connection.execute(text(statement))


def _strategy(server: str) -> str:
    """Return how this server copies a database best; without the log, if it lies in memory.

    Measured for ours, processor time: in memory 25 ms instead of 35, on a disk 490 instead of 100.
    """
    folder = str(make_url(server).query.get("host", ""))
    return "STRATEGY FILE_COPY" if Path(folder).is_relative_to(SHM) else ""


@pytest.fixture(scope="session")
def house(
    database: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """Build schema and cast once per database; tests get copies."""
    folder = tmp_path_factory.mktemp(f"house-{database}")
    server = request.getfixturevalue("postgres_server") if database == "postgresql" else None
    url = owner = None
    if server:
        run(server, *(f"DROP ROLE IF EXISTS {r}" for r in ("sn_owner", "sn_app")))
        run(server, "CREATE ROLE sn_owner LOGIN", "CREATE ROLE sn_app LOGIN")
        run(server, "CREATE DATABASE sn_template OWNER sn_owner")
        owner, url = (as_role(server, "sn_template", r) for r in ("sn_owner", "sn_app"))
    app = create_app(config_in(folder, url, owner))
    with app.app_context():
        create_tables(owner)
        cast = casting.assemble()
        close(app)
    yield House(folder, server, cast)
    if server:
        run(server, "DROP DATABASE sn_template WITH (FORCE)")


def create_tables(owner_url: str | None) -> None:
    """Create every table, on PostgreSQL as its owner, with the application's grants."""
    if owner_url is None:
        with as_foundation():
            Model.metadata.create_all(db.engine)
        return
    engine = create_engine(owner_url)
    Model.metadata.create_all(engine)
    with engine.begin() as connection:
        hand_over(connection, "sn_app")
    engine.dispose()


def close(app: Flask) -> None:
    """Let go of every connection and file, so that they can be copied and databases dropped."""
    db.session.remove()
    for engine in db.engines.values():
        engine.dispose()
    app.extensions["vault"].keyring.store.dispose()
    app.extensions["ledger"].journal.close()


@contextmanager
def a_copy(house: House, folder: Path) -> Iterator[Flask]:
    """Open a copy of the house, which is gone afterwards: what is left in it stays in it."""
    shutil.copytree(house.folder, folder)
    url = name = None
    if house.server:
        name = f"sn_{uuid4().hex}"
        copied = f"TEMPLATE sn_template OWNER sn_owner {_strategy(house.server)}"
        run(house.server, f"CREATE DATABASE {name} {copied}")
        url = as_role(house.server, name, "sn_app")
    app = create_app(config_in(folder, url))
    yield app
    with app.app_context():
        close(app)
    if house.server:
        run(house.server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def app(house: House, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """An application of its own for each test, in a copy of the house."""
    with a_copy(house, tmp_path / "instance") as app:
        # A test that replaces parts of the program compiles its statements alone.
        if "monkeypatch" not in request.fixturenames:
            with app.app_context():
                share_statements(db.engines.values())
        yield app


@pytest.fixture
def cast(house: House) -> Cast:
    """The people every test may call on; see tests/cast.py."""
    return house.cast


@pytest.fixture
def browser(app: Flask) -> Browser:
    return Browser(app)


@pytest.fixture
def shared() -> Path:
    """The folder of real input and oracles beside the project."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared with real input is not here")
    return SHARED
