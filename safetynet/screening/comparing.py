"""Whether two names may be one person's. They are compared in memory; no index of them is kept."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from safetynet.alike import alike
from safetynet.survivors import people_in, people_read_both_ways, words_of_person

K = TypeVar("K", bound=Hashable)
A_FULL_NAME = 2
"""Words. One word is no name by which somebody among many is recognized."""
_FILLERS = frozenset({"de", "del", "la", "las", "los", "el", "of", "the", "her", "his", "my", "su"})


class Likeness(StrEnum):
    WHOLE = "whole"
    """First and last name are the same, in whatever order."""
    SIMILAR = "similar"


def name_words(text: str) -> list[str]:
    """Return the words of a name that tell people apart; initials do not."""
    return _telling(words_of_person(text))


def _telling(words: Iterable[str]) -> list[str]:
    return [word for word in words if len(word) > 1 and word not in _FILLERS]


def likeness(one: Sequence[str], other: Sequence[str]) -> Likeness | None:
    """Compare two full names, as words; None where they are different or not full."""
    if min(len(one), len(other)) < A_FULL_NAME:
        return None
    if _ends(one) <= set(other) and _ends(other) <= set(one):
        return Likeness.WHOLE
    shorter, longer = sorted((one, other), key=len)
    return Likeness.SIMILAR if _finds_each(shorter, longer) else None


def named_in(person: str, line: str) -> Likeness | None:
    """Say how well a line, such as a list of people to trust, names a person of the same record.

    Around one young person half a name is enough: "Ray" may be Ray Miller.
    """
    words, people = name_words(person), map(_telling, people_read_both_ways(line))
    if not words:
        return None
    if len(words) < A_FULL_NAME:
        return Likeness.SIMILAR if any(words[0] in named for named in people) else None
    found = {_may_be(words, named) for named in people}
    return next((how for how in Likeness if how in found), None)


def _may_be(words: Sequence[str], named: Sequence[str]) -> Likeness | None:
    """Compare a full name with what a line calls somebody, which may be half a name or a tale."""
    if set(words) <= set(named):
        return Likeness.WHOLE
    if len(named) == 1:
        return Likeness.SIMILAR if any(alike(word, named[0]) for word in words) else None
    return likeness(words, named)


def _ends(words: Sequence[str]) -> set[str]:
    return {words[0], words[-1]}


def _finds_each(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """Say whether each word finds one of its own that is alike."""
    left = list(longer)
    for word in shorter:
        found = next((other for other in left if alike(word, other)), None)
        if found is None:
            return False
        left.remove(found)
    return True


class Book(Generic[K]):
    """Full names that very many others are looked up among; forgotten with the looking."""

    def __init__(self, names: Iterable[tuple[K, str]]) -> None:
        self._names: dict[K, list[str]] = {}
        self._by_word: dict[str, set[K]] = {}
        self._near: dict[str, set[K]] = {}
        for key, name in names:
            if len(words := name_words(name)) >= A_FULL_NAME:
                self._names[key] = words
                for word in words:
                    self._by_word.setdefault(word, set()).add(key)

    def like(self, name: str) -> Iterator[tuple[K, Likeness]]:
        """Yield whose full name is like this one."""
        words = name_words(name)
        hits = Counter(key for word in words for key in self._with_a_word_like(word))
        for key, count in hits.items():
            if count >= A_FULL_NAME and (found := likeness(words, self._names[key])):
                yield key, found

    def whole_in(self, line: str) -> set[K]:
        """Return whose full name a line holds, letter by letter."""
        found = set[K]()
        for person in people_in(line):
            hits = Counter(key for word in person for key in self._by_word.get(word, ()))
            found |= {key for key, count in hits.items() if count == len(self._names[key])}
        return found

    def _with_a_word_like(self, word: str) -> set[K]:
        if (known := self._near.get(word)) is None:
            near = (keys for other, keys in self._by_word.items() if alike(word, other))
            known = self._near[word] = set().union(*near)
        return known
