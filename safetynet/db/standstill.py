"""Keeping whoever writes about a survivor, and whoever destroys what was written, apart."""

from collections.abc import Iterable
from uuid import UUID

from flask import current_app
from sqlalchemy import ARRAY, BigInteger, Connection, bindparam, func, select

from safetynet.db.session import as_foundation


def let_write(connection: Connection, survivors: Iterable[UUID]) -> None:
    """Wait for whoever destroys content of these survivors; until the commit none begins.

    On SQLite there is one writer at a time anyhow.
    """
    if numbers := sorted({_number(survivor) for survivor in survivors}):
        _lock(connection, func.pg_advisory_xact_lock_shared, numbers)


def hold_writers_off(survivor: UUID) -> None:
    """Wait for whoever writes about this survivor; until the commit nobody's save is accepted."""
    with as_foundation():
        connection = current_app.extensions["sqlalchemy"].session.connection()
        _lock(connection, func.pg_advisory_xact_lock, [_number(survivor)])


def _lock(connection: Connection, take: object, numbers: list[int]) -> None:
    if connection.dialect.name != "postgresql":
        return
    wanted = func.unnest(bindparam("numbers", numbers, type_=ARRAY(BigInteger()))).column_valued()
    connection.execute(select(take(wanted)))  # type: ignore[operator]


def _number(survivor: UUID) -> int:
    """Return a lock's number: PostgreSQL counts locks in signed 64 bits."""
    return int.from_bytes(survivor.bytes[:8], "big", signed=True)
