"""Lengths fall into steps, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetynet.vault.padding import pad, padded_length, unpad


@given(st.binary(max_size=3000))
def test_unpad_returns_what_was_padded(data: bytes) -> None:
    assert unpad(pad(data)) == data


@pytest.mark.parametrize("tail", [b"\0", b"\x80", b"\x80\0\0", b"\0\x80"])
def test_data_that_looks_like_padding_survives(tail: bytes) -> None:
    assert unpad(pad(b"x" + tail)) == b"x" + tail


@pytest.mark.parametrize(
    ("length", "step"),
    [(0, 32), (31, 32), (32, 64), (127, 128), (128, 256), (255, 256), (256, 272), (999, 1024)],
)
def test_lengths_fall_into_steps(length: int, step: int) -> None:
    assert len(pad(b"x" * length)) == step


@given(st.integers(257, 10**7))
def test_long_texts_grow_by_an_eighth_at_most(length: int) -> None:
    padded = padded_length(length)
    assert length <= padded <= length * 1.125
    assert padded_length(padded) == padded


@pytest.mark.parametrize("junk", [b"", b"\0" * 32, b"plain text"])
def test_what_was_never_padded_is_refused(junk: bytes) -> None:
    with pytest.raises(ValueError, match="not found"):
        unpad(junk)
