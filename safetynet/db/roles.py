"""What the application's PostgreSQL role must not be: then no policy or trigger would hold it."""

from collections.abc import Iterator

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from config import Config
from safetynet.db.engines import is_sqlite
from safetynet.db.model import Model
from safetynet.vault.selfcheck import Finding

_CHECK = "database role is ordinary"
_POWERS = """
    SELECT rolsuper, rolbypassrls, EXISTS (
        SELECT FROM pg_tables
        WHERE tablename = ANY (%s) AND schemaname = ANY (current_schemas(false))
        AND pg_has_role(current_user, tableowner, 'MEMBER')
    ) FROM pg_roles WHERE rolname = current_user
"""
_WORDS = ("is a superuser", "has BYPASSRLS", "owns the tables")


def role_findings(config: Config) -> Iterator[Finding]:
    """Yield what the role of `database_url` may do that it should not; nothing on SQLite."""
    if is_sqlite(config.database_url):
        return
    # Of its own, without a pool: this runs before a server forks.
    engine = create_engine(config.database_url, poolclass=NullPool, hide_parameters=True)
    try:
        with engine.connect() as connection:
            yield Finding(_CHECK, _complaint(connection))
    except SQLAlchemyError:
        yield Finding(_CHECK, "The database cannot be reached to ask what its role may do.")


def _complaint(connection: Connection) -> str | None:
    names = list(Model.metadata.tables)
    powers = connection.exec_driver_sql(_POWERS, (names,)).one()
    if not any(powers):
        return None
    said = " and ".join(word for word, has in zip(_WORDS, powers, strict=True) if has)
    return (
        f"The PostgreSQL role of SAFETYNET_DATABASE_URL {said}; use one that only reads and writes "
        "rows, and SAFETYNET_OWNER_DATABASE_URL for migrations."
    )
