"""Who is possibly the same: names alone, as people write and misspell them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pytest

from safetynet.alike import Birth, Book, Found, Level, Person, because, possibly_the_same
from safetynet.alike.in_hand import InHand
from safetynet.alike.signs import Sign
from safetynet.survivors import SPLIT

BORN = Birth(2009, 4, 27)
HOME, PHONE = "12 Elm Street, Oakland", "(555) 010-4242"
SHE = Person("she", [("Elizabeth", "Ann", "Garcia Lopez")], [BORN], [HOME], [PHONE])

SISTER = Person("sister", [("Maria", "", "Garcia Lopez")], [Birth(2011, 9, 3)], [HOME], [PHONE])
"""At the same address, with the same telephone."""


def found(other: Person[str], she: Person[str] = SHE) -> Found[str] | None:
    """Return what is found where only one is looked through."""
    return next(iter(possibly_the_same(she, [other])), None)


def called(first: str, last: str = "", middle: str = "") -> Person[str]:
    return Person("other", [(first, middle, last)], [BORN])


@pytest.mark.parametrize(
    "other",
    [
        called("Elizabeth", "Garcia Lopez"),
        called("Beth", "Garcia Lopez"),
        called("Elisabeth", "García-López"),
        called("Elizabeth", "Garcia"),
        called("Elizabeth", "Lopez"),
        called("Elizabeth", "Lopez Garcia"),
        called("Elizabeth", "de la Garcia Lopez"),
        called("Elizabeth", "Garcialopez"),
        called("Elizabeth", "Gracia"),
        called("Garcia", "Elizabeth"),
        called("Garcia Lopez, Elizabeth"),
        called("Lizzie Garcia"),
        called("Элизабет", "Гарсия"),
        called("Ann", "Garcia Lopez"),
        called("Elizabeth"),
    ],
    ids=lambda person: " ".join(person.names[0]).strip(),
)
def test_she_is_found_however_she_is_called(other: Person[str]) -> None:
    assert found(other) is not None


@pytest.mark.parametrize(
    ("born", "sign"),
    [
        (Birth(2009, 4, 27), Sign.BORN_SAME),
        (Birth(2009, 4, 28), Sign.BORN_DAY),
        (Birth(2009, 5, 27), Sign.BORN_MONTH),
        (Birth(2008, 4, 27), Sign.BORN_YEAR),
        (Birth(2009, 4, None), Sign.BORN_PARTLY),
        (Birth(2009, None, None), Sign.BORN_PARTLY),
        (Birth(2009, 9, 1, is_estimated=True), Sign.BORN_ESTIMATE),
    ],
)
def test_a_birth_date_may_be_partly_wrong_or_unknown(born: Birth, sign: Sign) -> None:
    one = found(replace(called("Elizabeth", "Garcia Lopez"), births=[born]))
    assert one is not None and sign in {reason.sign for reason in one.reasons}


def test_day_and_month_may_be_swapped() -> None:
    she = replace(SHE, births=[Birth(2009, 4, 7)])
    one = found(replace(called("Beth", "Garcia"), births=[Birth(2009, 7, 4)]), she)
    assert one is not None and "day and month" in because(one.reasons)


def test_the_best_of_several_names_and_dates_counts() -> None:
    other = Person(
        "other",
        [("Goldie", "", ""), ("Zebedee", "", "Ampersand"), ("Beth", "", "Garcia")],
        [Birth(2001, 1, 2), BORN],
    )
    one = found(other)
    assert one is not None and Sign.BORN_SAME in {reason.sign for reason in one.reasons}


@pytest.mark.parametrize(
    "other",
    [
        SISTER,
        # A sister of whom no birth date is known, and one of whom no first name is.
        Person("younger", [("Maria", "", "Garcia Lopez")], [], [HOME], [PHONE]),
        Person("unnamed", [("", "", "Garcia Lopez")], [], [HOME], [PHONE]),
        # Somebody else of her name.
        Person("namesake", [("Elizabeth", "", "Garcia")], [Birth(2004, 11, 2)]),
        # Somebody of whom no more than a street name is known.
        Person("star", [("Elizabeth", "", "")]),
        # Somebody born the same day.
        Person("stranger", [("Zebedee", "", "Ampersand")], [BORN]),
    ],
    ids=lambda person: person.key,
)
def test_others_stay_apart(other: Person[str]) -> None:
    assert found(other) is None


def test_a_twin_is_offered_and_never_as_very_likely() -> None:
    """A record of her under a wrong first name looks the same; a person must look."""
    one = found(Person("twin", [("Maria", "", "Garcia Lopez")], [BORN], [HOME]))
    assert one is not None and one.level is Level.SUGGEST
    assert "but another first name" in because(one.reasons)


def test_a_house_full_of_people_makes_nobody_the_same() -> None:
    """A shelter is the address of many, under one telephone number."""
    people = [
        Person(str(n), [(first, "", last)], [Birth(2008 + n % 4, 1 + n, 3 + n)], [HOME], [PHONE])
        for n, (first, last) in enumerate(
            [("Aiyana", "Cottonwood"), ("Noor", "Bassiri"), ("Linh", "Tran"), ("Freya", "Dalgaard")]
        )
    ]
    assert [Book.of(people).like(person) for person in people] == [[], [], [], []]


def test_it_is_sure_only_where_name_and_birth_date_say_so() -> None:
    sure = found(replace(called("Beth", "Garcia Lopez"), places=[HOME]))
    assert sure is not None and sure.level is Level.STRONG
    only_names = found(replace(called("Elizabeth", "Garcia Lopez", "Ann"), births=[]))
    assert only_names is not None and only_names.level is Level.SUGGEST


def test_the_likeliest_comes_first_and_never_herself() -> None:
    exact, rough = called("Elizabeth", "Garcia Lopez"), replace(called("Eliza", "Garcia"), key="b")
    assert [one.key for one in Book.of([rough, SHE, exact]).like(SHE)] == ["other", "b"]


def test_reasons_are_words() -> None:
    one = found(called("Beth", "Garcia Lopez"))
    assert one is not None
    said = because(one.reasons)
    assert "same birth date" in said and "Elizabeth and Beth are forms of one name" in said
    other = found(replace(called("Elizabeth", "Garcia Lopez"), places=["9 Oak Road, Fresno"]))
    assert other is not None and because(other.reasons).endswith("but another address")


def test_a_name_that_many_have_says_less() -> None:
    many = [
        Person(str(n), [("Elizabeth", "", "Garcia Lopez")], [Birth(1990 + n % 20, 1, 2)])
        for n in range(200)
    ]
    rare = found(called("Elizabeth", "Garcia Lopez"))
    common = next(
        one
        for one in Book.of([*many, called("Elizabeth", "Garcia Lopez")]).like(SHE)
        if one.key == "other"
    )
    assert rare is not None and common.score < rare.score


class Closed(InHand[str]):
    """What may not be opened."""

    def births(self, keys: Collection[str]) -> Mapping[str, Sequence[Birth]]:
        raise AssertionError(keys)


def test_where_nobody_is_called_alike_nothing_else_is_opened() -> None:
    book = Book([("other", f"Winston{SPLIT}{SPLIT}Churchill")], Closed([]))
    assert book.like(SHE) == []
    with pytest.raises(AssertionError, match="other"):
        book.like(replace(SHE, names=[("Winston", "", "Churchill")]))
