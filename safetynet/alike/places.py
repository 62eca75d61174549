"""Where two people stay, and how they are reached, compared."""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from jellyfish import damerau_levenshtein_distance

from safetynet.alike.nearness import SHORTEST, Near, nearness
from safetynet.alike.signs import NOTHING, Odds, Reason, Sign, Weighed
from safetynet.survivors import words_of

_ODDS = {
    Sign.PLACE_SAME: Odds.of(0.5, 0.7, 0.00005),
    Sign.PLACE_ALIKE: Odds.of(0.2, 0.12, 0.002),
    Sign.PLACE_PART: Odds.of(0.08, 0.05, 0.04),
    Sign.PLACE_OTHER: Odds.of(0.22, 0.13, 0.95),
}
"""Young people move, and stay with others: another address says little."""
_SAME_REACH, _OTHER_REACH = Odds.of(0.5, 0.35, 0.0003), Odds.of(0.5, 0.65, 1)
_MOST, _SOME = 0.75, 0.3
"""Share of the words of a street's name that make it the same, or perhaps the same."""
_WAYS = frozenset(
    {"street", "st", "avenue", "ave", "road", "rd", "drive", "dr", "lane", "ln", "court", "ct"}
    | {"place", "pl", "boulevard", "blvd", "circle", "cir", "crescent", "cres", "way", "terrace"}
    | {"ter", "parkway", "pkwy", "highway", "hwy", "close", "circuit", "cct", "calle", "avenida"}
)
_ASIDE = frozenset(
    {"n", "s", "e", "w", "ne", "nw", "se", "sw", "north", "south", "east", "west", "the", "of"}
)
_LONGEST = 3
"""Words of a street's name; what comes after is a town."""
_EARLY = 3
"""Words within which a house's number stands; what comes later is a postal code."""
_DIGITS = 7
"""Digits of a telephone number without its area code, which is often left out."""


class Place(NamedTuple):
    """An address as far as it tells two apart: a house's number and a street's name.

    Towns and postal codes are left out, because all who are referred to one county share them.
    """

    number: str
    street: frozenset[str]
    is_street: bool
    """Whether a number or a word such as "road" says that it is more than a town."""

    @classmethod
    def at(cls, text: str) -> "Place":
        words = [word for word in words_of(text) if word not in _ASIDE]
        way = next((at for at, word in enumerate(words) if word in _WAYS), None)
        number = next((at for at in range(min(_EARLY, len(words))) if _is_number(words[at])), None)
        if way is not None:
            before = [at for at in range(way) if _is_number(words[at])]
            number = before[-1] if before else number
        begins = 0 if number is None else number + 1
        named = words[begins:way] if way is not None and way > begins else words[begins:]
        street = [word for word in named if word not in _WAYS][:_LONGEST]
        is_street = number is not None or way is not None
        return cls("" if number is None else words[number], frozenset(street), is_street)


def _is_number(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


class Places:
    """Compares addresses during one search."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}

    def best(self, mine: Sequence[str], hers: Sequence[str]) -> Weighed:
        """Weigh the two of all addresses that are most alike."""
        found = (self.compare(one, other) for one, other in product(mine, hers))
        return max(found, key=lambda weighed: weighed.odds.score, default=NOTHING)

    def compare(self, one: str, other: str) -> Weighed:
        mine, hers = self._at(one), self._at(other)
        if not (mine.street and hers.street):
            return NOTHING
        sign = _sign(mine, hers)
        return Weighed(_ODDS[sign], (Reason(sign),))

    def _at(self, text: str) -> Place:
        if (known := self._places.get(text)) is None:
            known = self._places[text] = Place.at(text)
        return known


def _sign(mine: Place, hers: Place) -> Sign:
    share = _shared(mine.street, hers.street)
    same_number = mine.number == hers.number != ""
    one_digit = damerau_levenshtein_distance(mine.number, hers.number) == 1
    if not (mine.is_street and hers.is_street):
        return Sign.PLACE_PART if share >= _MOST else Sign.PLACE_OTHER
    if same_number and share >= _MOST:
        return Sign.PLACE_SAME
    perhaps_same_number = one_digit or not (mine.number and hers.number)
    if (same_number and share >= _SOME) or (share >= _MOST and perhaps_same_number):
        return Sign.PLACE_ALIKE
    return Sign.PLACE_PART if share >= _MOST or same_number else Sign.PLACE_OTHER


def _shared(mine: frozenset[str], hers: frozenset[str]) -> float:
    """Return which share of the words of the shorter one finds one that is near."""
    fewer, more = sorted((mine, hers), key=len)
    found = sum(any(_are_near(word, other) for other in more) for word in fewer)
    return found / len(fewer)


def _are_near(word: str, other: str) -> bool:
    """Say whether two words are one; of "Elm street" a blank may be missing."""
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) >= SHORTEST and longer.startswith(shorter):
        return True
    return nearness(word, other) >= Near.LOOSE


def same_reach(mine: Sequence[str], hers: Sequence[str]) -> Weighed:
    """Weigh telephone numbers and addresses of mail, of which any one may be the same."""
    if not (mine and hers):
        return NOTHING
    if {*map(_plain, mine)} & {*map(_plain, hers)} - {""}:
        return Weighed(_SAME_REACH, (Reason(Sign.REACH_SAME),))
    return Weighed(_OTHER_REACH, (Reason(Sign.REACH_OTHER),))


def _plain(written: str) -> str:
    """Return an address of mail without case, or the last digits of a number."""
    if "@" in written:
        return written.casefold().strip()
    digits = "".join(sign for sign in written if sign.isdigit())
    return digits[-_DIGITS:] if len(digits) >= _DIGITS else written.casefold().strip()
