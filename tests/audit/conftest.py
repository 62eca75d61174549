"""A ledger on each database, and what the tests append to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, create_engine, event, make_url

from config import Config
from safetynet.audit import Anchors, Ledger, Notary, commands, now_ns
from safetynet.audit.journal import Journal
from safetynet.audit.sequencer import Sequencer
from safetynet.audit.tables import LEDGER, entries
from safetynet.audit.verify import Verification, verify
from safetynet.audit.verify.helpers import Open
from safetynet.vault import Signer
from tests.audit.drafts import page

_schemas = count()


@dataclass
class Book:
    """One ledger in a test, with the hand of somebody who administers the database."""

    engine: Engine
    ledger: Ledger
    notary: Notary
    key: bytes = b"k" * 32

    @property
    def reopen(self) -> Open:
        """Return what opens the same database in another process, to look only."""
        return partial(create_engine, self.engine.url.render_as_string(hide_password=False))

    @property
    def sequencer(self) -> Sequencer:
        """Return a sequencer that has just started."""
        return Sequencer(self.engine, self.engine, self.notary)

    def keep(self, times: int = 1, rows: int = 2) -> None:
        with self.engine.connect() as connection:
            for _ in range(times):
                self.ledger.keep(connection, page(rows))

    def check(self, progress: Callable[[int], object] | None = None) -> Verification:
        return verify(self.engine, self.ledger, progress, notary=self.notary)

    def tamper(self, *statements: Any) -> None:
        """Run statements with every trigger and foreign key off, as a database's owner could."""
        with self.engine.begin() as connection:
            self._switch_off(connection)
            for statement in statements:
                connection.execute(statement)

    def _switch_off(self, connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            return
        named = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in connection.exec_driver_sql(named).all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")


@pytest.fixture
def engine(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if database == "sqlite":
        engine = _sqlite(tmp_path / "ledger.db")
    else:
        engine = _postgresql(request.getfixturevalue("postgres_server"))
    entries.metadata.create_all(engine, tables=LEDGER)
    yield engine
    engine.dispose()


@pytest.fixture
def book(engine: Engine, tmp_path: Path) -> Iterator[Book]:
    journal = Journal(tmp_path / "ledger.journal")
    notary = Notary(Signer(b"s" * 32), Anchors(tmp_path / "ledger.anchors"), now_ns)
    yield Book(engine, Ledger(Book.key, journal, now_ns), notary)
    journal.close()


@pytest.fixture
def command(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    app = Flask("ledger")
    app.extensions["ledger"] = book.ledger
    app.extensions["notary"] = book.notary
    app.extensions["config"] = Config.throw_away(tmp_path)
    app.cli.add_command(commands.audit)
    monkeypatch.setattr(commands, "reading_engine", lambda: book.engine)
    return app


def _sqlite(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", pool_size=20, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def prepare(driver: Any, _record: Any) -> None:
        driver.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL"):
            driver.execute(f"PRAGMA {pragma}").fetchall()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _postgresql(url: str) -> Engine:
    """Give each test a schema of its own in the one server."""
    schema = f"ledger_{next(_schemas)}"
    first = create_engine(url)
    with first.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    first.dispose()
    inside = make_url(url).update_query_dict({"options": f"-csearch_path={schema}"})
    return create_engine(inside, pool_size=20)
