"""A keyring on a plain SQLite file, so that tests can look at what lies in it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from safetynet import clock
from safetynet.vault import Category, Keyring, Opening, Place, Roots, Triple
from safetynet.vault.store import Store


@pytest.fixture
def roots() -> Roots:
    return Roots(os.urandom(32))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'keyring.db'}")
    store.create_tables()
    yield store
    store.dispose()


@pytest.fixture
def keyring(store: Store, roots: Roots) -> Keyring:
    return Keyring(store, roots, clock.now)


@pytest.fixture
def opening(keyring: Keyring) -> Opening:
    return keyring.opening(may_open=lambda _triple: True, noted=lambda *_read: None)


@pytest.fixture
def triple() -> Triple:
    return Triple(uuid4(), uuid4(), Category.IDENTITY)


@pytest.fixture
def place() -> Place:
    return Place("names.last", uuid4(), 1)


@pytest.fixture
def anew(store: Store, roots: Roots) -> Callable[[], Opening]:
    """Another request in another process: nothing is remembered."""

    def another() -> Opening:
        return Keyring(store, roots, clock.now).opening(lambda _t: True, lambda *_read: None)

    return another
