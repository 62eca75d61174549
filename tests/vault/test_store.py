"""The keyring's file: whole, private, and without a trace of what was destroyed."""

import os
import stat
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine

from safetynet import clock
from safetynet.vault import Category, Keyring, Opening, Purpose, Roots, Triple, VaultError
from safetynet.vault.engines import options_for
from safetynet.vault.store import Store


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("keyring.db*"))


def test_no_destroyed_key_stays_in_the_files(
    keyring: Keyring, opening: Opening, tmp_path: Path
) -> None:
    triples = [Triple(uuid4(), uuid4(), Category.IDENTITY) for _ in range(50)]
    opening.prepare(triples)
    wrapped = [key.wrapped for keys in keyring.find(triples).values() for key in keys]
    assert sum((key or b"") in all_bytes(tmp_path) for key in wrapped) == 50
    for triple in triples:
        keyring.destroy(triple)
    assert not any((key or b"") in all_bytes(tmp_path) for key in wrapped)


def test_a_whole_file_key_hides_everything(tmp_path: Path, roots: Roots, triple: Triple) -> None:
    key = roots.file_key(Purpose.KEYRING_FILE)
    store = Store(f"sqlite:///{tmp_path / 'keyring.db'}", key)
    store.create_tables()
    Keyring(store, roots, clock.now).create([triple])
    assert len(list(store.keys([triple]))) == 1
    store.dispose()
    assert b"SQLite format" not in all_bytes(tmp_path)
    assert triple.digest not in all_bytes(tmp_path)


@pytest.mark.parametrize("other", [None, "00" * 32])
def test_a_whole_file_with_another_key_is_refused_in_one_sentence(
    tmp_path: Path, roots: Roots, other: str | None
) -> None:
    url = f"sqlite:///{tmp_path / 'keyring.db'}"
    first = Store(url, roots.file_key(Purpose.KEYRING_FILE))
    first.create_tables()
    first.dispose()
    with pytest.raises(VaultError, match="root key"):
        Store(url, other).create_tables()


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_the_files_are_private(store: Store, tmp_path: Path) -> None:
    files = list(tmp_path.glob("keyring.db*"))
    assert files
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_tables_may_be_made_again(store: Store, opening: Opening, triple: Triple) -> None:
    opening.prepare([triple])
    store.create_tables()
    assert len(list(store.keys([triple]))) == 1


def test_the_safety_settings_hold_on_every_connection(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'keyring.db'}"
    engine = create_engine(url, **options_for(url, None))
    wanted: dict[str, object] = {
        "secure_delete": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "temp_store": 2,
        "busy_timeout": 10_000,
    }
    with engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    assert found == wanted
    engine.dispose()


def test_many_compartments_at_once(store: Store, keyring: Keyring) -> None:
    triples = [Triple(uuid4(), uuid4(), Category.OFFICE) for _ in range(10_001)]
    assert not any(keyring.find(triples).values())
