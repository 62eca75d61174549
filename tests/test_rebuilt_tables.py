"""A migration that builds a table anew, as on SQLite, takes along what hangs on its rows."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import flask_migrate
from sqlalchemy import Connection, MetaData, Table, func, insert, select

from config import Config
from safetynet import create_app
from safetynet.db import as_foundation, writing_engine

BEFORE = "0070"
"""The version before copies of records were built anew."""
VALUES: dict[type, Any] = {
    str: "x",
    int: 1,
    bytes: b"x" * 32,
    bool: False,
    date: date(2026, 1, 1),
    datetime: datetime(2026, 1, 1, tzinfo=UTC),
    object: [],
}


def test_rows_that_hang_on_a_rebuilt_table_stay(tmp_path: Path) -> None:
    app = create_app(Config.throw_away(tmp_path))
    with app.app_context(), as_foundation():
        flask_migrate.upgrade(revision=BEFORE)
        tables = MetaData()
        tables.reflect(writing_engine(), only=["export_words"])
        with writing_engine().begin() as connection:
            _plant(connection, tables.tables["export_words"], {})
        flask_migrate.upgrade()
        with writing_engine().begin() as connection:
            for name in ("exports", "export_words"):
                rows = select(func.count()).select_from(tables.tables[name])
                assert connection.scalar(rows) == 1
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def _plant(connection: Connection, table: Table, planted: dict[str, str]) -> str:
    """Insert a row, and before it those that it names; return its id."""
    if table.name in planted:
        return planted[table.name]
    planted[table.name] = uuid4().hex
    row: dict[str, Any] = {"id": planted[table.name]}
    for column in table.columns:
        if column.nullable or column.name == "id":
            continue
        if column.foreign_keys:
            [key] = column.foreign_keys
            row[column.name] = _plant(connection, key.column.table, planted)
        else:
            row[column.name] = VALUES[column.type.python_type]
    connection.execute(insert(table).values(row))
    return planted[table.name]
