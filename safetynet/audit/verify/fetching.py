"""Fetching the ledger in batches, as bare as the database's driver gives it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine

BATCH = 2000
"""Entries held in memory at a time."""

_HIGHEST = 2**62
_ENTRIES = """SELECT id, writer, counter, at, {actor}, permission, result, payload, mac, hash
FROM ledger_entries WHERE id > {after} ORDER BY id LIMIT {most}"""
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


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Read as of one moment, however long it takes."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            driver = connection.connection.driver_connection
            # Python's sqlite3 begins none for a SELECT, so every batch would see another state.
            if not getattr(driver, "in_transaction", True):
                connection.exec_driver_sql("BEGIN")
            if connection.dialect.name == "postgresql":
                # The limits are for requests; reading millions of rows may take longer.
                for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
                    connection.exec_driver_sql(f"SET LOCAL {limit} = 0")
            yield connection


def batches(connection: Connection, after: int) -> Iterator[Batch]:
    """Yield what stands in the ledger past an id; the last batch has no entries."""
    entries, subjects, leaves = _QUERIES[connection.dialect.name]
    while True:
        rows = _fetch(connection, entries, after=after, most=BATCH)
        last = rows[-1][0] if rows else _HIGHEST
        yield Batch(
            rows,
            _fetch(connection, subjects, after=after, last=last),
            _fetch(connection, leaves, after=after, last=last),
        )
        if not rows:
            return
        after = last


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
