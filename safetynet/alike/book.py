"""Very many people whom others are looked up among; forgotten with the looking.

Nothing of it is kept: names are opened, compared in memory, and only what may be the same is left.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log2
from typing import Generic, Protocol

from safetynet.alike.births import Births
from safetynet.alike.in_hand import InHand
from safetynet.alike.index import Parts
from safetynet.alike.names import Names
from safetynet.alike.people import Birth, Called, K, Person
from safetynet.alike.places import Places, same_reach
from safetynet.alike.signs import AGREEING, Odds, Reason, Sign, Weighed
from safetynet.survivors import SPLIT

SUGGEST = 1.0
"""Bits from which two records are possibly about one person: two to one."""
STRONG = 10.0
"""Bits from which it is hardly anybody else: a thousand to one."""
_AT_LEAST = 100
"""People among whom one is always looked for, so that a short list makes nobody the same."""
_MOST_LEFT = 25.0
"""Bits that birth date, address and telephone together may still add."""
_AS_IF, _USUAL = 200, 0.003
"""How often a name is found is counted as if 200 more people were there, of whom 3 in 1,000 had
any one name: in a list of twelve nobody is called rarely."""
_TOGETHER = 2
"""Signs that must agree: many are called "Star" on the street."""
_BEST = 20
"""Results; who is like more than these is like anybody."""
_BY_HERSELF = frozenset({Sign.FIRST_SAME, Sign.FIRST_SHORT, Sign.FIRST_NEAR})
_BORN = frozenset({Sign.BORN_SAME, Sign.BORN_SWAPPED, Sign.BORN_DAY, Sign.BORN_MONTH})


class Level(StrEnum):
    """How sure it is; never sure enough that anything happens by itself."""

    SUGGEST = "suggest"
    STRONG = "strong"


@dataclass(frozen=True)
class Found(Generic[K]):
    """Somebody who is possibly the same, how sure that is in bits, and because of what."""

    key: K
    score: float
    level: Level
    reasons: tuple[Reason, ...]


class Sources(Protocol[K]):
    """Opens what is compared besides names, for those alone whose names are alike."""

    @property
    def housemates(self) -> float:
        """How many others of somebody's household are here, on average."""

    def born_with(self, births: Sequence[Birth]) -> set[K]:
        """Return who has one of these birth dates, where all are opened anyway."""

    def births(self, keys: Collection[K]) -> Mapping[K, Sequence[Birth]]: ...

    def places(self, keys: Collection[K]) -> Mapping[K, Sequence[str]]: ...

    def reach(self, keys: Collection[K]) -> Mapping[K, Sequence[str]]: ...


def possibly_the_same(person: Person[K], people: Iterable[Person[K]]) -> list[Found[K]]:
    """Return who of these people is possibly the same as this person, the likeliest first."""
    return Book.of(people).like(person)


class Book(Generic[K]):
    """Finds who is possibly the same as somebody, among all whose names it was given."""

    def __init__(self, names: Iterable[tuple[K, str]], sources: Sources[K]) -> None:
        """Take each name with its parts joined by SPLIT, as they are sealed."""
        self._sources = sources
        self._names: dict[K, tuple[str, ...]] = {}
        self._by_part = defaultdict[str, list[K]](list)
        for key, name in names:
            known = self._names.get(key, ())
            # Several agencies know her by the same name; that makes it no commoner.
            if name not in known:
                self._names[key] = (*known, name)
                for part in name.split(SPLIT):
                    if part:
                        self._by_part[part].append(key)
        self._parts = Parts(self._by_part)
        self._compared = Names(self._commonness)
        self._called: dict[str, Called] = {}

    @classmethod
    def of(cls, people: Iterable[Person[K]]) -> "Book[K]":
        """Make one of people of whom everything is opened already."""
        known = InHand(people)
        names = (
            (person.key, SPLIT.join(name))
            for person in known.people.values()
            for name in person.names
        )
        return cls(names, known)

    def like(self, person: Person[K]) -> list[Found[K]]:
        """Return who is possibly the same, the likeliest first; never herself."""
        named = self._by_name(person)
        # Of nobody, nothing need be opened: a list of strangers has hundreds of rows.
        likely = self._with_births(person, named) if named else {}
        weighed = self._with_the_rest(person, likely) if likely else {}
        found = (_found(key, one) for key, one in weighed.items())
        best = sorted((one for one in found if one), key=lambda one: -one.score)
        return best[:_BEST]

    def _by_name(self, person: Person[K]) -> dict[K, Weighed]:
        """Weigh everybody of whom a name is like one of hers, by the best of their names."""
        mine = [Called.by(*name) for name in person.names]
        parts_of_hers = (part for called in mine for part in called)
        words = {word for part in parts_of_hers for word in (*part, "".join(part)) if word}
        parts = set[str]().union(*map(self._parts.near, words))
        keys = set[K]().union(*(self._by_part[part] for part in parts))
        keys |= self._sources.born_with(person.births)
        keys.discard(person.key)
        return {key: self._best_name(mine, self._names[key]) for key in keys}

    def _best_name(self, mine: Sequence[Called], hers: Sequence[str]) -> Weighed:
        found = (
            self._compared.compare(one, self._as_called(name)) for one in mine for name in hers
        )
        return max(found, key=_score)

    def _as_called(self, name: str) -> Called:
        if (known := self._called.get(name)) is None:
            known = self._called[name] = Called.by(*name.split(SPLIT))
        return known

    def _with_births(self, person: Person[K], named: dict[K, Weighed]) -> dict[K, Weighed]:
        """Weigh birth dates too, and leave out whom nothing else could make the same."""
        born = self._sources.births(named)
        compared, prior = Births(one for births in born.values() for one in births), self._prior
        weighed = {
            key: Weighed(prior.also(found.odds), found.reasons).also(
                compared.best(person.births, born.get(key, ()))
            )
            for key, found in named.items()
        }
        return {key: one for key, one in weighed.items() if _score(one) > -_MOST_LEFT}

    def _with_the_rest(self, person: Person[K], likely: dict[K, Weighed]) -> dict[K, Weighed]:
        """Weigh where they stay and how they are reached, where anybody knows it of her."""
        places = self._sources.places(likely) if person.places else {}
        reach = self._sources.reach(likely) if person.reach else {}
        compared = Places()
        return {
            key: one.also(compared.best(person.places, places.get(key, ()))).also(
                same_reach(person.reach, reach.get(key, ()))
            )
            for key, one in likely.items()
        }

    @property
    def _prior(self) -> Odds:
        """Return how likely it is of anybody here, before anything is compared."""
        among = -log2(len(self._names) + _AT_LEAST)
        return Odds(among, among + log2(self._sources.housemates), 0.0)

    def _commonness(self, word: str) -> float:
        """Return how often a word is found; among few people, rather what is usual."""
        found = sum(len(self._by_part[part]) for part in self._parts.with_word(word))
        return (max(found - 1, 0) + _USUAL * _AS_IF) / (len(self._names) + _AS_IF)


def _score(weighed: Weighed) -> float:
    return weighed.odds.score


def _found(key: K, weighed: Weighed) -> Found[K] | None:
    score, signs = weighed.odds.score, {reason.sign for reason in weighed.reasons}
    if score < SUGGEST or (len(signs & AGREEING) < _TOGETHER and Sign.SWAPPED not in signs):
        return None
    is_strong = score >= STRONG and signs & _BY_HERSELF and signs & _BORN
    level = Level.STRONG if is_strong else Level.SUGGEST
    return Found(key, score, level, weighed.reasons)
