"""What is backed up: the database, and apart from it the keyring with the root secret."""

from flask import current_app
from sqlalchemy import Engine

from config import Config
from safetynet.backup.copying import Source
from safetynet.db import Model, db
from safetynet.vault import Purpose, engine_options, vault
from safetynet.vault.tables import TABLES

DATABASE_NAME, KEYRING_NAME, ROOT_NAME = "database", "keyring", "root.key"
TOMBSTONES_NAME = "destroyed"
FILES_NAME = "files"


def database(engine: Engine | None = None) -> Source:
    """Return the main database; `engine` where it is not the application's own."""
    config: Config = current_app.extensions["config"]
    return Source(
        DATABASE_NAME,
        engine or db.engine,
        tuple(Model.metadata.sorted_tables),
        engine_options(config),
    )


def keyring() -> Source:
    """Return the store of wrapped keys."""
    config: Config = current_app.extensions["config"]
    return Source(
        KEYRING_NAME,
        vault().keyring.store.engine,
        tuple(TABLES.sorted_tables),
        engine_options(config, Purpose.KEYRING_FILE),
    )
