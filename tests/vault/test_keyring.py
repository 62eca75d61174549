"""The keyring opens what it may, once it was asked, and never what was destroyed."""

import os
from collections.abc import Callable
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from sqlalchemy import event

from safetynet import clock
from safetynet.vault import (
    Category,
    Keyring,
    NoGrantError,
    Opening,
    Place,
    Roots,
    ShreddedError,
    TamperedError,
    Triple,
    VaultError,
    envelope,
)
from safetynet.vault.store import Store


def test_what_one_request_sealed_another_opens(
    opening: Opening, anew: Callable[[], Opening], triple: Triple, place: Place
) -> None:
    blob = opening.seal(triple, place, "Gutierrez")
    assert anew().open(triple, place, blob) == "Gutierrez"


def test_without_a_grant_nothing_is_decrypted_or_noted(
    keyring: Keyring,
    opening: Opening,
    triple: Triple,
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blob = opening.seal(triple, place, "Gutierrez")
    noted: list[tuple[object, ...]] = []
    denied = keyring.opening(lambda _t: False, lambda *read: noted.append(read))
    denied.warm([triple])

    def never(*_: object) -> None:
        pytest.fail("decrypted without a grant")

    monkeypatch.setattr(Keyring, "unwrap", never)
    monkeypatch.setattr(envelope, "open_", never)
    with pytest.raises(NoGrantError) as caught:
        denied.open(triple, place, blob)
    assert not noted
    assert str(triple.survivor) not in str(caught.value)


def test_only_a_successful_opening_is_noted(
    keyring: Keyring, opening: Opening, triple: Triple, place: Place
) -> None:
    blob = opening.seal(triple, place, "Gutierrez")
    noted: list[tuple[object, ...]] = []
    reader = keyring.opening(lambda _t: True, lambda *read: noted.append(read))
    with pytest.raises(TamperedError):
        reader.open(triple, place, blob[:-1] + bytes([blob[-1] ^ 1]))
    assert not noted
    reader.open(triple, place, blob)
    assert noted == [(triple, place.column, place.row)]


def test_the_grant_is_asked_every_time(
    keyring: Keyring, opening: Opening, triple: Triple, place: Place
) -> None:
    blob = opening.seal(triple, place, "Gutierrez")
    answers = iter([True, False])
    reader = keyring.opening(lambda _t: next(answers), lambda *_read: None)
    reader.open(triple, place, blob)
    with pytest.raises(NoGrantError):
        reader.open(triple, place, blob)


def test_an_ended_opening_neither_opens_nor_seals(
    opening: Opening, triple: Triple, place: Place
) -> None:
    blob = opening.seal(triple, place, "Gutierrez")
    opening.close()
    with pytest.raises(NoGrantError):
        opening.open(triple, place, blob)
    with pytest.raises(NoGrantError):
        opening.seal(triple, place, "again")


def test_every_compartment_has_its_own_key(
    opening: Opening, keyring: Keyring, triple: Triple, place: Place
) -> None:
    """Were the binding forgotten, a blob from another compartment would still not open."""
    other = Triple(triple.survivor, triple.owner, Category.HEALTH)
    opening.prepare([triple, other])
    blob = opening.seal(triple, place, "Gutierrez")
    ciphers = {t: keyring.unwrap(keys[0]) for t, keys in keyring.find([triple, other]).items()}
    assert envelope.open_(ciphers[triple], triple, place, blob) == "Gutierrez"
    with pytest.raises(TamperedError):
        envelope.open_(ciphers[other], triple, place, blob)
    with pytest.raises(TamperedError):
        opening.open(other, place, blob)


def test_an_altered_key_version_is_refused_without_trying_keys(
    opening: Opening, triple: Triple, place: Place
) -> None:
    blob = opening.seal(triple, place, "Gutierrez")
    with pytest.raises(TamperedError):
        opening.open(triple, place, blob[:2] + (2).to_bytes(4) + blob[6:])


def test_a_wrapped_key_put_elsewhere_does_not_unwrap(
    keyring: Keyring, opening: Opening, triple: Triple
) -> None:
    opening.prepare([triple])
    [key] = keyring.find([triple])[triple]
    keyring.unwrap(key)
    elsewhere = Triple(uuid4(), triple.owner, triple.category)
    for moved in (key._replace(triple=elsewhere), key._replace(version=2)):
        with pytest.raises(TamperedError):
            keyring.unwrap(moved)


def test_another_root_opens_nothing(
    store: Store, opening: Opening, triple: Triple, place: Place
) -> None:
    blob = opening.seal(triple, place, "Gutierrez")
    stranger = Keyring(store, Roots(os.urandom(32)), clock.now)
    with pytest.raises(VaultError, match="another root key"):
        stranger.opening(lambda _t: True, lambda *_read: None).open(triple, place, blob)


def test_after_destruction_nothing_opens_and_nothing_is_sealed(
    keyring: Keyring,
    opening: Opening,
    anew: Callable[[], Opening],
    triple: Triple,
    place: Place,
) -> None:
    blob = opening.seal(triple, place, "Gutierrez")
    keyring.destroy(triple)
    with pytest.raises(ShreddedError):
        anew().open(triple, place, blob)
    with pytest.raises(ShreddedError):
        anew().seal(triple, place, "again")


def test_a_compartment_destroyed_before_its_first_key_gets_none(
    keyring: Keyring, opening: Opening, triple: Triple, place: Place
) -> None:
    keyring.destroy(triple)
    with pytest.raises(ShreddedError):
        opening.seal(triple, place, "Gutierrez")


def test_destruction_during_a_request_is_noticed_before_its_commit(
    keyring: Keyring, opening: Opening, triple: Triple, place: Place
) -> None:
    opening.seal(triple, place, "Gutierrez")
    opening.confirm()
    keyring.destroy(triple)
    with pytest.raises(ShreddedError):
        opening.confirm()


def test_reading_never_makes_a_key(
    store: Store, opening: Opening, triple: Triple, place: Place
) -> None:
    elsewhere = Triple(uuid4(), triple.owner, triple.category)
    blob = opening.seal(triple, place, "Gutierrez")
    with pytest.raises(ShreddedError):
        opening.open(elsewhere, place, blob)
    assert not list(store.keys([elsewhere]))


def test_the_key_is_committed_before_the_row_can_be(
    store: Store, opening: Opening, triple: Triple, place: Place
) -> None:
    opening.seal(triple, place, "Gutierrez")
    assert [key.version for key in store.keys([triple])] == [1]


def test_two_requests_at_once_end_with_one_key(
    store: Store, anew: Callable[[], Opening], triple: Triple, place: Place
) -> None:
    together = Barrier(2)
    sealed: list[bytes] = []

    def request() -> None:
        opening = anew()
        opening.warm([triple])
        together.wait()
        sealed.append(opening.seal(triple, place, "Gutierrez"))

    threads = [Thread(target=request) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(store.keys([triple]))) == 1
    assert [anew().open(triple, place, blob) for blob in sealed] == ["Gutierrez"] * 2


def test_a_page_of_keys_costs_one_select(
    store: Store, opening: Opening, anew: Callable[[], Opening]
) -> None:
    triples = [Triple(uuid4(), uuid4(), Category.IDENTITY) for _ in range(100)]
    rows = [(triple, Place("names.last", uuid4(), 1)) for triple in triples]
    opening.prepare(triples)
    blobs = [opening.seal(*row, "Li") for row in rows]
    statements: list[str] = []

    @event.listens_for(store.engine, "before_cursor_execute")
    def _note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "compartment_keys" in statement:
            statements.append(statement)

    page = anew()
    page.warm(triples)
    for row, blob in zip(rows, blobs, strict=True):
        assert page.open(*row, blob) == "Li"
    assert len(statements) == 1
