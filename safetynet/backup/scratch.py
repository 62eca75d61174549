"""Where a backup is proved: a folder, or two databases of their own beside the real ones."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from config import Config
from safetynet.db import is_sqlite

_ATTEMPTS = 6


@contextmanager
def scratch_databases(real: Config, scratch: Config) -> Iterator[Config]:
    """Yield `scratch` with databases of the real ones' kinds; drop them afterwards.

    On PostgreSQL the owner's role needs CREATEDB.
    """
    if is_sqlite(real.database_url):
        yield scratch
        return
    owner = real.owner_database_url or real.database_url
    with _new_database(owner) as main:
        if is_sqlite(real.keyring_url):
            yield replace(scratch, database_url=main, owner_database_url=main)
            return
        with _new_database(owner) as keyring:
            yield replace(scratch, database_url=main, owner_database_url=main, keyring_url=keyring)


@contextmanager
def _new_database(beside: str) -> Iterator[str]:
    name = f"safetynet_scratch_{secrets.token_hex(4)}"
    _run(beside, f"CREATE DATABASE {name}")
    try:
        yield make_url(beside).set(database=name).render_as_string(hide_password=False)
    finally:
        _drop(beside, name)


def _drop(beside: str, name: str) -> None:
    """Drop a scratch database, whoever is still in it.

    On a busy machine that takes some attempts.
    """
    for left in reversed(range(_ATTEMPTS)):
        try:
            _drop_now(beside, name)
        except OperationalError:
            if not left:
                raise
        else:
            return


def _drop_now(beside: str, name: str) -> None:
    """FORCE is refused while autovacuum is there: only a superuser may end what runs as one.

    A plain DROP asks autovacuum to leave and waits up to five seconds for the others.
    """
    try:
        _run(beside, f"DROP DATABASE {name} WITH (FORCE)")
    except ProgrammingError:
        _run(beside, f"DROP DATABASE {name}")


def _run(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT", hide_parameters=True)
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
