"""A key that sealed as much as a random nonce allows gives way to a next version of itself."""

import os
from collections.abc import Callable

import pytest

from safetynet.vault import Keyring, Opening, Place, ShreddedError, Triple, envelope
from safetynet.vault.keyring import LIMIT
from safetynet.vault.opening import EVERY
from safetynet.vault.store import Store


@pytest.fixture
def every_nonce_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    urandom = os.urandom
    drawn = "safetynet.vault.envelope.os.urandom"
    monkeypatch.setattr(drawn, lambda size: bytes(2) + urandom(size - 2))


def test_one_message_in_65536_is_counted_for_all(
    store: Store, opening: Opening, triple: Triple, place: Place, every_nonce_drawn: None
) -> None:
    opening.seal(triple, place, "Gutierrez")
    opening.seal(triple, place, "Gutierrez")
    assert store.count_messages(triple, 1, 0) == 2 * EVERY


def test_an_ordinary_save_writes_no_count(
    store: Store,
    opening: Opening,
    triple: Triple,
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opening.prepare([triple])
    monkeypatch.setattr("safetynet.vault.envelope.os.urandom", lambda size: b"\1" * size)
    opening.seal(triple, place, "Gutierrez")
    assert store.count_messages(triple, 1, 0) == 0


def test_a_full_key_seals_no_more_and_still_opens(
    store: Store,
    opening: Opening,
    anew: Callable[[], Opening],
    triple: Triple,
    place: Place,
    every_nonce_drawn: None,
) -> None:
    first = opening.seal(triple, place, "before")
    store.count_messages(triple, 1, LIMIT - 2 * EVERY)
    last = opening.seal(triple, place, "the last one")
    assert [envelope.key_version_of(blob) for blob in (first, last)] == [1, 1]
    for sealing in (opening, anew()):
        blob = sealing.seal(triple, place, "after")
        assert envelope.key_version_of(blob) == 2
        assert sealing.open(triple, place, blob) == "after"
    assert anew().open(triple, place, first) == "before"


@pytest.mark.parametrize("is_full_first", [True, False])
def test_a_further_version_brings_no_destroyed_compartment_back(
    keyring: Keyring,
    opening: Opening,
    anew: Callable[[], Opening],
    triple: Triple,
    place: Place,
    is_full_first: bool,
) -> None:
    opening.prepare([triple])
    if is_full_first:
        assert keyring.count(triple, 1, LIMIT)
    keyring.destroy(triple)
    keyring.count(triple, 1, LIMIT)
    with pytest.raises(ShreddedError):
        anew().seal(triple, place, "after")
