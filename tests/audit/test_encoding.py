"""An entry has one spelling, and it is short."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetynet.audit.decoding import decode
from safetynet.audit.encoding import as_json, encode
from safetynet.audit.entry import Entry, EntryError, Result, Touch
from tests.audit.drafts import opened, page, placed

results = st.sampled_from(Result)
names = st.text(max_size=12)
few_ids = st.integers(0, 4).map(lambda n: UUID(int=n)) | st.uuids()
digests = st.none() | st.binary(min_size=16, max_size=16)
touches = st.builds(
    Touch,
    table=names,
    row=few_ids,
    survivor=few_ids,
    owner=few_ids,
    category=names,
    effect=results,
    fields=st.lists(names, max_size=4).map(tuple),
    before=digests,
    after=digests,
)
entries = st.builds(
    Entry,
    writer=st.binary(min_size=8, max_size=8),
    counter=st.integers(0, 2**63 - 1),
    previous=st.binary(min_size=32, max_size=32),
    at=st.integers(0, 2**64 - 1),
    actor=st.uuids(),
    sign_in=st.binary(min_size=16, max_size=16),
    permission=names,
    endpoint=names,
    result=results,
    asked=st.none() | st.uuids(),
    basis=names,
    touches=st.lists(touches, max_size=8).map(tuple),
    detail_hash=st.none() | st.binary(min_size=32, max_size=32),
)


@given(entries)
def test_an_entry_survives_its_encoding(entry: Entry) -> None:
    again = decode(encode(entry))
    assert replace(again, touches=()) == replace(entry, touches=())
    assert set(again.touches) == set(entry.touches)
    assert encode(again) == encode(entry)


@given(entries)
def test_the_order_of_touches_makes_no_difference(entry: Entry) -> None:
    assert encode(replace(entry, touches=entry.touches[::-1] * 2)) == encode(entry)


@given(entries, st.data())
def test_no_other_bytes_spell_the_same_entry(entry: Entry, data: st.DataObject) -> None:
    payload = encode(entry)
    at = data.draw(st.integers(0, len(payload) - 1))
    other = bytearray(payload)
    other[at] ^= data.draw(st.integers(1, 255))
    try:
        read = decode(bytes(other))
    except EntryError:
        return
    assert encode(read) == bytes(other) != payload


@given(st.binary(max_size=300))
def test_noise_is_refused_in_one_way(noise: bytes) -> None:
    with pytest.raises(EntryError):
        decode(noise)


@given(entries, st.binary(min_size=1, max_size=4))
def test_bytes_after_the_end_are_refused(entry: Entry, more: bytes) -> None:
    with pytest.raises(EntryError, match="follow the end"):
        decode(encode(entry) + more)


@given(entries, st.data())
def test_a_shortened_entry_is_refused(entry: Entry, data: st.DataObject) -> None:
    payload = encode(entry)
    with pytest.raises(EntryError):
        decode(payload[: data.draw(st.integers(0, len(payload) - 1))])


def test_a_usual_page_takes_at_most_300_bytes_and_16_for_each_further_row() -> None:
    draft = replace(page(), touches=opened(1))
    assert len(encode(placed(draft))) <= 300
    for rows in (2, 20, 100):
        more = len(encode(placed(replace(draft, touches=opened(rows)))))
        assert more == len(encode(placed(draft))) + 16 * (rows - 1)


def test_a_whole_case_file_takes_less_than_a_kilobyte() -> None:
    agencies = [UUID(int=n) for n in (11, 12, 13)]
    tables = ["survivor_names", "safe_contacts", "case_notes", "linkage_words", "goal_words"]
    categories = ["identity", "safe_contact", "mental_health", "linkage", "plan"]
    rows = tuple(
        replace(touch, table=table, category=category, owner=agencies[place % 3])
        for place, (table, category) in enumerate(zip(tables, categories, strict=True))
        for touch in opened(4)
    )
    assert len(encode(placed(replace(page(), touches=rows)))) < 800


@pytest.mark.parametrize(
    "wrong",
    [
        {"writer": b"short"},
        {"previous": b""},
        {"sign_in": bytes(15)},
        {"detail_hash": b"x"},
        {"at": -1},
        {"at": 1 << 64},
        {"counter": -1},
        {"permission": "\ud800"},
        {"touches": tuple(replace(touch, after=b"x") for touch in opened(1))},
    ],
)
def test_values_without_a_place_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(EntryError):
        encode(replace(placed(page()), **wrong))  # type: ignore[arg-type]


def test_json_shows_ids_and_names() -> None:
    shown = as_json(decode(encode(placed(replace(page(), touches=opened(1))))))
    assert shown["permission"] == "case:open"
    assert shown["touches"][0]["fields"] == ["first_name", "last_name", "birth_date"]
    assert shown["touches"][0]["before"] is None
