"""The quick way through an entry is as strict as the long one, and says the same."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetynet.audit.decoding import decode
from safetynet.audit.encoding import encode
from safetynet.audit.entry import Entry, EntryError, Result, Touch
from safetynet.audit.verify.bodies import DOUBTFUL, GONE, UNKNOWN, Bodies, changes_in
from tests.audit.drafts import COUNTY, SURVIVOR, page, placed
from tests.audit.test_encoding import entries

bodies = Bodies()


def _start(payload: bytes) -> int:
    """Return where the permission begins."""
    counter = next(at for at in range(11, 21) if payload[at] < 0x80)
    return counter + 1 + 32 + 8 + 16 + 16 + 16 * (payload[1] & 1) + 16 * (payload[1] & 2)


def _said(entry: Entry) -> tuple[Any, ...]:
    survivors = [survivor.bytes for survivor in entry.survivors]
    return entry.permission.encode(), survivors, changes_in(entry)


def _read(payload: bytes) -> tuple[Any, ...]:
    permission, survivors, changes = bodies.read(payload, _start(payload))
    return permission, list(survivors), changes or {}


@given(entries)
def test_both_ways_say_the_same(entry: Entry) -> None:
    payload = encode(entry)
    # Not of `entry`: what touches one row twice is read in the order in which it is written.
    assert _read(payload) == _said(decode(payload))


@given(entries, st.data())
def test_what_the_long_way_refuses_the_quick_way_doubts(entry: Entry, data: st.DataObject) -> None:
    payload = bytearray(encode(entry))
    start = _start(bytes(payload))
    at = data.draw(st.integers(start, len(payload) - 1))
    payload[at] ^= data.draw(st.integers(1, 255))
    _alike(bytes(payload), start)


@given(entries, st.data())
def test_what_is_cut_short_is_doubted(entry: Entry, data: st.DataObject) -> None:
    payload = encode(entry)
    start = _start(payload)
    _alike(payload[: data.draw(st.integers(start, len(payload) - 1))], start)


def _alike(payload: bytes, start: int) -> None:
    try:
        permission, survivors, changes = bodies.read(payload, start)
    except DOUBTFUL:
        return
    entry = decode(payload)
    assert (permission, list(survivors), changes or {}) == _said(entry)


def test_noise_is_doubted() -> None:
    with pytest.raises(DOUBTFUL):
        bodies.read(b"", 0)
    with pytest.raises(EntryError):
        decode(b"")


def test_many_rows_and_long_reasons_are_read_quickly_too() -> None:
    entry = placed(page(5000))
    payload = encode(entry)
    # Not of `entry`: what touches one row twice is read in the order in which it is written.
    assert _read(payload) == _said(decode(payload))


def _touch(effect: Result, after: bytes | None = None) -> Touch:
    fields = ("text",) if effect is Result.CHANGED else ()
    return Touch("notes", COUNTY, SURVIVOR, COUNTY, "plan", effect, fields, after=after)


@pytest.mark.parametrize(
    ("touches", "digest"),
    [
        ([_touch(Result.CREATED, b"a" * 16)], b"a" * 16),
        ([_touch(Result.CREATED), _touch(Result.CHANGED, b"b" * 16)], b"b" * 16),
        ([_touch(Result.CREATED), _touch(Result.DELETED)], GONE),
        ([_touch(Result.DELETED), _touch(Result.CREATED, b"c" * 16)], b"c" * 16),
        ([_touch(Result.CHANGED)], UNKNOWN),
    ],
)
def test_the_last_word_on_a_row_counts(touches: list[Touch], digest: bytes) -> None:
    entry = replace(placed(page(0)), touches=tuple(touches))
    assert _read(encode(entry))[2] == {("notes", COUNTY.bytes): digest}


def test_looking_changes_nothing() -> None:
    assert bodies.read(encode(placed(page(3))), _start(encode(placed(page(3)))))[2] is None
