"""Standing where attackers stand: behind the door as somebody, or in the database as its owner."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import (
    Connection,
    Engine,
    Executable,
    FromClause,
    create_engine,
    event,
    make_url,
    select,
    text,
)
from sqlcipher3 import dbapi2

from safetynet import clock
from safetynet.access import Actor, guard, job, rights_of, spoken
from safetynet.agencies import Member
from safetynet.audit import Visit
from safetynet.audit.decoding import decode
from safetynet.audit.entry import Entry
from safetynet.audit.tables import entries
from safetynet.cases import open_case, seat
from safetynet.db import as_foundation, db
from safetynet.survivors import Name, SafeContact, mint
from tests.browser import Browser
from tests.cast import Player
from tests.scenes import Scene

HERS = "Wilhelmina"
"""The name of the outsider's own young person: a canary on the other side."""


As = Callable[[Player], Browser]
"""Opens a browser of its own for a person."""


def last(app: Flask) -> Entry:
    """Return the newest entry about somebody's visit."""
    return [entry for entry in ledger(app) if not entry.permission.startswith("job:")][-1]


def entries_of(app: Flask, player: Player) -> list[Entry]:
    return [entry for entry in ledger(app) if entry.actor == player.id]


def language_of(app: Flask, player: Player) -> str | None:
    """Return what the careless room changes, as it is saved."""
    with app.app_context(), job("test: look"):
        return db.session.scalars(select(Member.language).where(Member.id == player.id)).one()


def actor_for(player: Player) -> Actor:
    """Return a player as the door knows them, with the rights of this moment."""
    with job("test: rights"):
        rights = rights_of(player.id, player.role, player.agency_id)
    return Actor(player.id, player.role, player.agency_id, rights=rights)


@contextmanager
def behind_the_door(app: Flask, player: Player, method: str = "POST") -> Iterator[Visit]:
    """Run the block as code of a view runs, without any view."""
    with app.test_request_context("/", method=method):
        actor = actor_for(player)
        visit = Visit(actor.id, "test:inside")
        with guard.behind_the_door(actor, visit, looking=method in guard.LOOKING):
            yield visit


def believe_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell the database that the house asks, so that row-level security holds nobody back."""
    monkeypatch.setattr(spoken, "as_whom", lambda: (spoken.HOUSE,))


def open_case_elsewhere(app: Flask, player: Player) -> Scene:
    """Open a case that the player's agency leads and nobody else knows."""
    with app.app_context(), job("test: a case elsewhere"):
        survivor = mint(player.agency_id)
        case = open_case(survivor.id, player.agency_id, clock.now(), coded=False)
        seat(case, player.agency_id)
        about = {"survivor_id": survivor.id, "owner_id": player.agency_id}
        contact = SafeContact(**about, value="555-010-9999")
        db.session.add_all((Name(**about, parts=Name.joined(HERS, last="Elsewhere")), contact))
        return Scene(case.id, survivor.id, case.number, contact.id)


class Hand:
    """Somebody who administers the database and has no key: statements without the house."""

    def __init__(self, app: Flask) -> None:
        config = app.extensions["config"]
        self.url = make_url(config.database_url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if not self.is_sqlite:
            self.url = self.url.set(username="postgres")
        # A second SQLite in one process would not see the first one's locks, and take its log away.
        options = {"module": dbapi2} if self.is_sqlite else {}
        self._engine: Engine = create_engine(self.url, **options)

    def run(self, statement: str, **values: Any) -> int:
        """Run one statement and commit; returns the number of rows."""
        with self._engine.begin() as connection:
            self._pragmas(connection)
            return connection.execute(text(statement), self._stored(values)).rowcount

    def change(self, *statements: Executable) -> None:
        """Run statements in one transaction, with foreign keys and triggers off."""
        with self._engine.begin() as connection:
            self._pragmas(connection)
            if not self.is_sqlite:
                connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            for statement in statements:
                connection.execute(statement)

    def table(self, table: FromClause) -> list[dict[str, Any]]:
        """Return every row of a table as it is stored."""
        with self._engine.connect() as connection:
            return [dict(row) for row in connection.execute(select(table)).mappings()]

    def rows(self, statement: str, **values: Any) -> Sequence[Any]:
        with self._engine.connect() as connection:
            return connection.execute(text(statement), self._stored(values)).all()

    def close(self) -> None:
        self._engine.dispose()

    def _stored(self, values: dict[str, Any]) -> dict[str, Any]:
        """SQLite keeps a UUID as 32 hex digits."""
        if not self.is_sqlite:
            return values
        return {n: v.hex if isinstance(v, UUID) else v for n, v in values.items()}

    def _pragmas(self, connection: Connection) -> None:
        if self.is_sqlite:
            connection.exec_driver_sql("PRAGMA busy_timeout=10000")


@pytest.fixture
def hand(app: Flask) -> Iterator[Hand]:
    """Whoever administers the database."""
    hand = Hand(app)
    yield hand
    hand.close()


def ledger(app: Flask) -> list[Entry]:
    """Return every entry, oldest first."""
    with app.app_context(), as_foundation(), job("test: read the ledger"):
        found = db.session.connection().execute(select(entries.c.payload).order_by(entries.c.id))
        return [decode(bytes(payload)) for payload in found.scalars()]


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect every statement that reaches a database inside the block."""
    said: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    with app.app_context():
        engines = set(db.engines.values())
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
