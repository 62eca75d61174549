"""A sealed field opens where it was sealed, unaltered, and nowhere else."""

import os
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from safetynet.vault import Category, Place, TamperedError, Triple, UnsealableTextError, envelope

CIPHER = AESGCM(os.urandom(32))
TRIPLE = Triple(uuid4(), uuid4(), Category.IDENTITY)
PLACE = Place("names.last", uuid4(), 7)
BLOB = envelope.seal(CIPHER, 1, TRIPLE, PLACE, "Gutierrez")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_sealed_opens(text: str) -> None:
    blob = envelope.seal(CIPHER, 3, TRIPLE, PLACE, text)
    assert envelope.key_version_of(blob) == 3
    assert envelope.open_(CIPHER, TRIPLE, PLACE, blob) == text


@pytest.mark.parametrize(
    ("triple", "place"),
    [
        (TRIPLE, PLACE._replace(row=uuid4())),
        (TRIPLE, PLACE._replace(column="names.first")),
        (TRIPLE, PLACE._replace(seal_version=6)),
        (TRIPLE, PLACE._replace(seal_version=8)),
        (Triple(uuid4(), TRIPLE.owner, TRIPLE.category), PLACE),
        (Triple(TRIPLE.survivor, uuid4(), TRIPLE.category), PLACE),
        (Triple(TRIPLE.survivor, TRIPLE.owner, Category.HEALTH), PLACE),
        (Triple(TRIPLE.owner, TRIPLE.survivor, TRIPLE.category), PLACE),
    ],
    ids=["row", "column", "older", "newer", "survivor", "owner", "category", "swapped"],
)
def test_moved_or_replayed_it_does_not_open(triple: Triple, place: Place) -> None:
    # The same cipher on purpose: the binding must refuse it, not the lack of a key.
    with pytest.raises(TamperedError):
        envelope.open_(CIPHER, triple, place, BLOB)


@settings(max_examples=300)
@given(st.integers(0, len(BLOB) * 8 - 1))
def test_one_flipped_bit_anywhere_is_noticed(bit: int) -> None:
    altered = bytearray(BLOB)
    altered[bit // 8] ^= 1 << bit % 8
    with pytest.raises(TamperedError):
        envelope.open_(CIPHER, TRIPLE, PLACE, bytes(altered))


@given(st.integers(0, len(BLOB) - 1))
def test_cut_short_it_does_not_open(length: int) -> None:
    with pytest.raises(TamperedError):
        envelope.open_(CIPHER, TRIPLE, PLACE, BLOB[:length])


def test_lengthened_it_does_not_open() -> None:
    with pytest.raises(TamperedError):
        envelope.open_(CIPHER, TRIPLE, PLACE, BLOB + b"\0")


def test_under_another_key_it_does_not_open() -> None:
    with pytest.raises(TamperedError):
        envelope.open_(AESGCM(os.urandom(32)), TRIPLE, PLACE, BLOB)


def test_the_complaint_names_the_column_and_nothing_else() -> None:
    with pytest.raises(TamperedError) as caught:
        envelope.open_(CIPHER, TRIPLE, PLACE, BLOB[:-1] + bytes([BLOB[-1] ^ 1]))
    assert str(caught.value) == "names.last"
    assert caught.value.__suppress_context__


def test_half_a_character_is_refused_without_quoting_the_text() -> None:
    with pytest.raises(UnsealableTextError) as caught:
        envelope.seal(CIPHER, 1, TRIPLE, PLACE, "Gutierrez \ud800")
    assert "Gutierrez" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_short_and_long_names_are_equally_long() -> None:
    assert len(envelope.seal(CIPHER, 1, TRIPLE, PLACE, "Li")) == len(BLOB) == 66


def test_the_same_text_never_looks_the_same() -> None:
    assert len({envelope.seal(CIPHER, 1, TRIPLE, PLACE, "Li") for _ in range(100)}) == 100


def test_the_first_layout_stays_readable_for_ever() -> None:
    """Stored blobs outlive the program: another layout needs another format byte."""
    triple = Triple(UUID(int=1), UUID(int=2), Category.PLAN)
    place = Place("goals.wording", UUID(int=3), 4)
    blob = bytes.fromhex(
        "0101000000010a0b0c0d0e0f10111213141529d454a118b5f7448670b02db9de842c989e"
        "df2fbf6afeb4eb59cb96515ddce37e8ed42c59ddd33cd0e85fa11c9e26d6"
    )
    cipher = AESGCM(bytes(range(32)))
    assert envelope.open_(cipher, triple, place, blob) == "Finish 10th grade"


def test_a_triple_keeps_ids_out_of_its_representation() -> None:
    for person in (TRIPLE.survivor, TRIPLE.owner):
        assert str(person) not in repr(TRIPLE)
        assert person.hex not in repr(TRIPLE)


def test_triples_are_equal_by_value() -> None:
    again = Triple(TRIPLE.survivor, TRIPLE.owner, TRIPLE.category)
    assert again == TRIPLE
    assert hash(again) == hash(TRIPLE)
    assert again.digest == TRIPLE.digest
    assert len(TRIPLE.digest) == 16
