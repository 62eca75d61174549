"""How databases are opened: the whole-file key first, then SQLite's settings."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url
from sqlcipher3 import dbapi2

from safetynet.vault.errors import VaultError

_SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    # Without it a deleted wrapped key stays legible in the file (measured: 50 of 50).
    "secure_delete=ON",
    "trusted_schema=OFF",
    "temp_store=MEMORY",
)


def options_for(url: str | URL, file_key: str | None) -> dict[str, Any]:
    """Return SQLAlchemy's engine options for one database.

    `file_key` (64 hex digits) encrypts an SQLite file as a whole; None leaves it plain. The file
    is made when absent (0600, its folder 0700). PostgreSQL is encrypted by its disk.
    """
    url = make_url(url)
    options: dict[str, Any] = {"hide_parameters": True}
    if url.get_backend_name() != "sqlite":
        return options | {"pool_pre_ping": True, "pool_timeout": 5}
    if url.database and url.database != ":memory:":
        _make_private(Path(url.database))
    # Also for a plain file: the same SQLite everywhere, whatever Python was built with.
    options["module"] = dbapi2
    # As pool events, which run before the dialect's own first statements on a connection.
    return options | {"pool_events": [(_opening(file_key), "connect")]}


def _make_private(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)


def _opening(file_key: str | None) -> Callable[[Any, Any], None]:
    def prepare(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        if file_key is not None:
            # A raw key: a passphrase would cost 150 ms per connection.
            cursor.execute(f"PRAGMA key = \"x'{file_key}'\"")
            cursor.execute("PRAGMA cipher_log_level = NONE")
        _refuse_another_key(connection, cursor)
        for setting in _SETTINGS:
            cursor.execute(f"PRAGMA {setting}")
        cursor.close()

    return prepare


def _refuse_another_key(connection: Any, cursor: Any) -> None:
    try:
        cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except connection.DatabaseError as error:
        if "not a database" not in str(error):
            raise
        raise VaultError(
            "A database file does not open with this root key; "
            "put back the right key, or the right SAFETYNET_WHOLE_FILE."
        ) from None
