"""What must hold before this installation takes visitors: database, keys, room on the disk."""

import shutil

from flask import Flask
from sqlalchemy import inspect

from config import Config
from safetynet.access.row_security import unsecured
from safetynet.db import as_foundation, db, is_sqlite
from safetynet.edge.health import ready_when
from safetynet.vault import vault

LEAST_FREE = 0.05
"""Share of the disk that must be free; SQLite and the log stop without warning on a full one."""


def init_app(_app: Flask, config: Config) -> None:
    """Register the checks behind /readyz; they run inside a request."""
    ready_when("database", database_is_reachable)
    ready_when("keys", keys_open)
    ready_when("disk", lambda: disk_has_room(config))
    ready_when("rows", lambda: rows_are_secured(config))


def database_is_reachable() -> bool:
    """Say whether the schema can be read, through the engine that only looks where there is one."""
    engines = db.engines
    with engines.get("reader", engines[None]).connect() as connection:
        return inspect(connection).has_table("members")


def rows_are_secured(config: Config) -> bool:
    """Say whether PostgreSQL holds the application to the rows that somebody may see."""
    if is_sqlite(config.database_url):
        return True
    with as_foundation(), db.engine.connect() as connection:
        return not unsecured(connection)


def keys_open() -> bool:
    """Say whether the root key still opens every live epoch of the keyring."""
    vault().keyring.check()
    return True


def disk_has_room(config: Config) -> bool:
    usage = shutil.disk_usage(config.instance)
    return usage.free > usage.total * LEAST_FREE
