"""A database as it stood at one moment, copied while others write, and put back."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, delete, func, select

from safetynet.backup.package import PIECE, Packing
from safetynet.db import unhurried

Counts = dict[str, int]
"""Rows by table."""


@dataclass(frozen=True)
class Source:
    """A database that is copied: where it is, its tables in order, and how its file opens."""

    name: str
    engine: Engine
    tables: tuple[Table, ...]
    options: Mapping[str, Any]

    @property
    def is_file(self) -> bool:
        return self.engine.dialect.name == "sqlite"


def copy_out(source: Source, packing: Packing) -> Counts:
    """Put a database into the packing; return how many rows of each table it holds."""
    return _copy_file(source, packing) if source.is_file else _copy_tables(source, packing)


def _copy_file(source: Source, packing: Packing) -> Counts:
    database = Path(str(source.engine.url.database))
    copy = database.with_name(f".{database.name}.copy")
    try:
        _vacuum_into(source.engine, copy)
        packing.add_file(source.name, copy)
        # The copy is what was saved, so its rows are counted and not those of a moment later.
        counting = create_engine(f"sqlite:///{copy}", **source.options)
        with counting.connect() as connection:
            counts = count_rows(connection, source.tables)
        counting.dispose()
    finally:
        for left in database.parent.glob(f".{database.name}.copy*"):
            left.unlink()
    return counts


def _vacuum_into(engine: Engine, copy: Path) -> None:
    """Write a copy of one moment; it is encrypted as the original is, and others may write."""
    copy.unlink(missing_ok=True)
    copy.touch(mode=0o600)
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("VACUUM INTO ?", (str(copy),))
        cursor.close()
    finally:
        connection.close()


def _copy_tables(source: Source, packing: Packing) -> Counts:
    counts: Counts = {}
    with source.engine.connect() as plain:
        connection = plain.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        unhurried(connection)
        for table in source.tables:
            # The name comes from our own models.
            with (
                packing.writing(f"{source.name}/{table.name}") as writer,
                _copying(connection, f"COPY {table.name} TO STDOUT (FORMAT BINARY)") as copying,
            ):
                for data in copying:
                    writer.write(data)
            counts[table.name] = count_rows(connection, (table,))[table.name]
    return counts


def copy_in(source: Source, folder: Path) -> None:
    """Put the tables of a PostgreSQL backup into an empty schema; the engine is its owner's."""
    with source.engine.begin() as connection:
        unhurried(connection)
        for table in source.tables:
            with (
                (folder / source.name / table.name).open("rb") as file,
                _copying(connection, f"COPY {table.name} FROM STDIN (FORMAT BINARY)") as copying,
            ):
                while data := file.read(PIECE):
                    copying.write(data)
            _go_on_counting(connection, table)


def empty(source: Source) -> None:
    """Take every row out of a database."""
    with source.engine.begin() as connection:
        for table in reversed(source.tables):
            connection.execute(delete(table))


@contextmanager
def _copying(connection: Connection, statement: str) -> Iterator[Any]:
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copying:
        yield copying


def count_rows(connection: Connection, tables: Iterable[Table]) -> Counts:
    """Return how many rows each table holds."""
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in tables
    }


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Let a numbered table give its next row the next number."""
    for column in table.columns:
        if column.identity is None and column.autoincrement is not True:
            continue
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        last = select(func.coalesce(func.max(column), 0)).scalar_subquery()
        connection.execute(select(func.setval(sequence, last + 1, False)))
