"""The keyring in a PostgreSQL schema of its own."""

import os
from collections.abc import Iterator
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url

from safetynet import clock
from safetynet.vault import Category, Keyring, Opening, Place, Roots, ShreddedError, Triple
from safetynet.vault.keyring import LIMIT
from safetynet.vault.rotation import rotate, shred_epoch
from safetynet.vault.store import Store
from tests.pgfix import postgres, why_no_postgres
from tests.vault.test_rotation import DAYS, JUNE, MAY, assert_all_open, in_month, sealed_in


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = os.environ.get("TEST_POSTGRES_URL")
    if not running and (reason := why_no_postgres()):
        pytest.skip(reason)
    with postgres(running=running) as url:
        yield url


@pytest.fixture
def store(server: str) -> Iterator[Store]:
    schema = f"keyring_{uuid4().hex[:8]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
    url = make_url(server).update_query_dict({"options": f"-csearch_path={schema}"})
    store = Store(url.render_as_string(hide_password=False))
    store.create_tables()
    yield store
    store.dispose()
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    engine.dispose()


def opening_of(store: Store, roots: Roots) -> Opening:
    return Keyring(store, roots, clock.now).opening(lambda _t: True, lambda *_read: None)


def test_sealed_here_opened_there(store: Store, roots: Roots, triple: Triple, place: Place) -> None:
    blob = opening_of(store, roots).seal(triple, place, "Gutierrez")
    assert opening_of(store, roots).open(triple, place, blob) == "Gutierrez"
    store.create_tables()
    assert [count.keys for count in store.counts()] == [1]


def test_eight_requests_at_once_end_with_one_key(
    store: Store, roots: Roots, triple: Triple, place: Place
) -> None:
    together = Barrier(8)
    sealed: list[bytes] = []

    def request() -> None:
        opening = opening_of(store, roots)
        together.wait()
        sealed.append(opening.seal(triple, place, "Gutierrez"))

    threads = [Thread(target=request) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(store.keys([triple]))) == 1
    assert [opening_of(store, roots).open(triple, place, blob) for blob in sealed] == [
        "Gutierrez"
    ] * 8


def test_destroyed_is_destroyed(store: Store, roots: Roots, triple: Triple, place: Place) -> None:
    blob = opening_of(store, roots).seal(triple, place, "Gutierrez")
    Keyring(store, roots, clock.now).destroy(triple)
    assert store.destroyed() == 1
    with pytest.raises(ShreddedError):
        opening_of(store, roots).open(triple, place, blob)
    with pytest.raises(ShreddedError):
        opening_of(store, roots).seal(triple, place, "again")


def test_many_compartments_at_once(store: Store, roots: Roots) -> None:
    triples = [Triple(uuid4(), uuid4(), Category.OFFICE) for _ in range(1_500)]
    opening_of(store, roots).prepare(triples)
    assert sum(count.keys for count in store.counts()) == 1_500


def test_keys_rotate_and_an_empty_epoch_is_destroyed(store: Store, roots: Roots) -> None:
    rows = sealed_in(in_month(store, roots, MAY), 25)
    june = in_month(store, roots, JUNE)
    june.destroy(rows.pop()[0])
    reader = in_month(store, roots, JUNE)
    done = rotate(june, JUNE, lambda _n: assert_all_open(reader, rows), batch=10)
    assert (done.moved, done.unreadable) == (24, 0)
    shred_epoch(june, 202605, JUNE + DAYS, DAYS)
    assert store.epochs([202605]) == {202605: None}
    assert_all_open(in_month(store, roots, JUNE), rows)


@pytest.mark.parametrize("is_full_first", [True, False])
def test_a_further_version_brings_nothing_destroyed_back(
    store: Store, roots: Roots, triple: Triple, place: Place, is_full_first: bool
) -> None:
    keyring = Keyring(store, roots, clock.now)
    keyring.create([triple])
    if is_full_first:
        assert keyring.count(triple, 1, LIMIT)
    keyring.destroy(triple)
    keyring.count(triple, 1, LIMIT)
    with pytest.raises(ShreddedError):
        opening_of(store, roots).seal(triple, place, "after")
