"""Two names compared: first, middle and last, also the other way round."""

from collections.abc import Callable
from itertools import product

from safetynet.alike.nearness import Near, first_nearness, nearness
from safetynet.alike.people import Called
from safetynet.alike.signs import NOTHING, Odds, Reason, Sign, Weighed

Words = tuple[str, ...]
Commonness = Callable[[str], float]
"""How often a word is found among all names, 0 … 1."""

_SAME_FIRST, _SAME_LAST, _SAME_MIDDLE = (0.76, 0.001), (0.8, 0.85), (0.8, 0.02)
"""How often a name stays what it was: of one person, within one household."""
_FIRST = {
    Near.SHORT: (Sign.FIRST_SHORT, Odds.of(0.06, 0.001, 0.005)),
    Near.NEAR: (Sign.FIRST_NEAR, Odds.of(0.1, 0.02, 0.006)),
    Near.LOOSE: (Sign.FIRST_LOOSE, Odds.of(0.04, 0.03, 0.012)),
    Near.INITIAL: (Sign.FIRST_INITIAL, Odds.of(0.03, 0.1, 0.08)),
    Near.OTHER: (Sign.FIRST_OTHER, Odds.of(0.05, 0.85, 0.9)),
}
_LAST = {
    Near.NEAR: (Sign.LAST_NEAR, Odds.of(0.09, 0.09, 0.003)),
    Near.LOOSE: (Sign.LAST_LOOSE, Odds.of(0.03, 0.03, 0.006)),
    Near.INITIAL: (Sign.LAST_LOOSE, Odds.of(0.03, 0.03, 0.006)),
    Near.OTHER: (Sign.LAST_OTHER, Odds.of(0.03, 0.2, 0.98)),
}
_ONE_OF_TWO = (0.06, 0.06)
"""How often somebody is written with one more surname, or one less."""
_GOES_BY_MIDDLE = Odds.of(0.015, 0.01, 0.004)
_SAME_INITIAL, _OTHER_MIDDLE = Odds.of(0.9, 0.1, 0.09), Odds.of(0.08, 0.9, 0.9)
_SWAPPED = Odds.of(0.04, 1, 1)
"""First and last name change places in about one record of 25."""
_RAREST_FIRST, _RAREST_LAST = 1 / 1000, 1 / 4000
"""No name is counted as rarer: one that stands once in a list says little of how rare it is."""
_SEVERAL = 2
"""Words of a first name from which each of them counts: Maria Elena is not Maria Isabel."""


class Names:
    """Compares names during one search; all that was compared is forgotten with it."""

    def __init__(self, commonness: Commonness) -> None:
        self._commonness = commonness
        self._first: dict[tuple[Words, Words], Weighed] = {}
        self._last: dict[tuple[Words, Words], Weighed] = {}

    def compare(self, one: Called, other: Called) -> Weighed:
        """Weigh two names as they stand, and the other way round where that fits better."""
        straight = self._first_of(one, other).also(self._last_of(one.last, other.last))
        found = straight.also(self._middle_of(one, other))
        if not (one.first and one.last and other.first and other.last):
            return found
        if not self._may_be_swapped(one, other):
            return found
        first = self._first_of(Called(one.first), Called(other.last))
        odds = first.odds.also(self._last_of(one.last, other.first).odds).also(_SWAPPED)
        swapped = Weighed(odds, (Reason(Sign.SWAPPED),))
        return max(found, swapped, key=lambda weighed: weighed.odds.score)

    def _may_be_swapped(self, one: Called, other: Called) -> bool:
        return any(
            nearness(word, another) >= Near.LOOSE
            for word, another in product(one.last, other.first)
        )

    def _first_of(self, one: Called, other: Called) -> Weighed:
        if not (one.first and other.first):
            return NOTHING
        pair = (one.first, other.first)
        if (known := self._first.get(pair)) is None:
            known = self._first[pair] = self._given(*pair)
        if known.reasons[0].sign is Sign.FIRST_OTHER and _by_middle(one, other):
            return Weighed(_GOES_BY_MIDDLE, (Reason(Sign.FIRST_IS_MIDDLE),))
        return known

    def _given(self, one: Words, other: Words) -> Weighed:
        near, words = _given_nearness(one, other)
        if near is Near.SAME:
            return self._same(Sign.FIRST_SAME, _SAME_FIRST, words, _RAREST_FIRST)
        sign, odds = _FIRST[near]
        return Weighed(odds, (Reason(sign, words),))

    def _last_of(self, one: Words, other: Words) -> Weighed:
        if not (one and other):
            return NOTHING
        if (known := self._last.get((one, other))) is None:
            known = self._last[one, other] = self._family(one, other)
        return known

    def _family(self, one: Words, other: Words) -> Weighed:
        near, words = _family_nearness(one, other)
        if near is Near.SAME:
            return self._same(Sign.LAST_SAME, _SAME_LAST, words)
        if near is Near.SHORT:
            return self._same(Sign.LAST_PART, _ONE_OF_TWO, words)
        sign, odds = _LAST[near]
        return Weighed(odds, (Reason(sign, words),))

    def _middle_of(self, one: Called, other: Called) -> Weighed:
        if not (one.middle and other.middle):
            return NOTHING
        mine, hers = one.middle[0], other.middle[0]
        if mine == hers and len(mine) > 1:
            return self._same(Sign.MIDDLE_SAME, _SAME_MIDDLE, (mine,), _RAREST_FIRST)
        if mine[0] == hers[0]:
            return Weighed(_SAME_INITIAL, (Reason(Sign.MIDDLE_INITIAL),))
        return Weighed(_OTHER_MIDDLE, (Reason(Sign.MIDDLE_OTHER),))

    def _same(
        self, sign: Sign, often: tuple[float, float], words: Words, rarest: float = _RAREST_LAST
    ) -> Weighed:
        """Weigh a name that is the same by how often the rarest of its words is found."""
        by_chance = max(rarest, min(map(self._commonness, words)))
        return Weighed(Odds.of(*often, by_chance), (Reason(sign, words),))


def _given_nearness(one: Words, other: Words) -> tuple[Near, Words]:
    """Return how near two first names are, which may be of several words, and which words."""
    if "".join(one) == "".join(other):
        return Near.SAME, one
    # Also as one word: "Mary Ann" may be written "Maryan".
    pairs = {*product(one, other), ("".join(one), "".join(other))}
    near, *words = max((first_nearness(*pair), *pair) for pair in pairs)
    if min(len(one), len(other)) >= _SEVERAL and near >= Near.LOOSE:
        others = zip(one[1:], other[1:], strict=False)
        if any(first_nearness(*pair) is Near.OTHER for pair in others):
            return Near.LOOSE, (" ".join(one), " ".join(other))
    return near, tuple(words)


def _family_nearness(one: Words, other: Words) -> tuple[Near, Words]:
    """Return how near two last names are; SHORT where they have one of several surnames alike."""
    if set(one) == set(other) or "".join(one) == "".join(other):
        return Near.SAME, one
    if shared := [word for word in one if word in other]:
        return Near.SHORT, tuple(shared)
    pairs = {*product(one, other), ("".join(one), "".join(other))}
    near = max(nearness(*pair) for pair in pairs)
    return near, (" ".join(one), " ".join(other))


def _by_middle(one: Called, other: Called) -> bool:
    """Say whether one goes by what is the other's middle name."""
    return _is_among(one.first, other.middle) or _is_among(other.first, one.middle)


def _is_among(first: Words, middle: Words) -> bool:
    return any(
        len(word) > 1 and first_nearness(word, other) >= Near.NEAR
        for word, other in product(first, middle)
    )
