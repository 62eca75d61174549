"""Counting what is tried in vain, so that nobody tries for ever; it knows not what or whose it is.

A row says how often something was tried, and until when that counts. It is called by a MAC: its
reader learns neither whose account it was, nor from where.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Integer,
    LargeBinary,
    Table,
    case,
    delete,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from safetynet import clock
from safetynet.db import Model, as_foundation, reading_engine, writing_engine
from safetynet.vault import Purpose, vault

tries = Table(
    "sign_in_tries",
    Model.metadata,
    Column("key", LargeBinary(16), primary_key=True),
    Column("failed", Integer, nullable=False),
    Column("until", DateTime(timezone=True), nullable=False, index=True),
)
"""The program alone makes the keys."""

SWEPT_AT_ONCE = 100


def key_of(*parts: str | bytes) -> bytes:
    """Return what something is counted by: 16 bytes of a MAC over its parts."""
    said = [part.encode() if isinstance(part, str) else part for part in parts]
    framed = b"".join(len(part).to_bytes(4) + part for part in said)
    return vault().roots.mac(Purpose.TRIES, framed)[:16]


def counted(keys: Iterable[bytes]) -> dict[bytes, int]:
    """Return how often each was counted in its window of time, if it was."""
    wanted = select(tries.c.key, tries.c.failed).where(
        tries.c.key.in_(list(keys)), tries.c.until > clock.now()
    )
    with as_foundation(), reading_engine().connect() as connection:
        return {row.key: row.failed for row in connection.execute(wanted)}


def count(keys: Iterable[bytes], window: timedelta) -> dict[bytes, int]:
    """Count each once more, and return how often it was by now; a window that is over begins anew.

    Needs no transaction that writes: it has one of its own.
    """
    with _writing() as connection:
        # Always in one order, or two of them wait for each other.
        found = {key: _count(connection, key, window) for key in sorted(keys)}
        _sweep(connection)
    return found


def count_one_less(keys: Iterable[bytes]) -> None:
    with _writing() as connection:
        for key in sorted(keys):
            once = update(tries).where(tries.c.key == key, tries.c.failed > 0)
            connection.execute(once.values(failed=tries.c.failed - 1))


def forget(key: bytes) -> None:
    with _writing() as connection:
        connection.execute(delete(tries).where(tries.c.key == key))


def remember(key: bytes, window: timedelta) -> None:
    """Let a row stand from now on for as long as the window, whatever stood there."""
    with _writing() as connection:
        _count(connection, key, window, anew=True)


@contextmanager
def _writing() -> Iterator[Connection]:
    with as_foundation(), writing_engine().begin() as connection:
        yield connection


def _count(connection: Connection, key: bytes, window: timedelta, *, anew: bool = False) -> int:
    now = clock.now()
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert
    new = {"failed": 1, "until": now + window}
    is_over = true() if anew else tries.c.until <= now
    kept = {
        "failed": case((is_over, 1), else_=tries.c.failed + 1),
        "until": case((is_over, new["until"]), else_=tries.c.until),
    }
    adding = insert(tries).values(key=key, **new)
    upsert = adding.on_conflict_do_update(index_elements=["key"], set_=kept)
    now_failed: int = connection.execute(upsert.returning(tries.c.failed)).scalar_one()
    return now_failed


def _sweep(connection: Connection) -> None:
    """Let go of rows that count no more, passing by those that somebody counts in just now."""
    over = (
        select(tries.c.key)
        .where(tries.c.until <= clock.now())
        .limit(SWEPT_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    connection.execute(delete(tries).where(tries.c.key.in_(over)))
