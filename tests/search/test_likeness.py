"""Names as people type them."""

import pytest

from safetynet.search.likeness import ALIKE, Sought
from safetynet.survivors import SPLIT


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
    assert Sought(typed).likeness(name.replace(" ", SPLIT)) >= ALIKE


@pytest.mark.parametrize(
    ("typed", "name"),
    [("lee", "Leon"), ("rosalind smith", "Rosalind Quillfeather"), ("", "Anna"), ("anna", "")],
)
def test_other_names_are_not(typed: str, name: str) -> None:
    assert Sought(typed).likeness(name.replace(" ", SPLIT)) < ALIKE
