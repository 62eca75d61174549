"""Entries can be added and read, and nothing else."""

import pytest
from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from safetynet.audit.tables import entries, subjects
from tests.audit.conftest import Book

CHANGES = {
    "update of an entry": update(entries).values(result="refused"),
    "delete of an entry": delete(entries),
    "update of a subject": update(subjects).values(at=0),
    "delete of a subject": delete(subjects),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_ledger_is_append_only(book: Book, change: str) -> None:
    book.keep()
    with pytest.raises(DBAPIError, match="append-only"), book.engine.begin() as connection:
        connection.execute(CHANGES[change])
    assert book.check().is_clean


@pytest.mark.parametrize("table", [entries, subjects], ids=lambda table: table.name)
def test_nothing_is_replaced_on_sqlite(book: Book, table: Table) -> None:
    if book.engine.name != "sqlite":
        pytest.skip("only SQLite can replace")
    book.keep()
    with book.engine.connect() as connection:
        row = dict(connection.execute(select(table)).mappings().one())
    again = insert(table).prefix_with("OR REPLACE").values(row | {"at": 0})
    with pytest.raises(DBAPIError, match="append-only"), book.engine.begin() as connection:
        connection.execute(again)


@pytest.mark.parametrize("table", ["ledger_entries", "ledger_subjects"])
def test_nothing_is_truncated_on_postgresql(book: Book, table: str) -> None:
    if book.engine.name != "postgresql":
        pytest.skip("only PostgreSQL can truncate")
    book.keep()
    with pytest.raises(DBAPIError, match="append-only"), book.engine.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {table} CASCADE")
