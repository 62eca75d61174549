"""People of whom everything is opened already, such as the rows of a sheet."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import Generic

from safetynet.alike.people import Birth, K, Person
from safetynet.alike.places import Place

HOUSEMATES = 1.0
"""Others of her household who may be referred, where it does not show how many there are."""
_FEWEST = 0.001
_ENOUGH = 50
"""Known addresses from which it shows."""
_A_SHELTER = 12
"""People at one address from which on nobody counts who lives with whom."""


class InHand(Generic[K]):
    """What a book asks for besides names, without any further opening."""

    def __init__(self, people: Iterable[Person[K]]) -> None:
        self.people = {person.key: person for person in people}

    @cached_property
    def housemates(self) -> float:
        """Count who lives together, and is not the same: neither name nor birth date agree."""
        at = defaultdict[Place, list[Person[K]]](list)
        for person in self.people.values():
            for text in person.places:
                if (place := Place.at(text)).number and place.street:
                    at[place].append(person)
        together = (combinations(there[:_A_SHELTER], 2) for there in at.values())
        others = sum(_are_two(*pair) for pairs in together for pair in pairs)
        placed = sum(map(len, at.values()))
        return max(_FEWEST, 2 * others / placed) if placed >= _ENOUGH else HOUSEMATES

    @cached_property
    def _by_birth(self) -> Mapping[Birth, set[K]]:
        found = defaultdict[Birth, set[K]](set)
        for person in self.people.values():
            for born in person.births:
                found[born].add(person.key)
        return found

    def born_with(self, births: Sequence[Birth]) -> set[K]:
        whole = (born for born in births if born.is_whole)
        return set[K]().union(*(self._by_birth.get(born, ()) for born in whole))

    def births(self, keys: Collection[K]) -> Mapping[K, Sequence[Birth]]:
        return {key: self.people[key].births for key in keys}

    def places(self, keys: Collection[K]) -> Mapping[K, Sequence[str]]:
        return {key: self.people[key].places for key in keys}

    def reach(self, keys: Collection[K]) -> Mapping[K, Sequence[str]]:
        return {key: self.people[key].reach for key in keys}


def _are_two(one: Person[K], other: Person[K]) -> bool:
    apart = _firsts(one).isdisjoint(_firsts(other))
    return apart and set(one.births).isdisjoint(other.births)


def _firsts(person: Person[K]) -> set[str]:
    return {first.casefold() for first, _middle, _last in person.names}
