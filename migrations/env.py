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


with engine().connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=migrate.db.metadatas[None],
        **(migrate.configure_args | {"render_as_batch": connection.dialect.name == "sqlite"}),
    )
    with context.begin_transaction():
        context.run_migrations()
    if connection.in_transaction():
        connection.commit()
