"""Making a backup: two files that only the recovery key opens, the database's first."""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Table, column, select, table

from safetynet import clock
from safetynet.backup import sources
from safetynet.backup.copying import copy_out
from safetynet.backup.package import DATABASE, KEYS, MANIFEST, Packing, packing
from safetynet.db import db
from safetynet.files.storage import folder, whole_files
from safetynet.vault import vault

FORMAT = 1


def keys_beside(file: Path) -> Path:
    """Return where the keys of a backup go: a file of its own, kept 35 days at most."""
    return file.with_name(f"{file.name}.keys")


def create(file: Path, public_key: bytes) -> dict[str, Any]:
    """Write `file` and `file.keys` and return the manifest; the server may work meanwhile.

    The database is copied first: each key it needs exists by then (a key is committed before the
    first row under it), and so does each file that a row names. Either both files are complete or
    neither is there.
    """
    about = {
        "format": FORMAT,
        "backup": secrets.token_hex(8),
        "made_at": clock.now().isoformat(),
        "database": db.engine.dialect.name,
        "schema": _schema(),
    }
    with _complete(file) as target, packing(target, public_key, DATABASE) as packed:
        about["rows"] = copy_out(sources.database(), packed)
        about["files"] = _copy_files(packed)
        packed.add(MANIFEST, json.dumps(about).encode())
    try:
        _create_keys(keys_beside(file), public_key, about)
    except BaseException:
        file.unlink()
        raise
    return about


def _copy_files(packed: Packing) -> int:
    """Put in what people sent, sealed as it lies there; return how many files."""
    count = 0
    for path in whole_files(folder()):
        # A document may be removed in this very moment.
        with suppress(FileNotFoundError):
            packed.add_file(f"{sources.FILES_NAME}/{path.name}", path)
            count += 1
    return count


def _create_keys(file: Path, public_key: bytes, about: dict[str, Any]) -> None:
    here = vault()
    said = {name: about[name] for name in ("format", "backup", "made_at")}
    with _complete(file) as target, packing(target, public_key, KEYS) as packed:
        said["rows"] = copy_out(sources.keyring(), packed)
        packed.add(sources.ROOT_NAME, here.provider.permanent().hex().encode())
        if here.config.tombstones.exists():
            packed.add_file(sources.TOMBSTONES_NAME, here.config.tombstones)
        packed.add(MANIFEST, json.dumps(said).encode())


def _schema() -> str:
    """Return the revision of the schema; a restore needs the same program or a newer one."""
    revisions: Table = table("alembic_version", column("version_num"))  # type: ignore[assignment]
    with db.engine.connect() as connection:
        return str(connection.scalar(select(revisions.c.version_num)))


@contextmanager
def _complete(path: Path) -> Iterator[BinaryIO]:
    """Yield a file that gets its name only when everything in it is on the disk."""
    draft = path.with_name(f".{path.name}.part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
