"""Bringing a backup back: into an empty installation for use, or into a scratch one as a proof."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask, current_app
from sqlalchemy import Connection, and_, create_engine, func, make_url, select

from config import Config
from safetynet import create_app
from safetynet.audit import Ledger, Notary
from safetynet.audit.journal import Head
from safetynet.audit.tables import entries
from safetynet.audit.tree import latest_checkpoint
from safetynet.backup import sources
from safetynet.backup.copying import copy_in, count_rows, empty
from safetynet.backup.creating import FORMAT, keys_beside
from safetynet.backup.package import DATABASE, KEYS, unpack
from safetynet.db import bring_up_to_date, db, is_sqlite, rows_unsecured, unhurried
from safetynet.files.storage import whole_files
from safetynet.vault import VaultError, vault
from safetynet.vault.errors import TamperedError
from safetynet.vault.tombstones import ReleaseStone, Tombstone, Tombstones

S = TypeVar("S", Tombstone, ReleaseStone)

DATA, KEYRING = "data", "keys"
"""The folders of the two files' contents."""


@dataclass(frozen=True)
class Unpacked:
    """The contents of both files, whole, in a folder."""

    folder: Path
    database: dict[str, Any]
    keys: dict[str, Any]


def open_backup(file: Path, private_key: bytes, folder: Path) -> Unpacked:
    """Unpack both files into an empty folder; raises VaultError with one sentence."""
    database = _opened(file, private_key, DATABASE, folder / DATA)
    keys = _opened(keys_beside(file), private_key, KEYS, folder / KEYRING)
    if database["backup"] != keys["backup"]:
        raise VaultError("The two files belong to different backups.")
    return Unpacked(folder, database, keys)


def _opened(file: Path, private_key: bytes, use: str, folder: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as sealed:
            manifest = unpack(sealed, private_key, use, folder)
    except FileNotFoundError:
        raise VaultError(f"There is no {file.name}.") from None
    except (TamperedError, ValueError):
        raise VaultError(f"{file.name} is damaged, or made for another recovery key.") from None
    if manifest["format"] != FORMAT:
        raise VaultError(f"{file.name} was made by a newer SafetyNet; restore it with that one.")
    return manifest


def put_back(unpacked: Unpacked, config: Config, destroyed: Path | None = None) -> Flask:
    """Make an installation of it where none is, and return its application.

    What `destroyed` lists, and what the backup itself lists, is destroyed again before anything
    else. Raises VaultError when something is there already, or when the two do not fit.
    """
    is_file = is_sqlite(config.database_url)
    if (unpacked.database["database"] == "sqlite") != is_file:
        kind = unpacked.database["database"]
        raise VaultError(f"This backup is of {kind}; SAFETYNET_DATABASE_URL names another kind.")
    _refuse_what_is_there(config)
    _put_root(unpacked.folder / KEYRING / sources.ROOT_NAME, config.root_key_file)
    if is_file:
        for name, url in (
            (f"{DATA}/{sources.DATABASE_NAME}", config.database_url),
            (f"{KEYRING}/{sources.KEYRING_NAME}", config.keyring_url),
        ):
            _put_file(unpacked.folder / name, Path(str(make_url(url).database)))
    _put_uploads(unpacked.folder / DATA / sources.FILES_NAME, config.files)
    app = create_app(config)
    with app.app_context():
        if not is_file:
            _put_tables(unpacked.folder, config)
        for stones in (unpacked.folder / KEYRING / sources.TOMBSTONES_NAME, destroyed):
            _bury(stones)
        bring_up_to_date()
        _begin_journal()
    return app


def _bury(listed: Path | None) -> None:
    """Destroy what a list names, and go on listing it here."""
    if listed is None or not listed.exists():
        return
    here = vault()
    theirs, ours = Tombstones(listed, here.roots), here.keyring.tombstones
    here.keyring.bury(_taken_over(theirs, ours or (), ours))
    here.keyring.releases.bury(
        _taken_over(theirs.of_releases(), ours.of_releases() if ours else (), ours)
    )


def _taken_over(theirs: Iterable[S], known: Iterable[S], ours: Tombstones | None) -> list[S]:
    """Return what is not known here yet, after listing it here too."""
    there = set(known)
    fresh = [stone for stone in theirs if stone not in there]
    for stone in fresh:
        if ours:
            ours.add(stone)
    return fresh


def _put_root(found: Path, target: Path) -> None:
    """Put the root key in its place; an equal one may be there already."""
    if target.exists():
        if target.read_bytes().strip() != found.read_bytes().strip():
            raise VaultError("Another root key lies there already; move it away first.")
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    found.chmod(0o400)
    found.replace(target)


def _refuse_what_is_there(config: Config) -> None:
    """Look at every place before anything is put into one."""
    for url in filter(is_sqlite, (config.database_url, config.keyring_url)):
        target = Path(str(make_url(url).database))
        if target.exists() and target.stat().st_size:
            raise VaultError(f"There is a {target.name} already; restore into an empty folder.")
    if whole_files(config.files):
        raise VaultError("There are uploads already; restore into an empty SAFETYNET_FILES_DIR.")


def _put_file(found: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    found.replace(target)


def _put_uploads(found: Path, target: Path) -> None:
    """Put what people sent where it belongs, which may be another disk."""
    if found.exists():
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in found.iterdir():
            shutil.move(path, target / path.name)


def _put_tables(folder: Path, config: Config) -> None:
    bring_up_to_date()
    owner = create_engine(config.owner_database_url or config.database_url)
    source = sources.database(owner)
    with owner.connect() as connection:
        if any(count_rows(connection, source.tables).values()):
            raise VaultError("The database holds rows already; restore into an empty one.")
    with rows_unsecured(config):
        copy_in(source, folder / DATA)
    owner.dispose()
    keyring = sources.keyring()
    # Opening the application has put one row there: the same check value as in the backup.
    empty(keyring)
    copy_in(keyring, folder / KEYRING)


def say_so_to_witnesses() -> None:
    """Sign on the anchors that the ledger was put back, and from where.

    Without it a restore looks like what it must not be taken for: a roll-back.
    """
    notary: Notary = current_app.extensions["notary"]
    with db.engine.connect() as connection:
        latest = latest_checkpoint(connection)
    if latest:
        restored = notary.checkpoint(latest.size, latest.root, is_restored=True)
        notary.anchors.append(restored)


def _begin_journal() -> None:
    """Let the journal know the chains as they were restored; the old one knew later entries."""
    ledger: Ledger = current_app.extensions["ledger"]
    with db.engine.connect() as connection:
        unhurried(connection)
        ledger.journal.begin_anew(heads_in(connection))


def heads_in(connection: Connection) -> dict[bytes, Head]:
    """Return where each writer's chain ends."""
    last = (
        select(entries.c.writer, func.max(entries.c.counter).label("counter"))
        .group_by(entries.c.writer)
        .subquery()
    )
    same = and_(entries.c.writer == last.c.writer, entries.c.counter == last.c.counter)
    found = select(entries.c.writer, entries.c.counter, entries.c.hash).join(last, same)
    return {
        bytes(writer): Head(counter, bytes(hash_))
        for writer, counter, hash_ in connection.execute(found)
    }
