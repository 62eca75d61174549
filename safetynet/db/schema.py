"""Bringing a database to the newest schema, and what the application may do in it."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import NamedTuple

import flask_migrate
from flask import current_app
from sqlalchemy import Connection, create_engine, inspect, make_url

from config import Config
from safetynet.db.engines import is_sqlite
from safetynet.db.model import Model

APPEND_ONLY = "ledger_"
"""How tables are called in which the application may add and read, nothing else."""
VERSION = "alembic_version"


class RowSecurity(NamedTuple):
    """How PostgreSQL is told which rows the application's role may reach; `access` knows.

    Each is asked with the owner's connection.
    """

    put_up: Callable[[Connection, str], None]
    take_down: Callable[[Connection], None]
    is_up: Callable[[Connection, str], bool]


_row_security: list[RowSecurity] = []


def secure_rows_with(security: RowSecurity) -> None:
    _row_security.append(security)


def bring_up_to_date() -> None:
    """Run the missing migrations; on PostgreSQL as the owner, then grant the application its part.

    Needs an application context.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = current_app.extensions["config"]
    with nullcontext() if _is_handed_over(config) else rows_unsecured(config):
        flask_migrate.upgrade()


@contextmanager
def rows_unsecured(config: Config) -> Iterator[None]:
    """Let PostgreSQL's owner change tables and fill them inside; after it, all stands again.

    Meanwhile, and if it fails, the application's role sees no row.
    """
    if not _has_an_owner(config):
        yield
        return
    with _as_owner(config) as connection:
        for security in _row_security:
            security.take_down(connection)
    yield
    with _as_owner(config) as connection:
        hand_over(connection, _role_of(config))


def take_stock() -> None:
    """Let PostgreSQL count what its tables hold; needs an application context.

    Plans are made once and kept. Made before the database counted by itself, minutes later, they
    ask about every seat of an agency where one index names the one in question.
    """
    config = current_app.extensions["config"]
    if is_sqlite(config.database_url):
        return
    with _as_owner(config) as connection:
        connection.exec_driver_sql("ANALYZE")


def _is_handed_over(config: Config) -> bool:
    """Say whether all stands as this program leaves it; no migration waits then."""
    if not _has_an_owner(config):
        return False
    with _as_owner(config) as connection:
        return all(security.is_up(connection, _role_of(config)) for security in _row_security)


@contextmanager
def _as_owner(config: Config) -> Iterator[Connection]:
    """Open the database for one transaction as whoever owns the tables."""
    url = config.owner_database_url or config.database_url
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _role_of(config: Config) -> str:
    return make_url(config.database_url).username or ""


def _has_an_owner(config: Config) -> bool:
    """Say whether the tables are somebody else's: their own owner is held by no policy."""
    if is_sqlite(config.database_url) or not config.owner_database_url:
        return False
    return make_url(config.owner_database_url).username != _role_of(config)


def hand_over(connection: Connection, role: str) -> None:
    """Grant the application's role its part of a schema, and hold it to the rows it may reach."""
    grant_to(connection, role)
    for security in _row_security:
        security.put_up(connection, role)


def grant_to(connection: Connection, role: str) -> None:
    """Let `role` read and write rows, never tables; of the ledger, read and add."""
    quoted = connection.dialect.identifier_preparer.quote(role)
    for table in Model.metadata.tables.values():
        is_ledger = table.name.startswith(APPEND_ONLY)
        rights = "SELECT, INSERT" if is_ledger else "SELECT, INSERT, UPDATE, DELETE"
        connection.exec_driver_sql(f"GRANT {rights} ON {table.name} TO {quoted}")
    if inspect(connection).has_table(VERSION):
        # A backup says which schema it is of.
        connection.exec_driver_sql(f"GRANT SELECT ON {VERSION} TO {quoted}")
    connection.exec_driver_sql(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {quoted}")
