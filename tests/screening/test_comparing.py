"""Names that may be one person's, and names that are not."""

import pytest

from safetynet.screening.comparing import Book, Likeness, likeness, name_words, named_in

WHOLE, SIMILAR = Likeness.WHOLE, Likeness.SIMILAR


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Ray Miller", "RAY MILLER", WHOLE),
        ("Ray Miller", "Miller, Ray", WHOLE),
        ("Ray A. Miller", "Mr. Ray Allen Miller", WHOLE),
        ("Łukasz Nowak", "Lukasz Nowak", WHOLE),
        ("Сергей Иванов", "Sergei Ivanov", WHOLE),
        ("María de la Cruz", "Maria Cruz", WHOLE),
        ("Maria Lopez", "María García López", WHOLE),
        ("Maria Garcia", "María García López", SIMILAR),
        ("Bill Smith", "William Smyth", SIMILAR),
        ("Pepe Pérez", "Jose Perez", SIMILAR),
        ("Grace Lindqvist", "Grace Lindquist", SIMILAR),
        # Two first names are no full name of somebody who has a third.
        ("Juan Carlos", "Juan Carlos Reyes", SIMILAR),
        ("Ray Miller", "Rosa Miller", None),
        ("Ana Lee", "Ann Lee", None),
        ("Ray", "Ray Miller", None),
        ("Miller", "Ray Miller", None),
        ("R. Miller", "Ray Miller", None),
    ],
)
def test_two_full_names(one: str, other: str, how: Likeness | None) -> None:
    for first, second in ((one, other), (other, one)):
        assert likeness(name_words(first), name_words(second)) == how
        assert dict(Book([(1, first)]).like(second)) == ({1: how} if how else {})


@pytest.mark.parametrize(
    ("person", "line", "how"),
    [
        ("Ray Miller", "Aunt Nell; Ray Miller, her cousin", WHOLE),
        ("Ray Miller", "her cousin Miller, Ray", WHOLE),
        ("Ray Miller", "Ray", SIMILAR),
        ("Ray Miller", "Mr. Miller and Nell", SIMILAR),
        ("Raymond Miller", "Ray Miller", SIMILAR),
        ("'Coach'", "the track coach", SIMILAR),
        ("Ray Miller", "Rosa Miller and Ron", None),
        ("her mother's boyfriend", "her mother's sister", None),
        ("?", "Ray Miller", None),
        ("Ray Miller", "", None),
    ],
)
def test_around_one_young_person_half_a_name_is_enough(
    person: str, line: str, how: Likeness | None
) -> None:
    assert named_in(person, line) == how


def test_among_all_others_only_a_whole_name_counts() -> None:
    book = Book([("his", "Ray Miller"), ("hers", "Nell")])
    assert book.whole_in("Nell; Ray Miller of Main Street") == {"his"}
    assert book.whole_in("Ray; Rosa Miller") == set()
