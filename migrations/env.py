"""Runs migrations; as the database's owner where the application itself may not change tables."""

from alembic import context
from flask import current_app
from sqlalchemy import create_engine, pool

config = current_app.extensions["config"]
migrate = current_app.extensions["migrate"]


def engine():
    if config.owner_database_url:
        return create_engine(config.owner_database_url, poolclass=pool.NullPool)
    return migrate.db.engine


def tie(connection, *, rows):
    """Tie rows to those they name, or not: SQLite asks, and only outside of a transaction.

    Batch mode builds a table anew and drops the old one, which deletes its rows one by one: what
    hangs on them would keep it from that (sqlite.org/lang_altertable.html, section 7).
    """
    if connection.dialect.name == "sqlite":
        state = "ON" if rows else "OFF"
        connection.connection.dbapi_connection.execute(f"PRAGMA foreign_keys={state}")


def loose_ends(connection):
    """Return the rows of SQLite that name one which is not there."""
    if connection.dialect.name != "sqlite":
        return []
    return connection.exec_driver_sql("PRAGMA foreign_key_check").all()


with engine().connect() as connection:
    tie(connection, rows=False)
    context.configure(
        connection=connection,
        target_metadata=migrate.db.metadatas[None],
        **(migrate.configure_args | {"render_as_batch": connection.dialect.name == "sqlite"}),
    )
    with context.begin_transaction():
        context.run_migrations()
        if loose_ends(connection):
            raise RuntimeError("a migration left rows that name others which are not there")
    if connection.in_transaction():
        connection.commit()
    tie(connection, rows=True)
