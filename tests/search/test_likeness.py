"""Names as people type them."""

import pytest

from safetynet.search.likeness import ALIKE, likeness
from safetynet.survivors import words_of


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("rosalind", "Rosalind Quillfeather"),
        ("Quillfeather, Rosalind", "Rosalind Quillfeather"),
        ("ros quill", "Rosalind Quillfeather"),
        ("rosalynd quilfether", "Rosalind Quillfeather"),
        ("nunez", "José Núñez"),
        ("O'Brien", "obrien"),
        ("smyth", "Smith"),
    ],
)
def test_a_name_is_found_however_it_is_typed(typed: str, name: str) -> None:
    assert likeness(words_of(typed), words_of(name)) >= ALIKE


@pytest.mark.parametrize(
    ("typed", "name"),
    [("lee", "Leon"), ("rosalind smith", "Rosalind Quillfeather"), ("", "Anna"), ("anna", "")],
)
def test_other_names_are_not(typed: str, name: str) -> None:
    assert likeness(words_of(typed), words_of(name)) < ALIKE
