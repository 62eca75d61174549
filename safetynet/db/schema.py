"""Bringing a database to the newest schema, and what the application may do in it."""

import logging

import flask_migrate
from flask import current_app
from sqlalchemy import Connection, create_engine, make_url

from safetynet.db.engines import is_sqlite
from safetynet.db.model import Model

APPEND_ONLY = "ledger_"
"""How tables are called in which the application may add and read, nothing else."""


def bring_up_to_date() -> None:
    """Run the missing migrations; on PostgreSQL as the owner, then grant the application its part.

    Needs an application context.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    flask_migrate.upgrade()
    config = current_app.extensions["config"]
    if is_sqlite(config.database_url) or not config.owner_database_url:
        return
    engine = create_engine(config.owner_database_url)
    with engine.begin() as connection:
        grant_to(connection, make_url(config.database_url).username or "")
    engine.dispose()


def grant_to(connection: Connection, role: str) -> None:
    """Let `role` read and write rows, never tables; of the ledger, read and add."""
    quoted = connection.dialect.identifier_preparer.quote(role)
    for table in Model.metadata.tables.values():
        is_ledger = table.name.startswith(APPEND_ONLY)
        rights = "SELECT, INSERT" if is_ledger else "SELECT, INSERT, UPDATE, DELETE"
        connection.exec_driver_sql(f"GRANT {rights} ON {table.name} TO {quoted}")
    connection.exec_driver_sql(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {quoted}")
