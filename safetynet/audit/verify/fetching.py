"""Fetching the ledger in batches, as bare as the database's driver gives it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, func, select

from safetynet.audit.tables import entries
from safetynet.db import unhurried

BATCH = 2000
"""Entries held in memory at a time."""

_HIGHEST = 2**62
_ENTRIES = """SELECT id, writer, counter, at, {actor}, permission, result, payload, mac, hash
FROM ledger_entries WHERE id > {after} AND id <= {last} ORDER BY id LIMIT {most}"""
_SUBJECTS = """SELECT entry_id, {survivor}, at
FROM ledger_subjects WHERE entry_id > {after} AND entry_id <= {last} ORDER BY entry_id, survivor"""
_LEAVES = """SELECT entry_id, position, hash
FROM ledger_leaves WHERE entry_id > {after} AND entry_id <= {last} ORDER BY entry_id"""
_NUMBERS = ("after", "last", "most")
_SPELLINGS = {
    "sqlite": {"actor": "actor", "survivor": "survivor"} | {name: f":{name}" for name in _NUMBERS},
    # As the driver's own kind, an id would cost an object.
    "postgresql": {"actor": "uuid_send(actor)", "survivor": "uuid_send(survivor)"}
    | {name: f"%({name})s" for name in _NUMBERS},
}
_QUERIES = {
    dialect: [query.format(**spelled) for query in (_ENTRIES, _SUBJECTS, _LEAVES)]
    for dialect, spelled in _SPELLINGS.items()
}

Spell = Callable[[bytes], Any]
"""16 bytes of an id → how this database's driver gives them."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries in the order of their ids, and whatever other tables say of ids in that range."""

    rows: list[tuple[Any, ...]]
    """(id, writer, counter, at, actor, permission, result, payload, mac, hash)"""
    subjects: list[tuple[int, Any, int]]
    """(entry, survivor, at), in that order"""
    leaves: list[tuple[int, int, bytes]]
    """(entry, position, hash), in the order of entries"""


class Span(NamedTuple):
    """Ids past the first, up to the last; without one, up to the batch's last entry."""

    after: int
    last: int = _HIGHEST


@contextmanager
def snapshot(engine: Engine, same_as: str | None = None) -> Iterator[Connection]:
    """Read as of one moment, however long it takes; on PostgreSQL of the moment so named."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            driver = connection.connection.driver_connection
            # Python's sqlite3 begins none for a SELECT, so every batch would see another state.
            if not getattr(driver, "in_transaction", True):
                connection.exec_driver_sql("BEGIN")
            if same_as:
                # A name that the database gave: digits and dashes.
                connection.exec_driver_sql(f"SET TRANSACTION SNAPSHOT '{same_as}'")
            unhurried(connection)
            yield connection


def name_of(connection: Connection) -> str | None:
    """Name the moment of which a snapshot reads, for others to read the same."""
    if connection.dialect.name == "postgresql":
        name: str = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
        return name
    # Readers of SQLite see what was committed since, too, which is nothing below the last id.
    return None


def batches(connection: Connection, after: int, *, leaves: bool = True) -> Iterator[Batch]:
    """Yield what stands in the ledger past an id; the last batch has no entries."""
    while True:
        batch = fetch(connection, Span(after), leaves=leaves)
        yield batch
        if not batch.rows:
            return
        after = batch.rows[-1][0]


def fetch(connection: Connection, span: Span, *, leaves: bool = True) -> Batch:
    """Return the first BATCH entries of a span, and what other tables say of its ids."""
    of_entries, of_subjects, of_leaves = _QUERIES[connection.dialect.name]
    rows = _fetch(connection, of_entries, **span._asdict(), most=BATCH)
    if rows and span.last == _HIGHEST:
        span = Span(span.after, rows[-1][0])
    return Batch(
        rows,
        _fetch(connection, of_subjects, **span._asdict()),
        _fetch(connection, of_leaves, **span._asdict()) if leaves else [],
    )


def newest(connection: Connection) -> int:
    """Return the newest entry's id, 0 where there is none."""
    return connection.scalar(select(func.max(entries.c.id))) or 0


def speller(connection: Connection) -> Spell:
    """Return how this database gives an id: as bytes, or as text without dashes."""
    return bytes if connection.dialect.name == "postgresql" else bytes.hex


def _fetch(connection: Connection, query: str, **said: int) -> list[Any]:
    """Ask the driver itself: neither rows nor values are converted on their way."""
    is_postgres = connection.dialect.name == "postgresql"
    driver: Any = connection.connection
    cursor = driver.cursor(binary=True) if is_postgres else driver.cursor()
    try:
        cursor.execute(query, said)
        rows: list[Any] = cursor.fetchall()
    finally:
        cursor.close()
    return rows


def as_bytes(value: Any) -> bytes:
    """Take anything else for nothing: a column of SQLite may hold it."""
    return value if isinstance(value, bytes) else b""
