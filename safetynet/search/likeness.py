"""How alike a typed name is to one on record. There is no index of names to steal."""

from jellyfish import jaro_winkler_similarity

from safetynet.survivors import SPLIT, words_of

ALIKE = 0.86
"""Below this two names count as different: "Smith" finds "Smyth" (0.89), "Lee" no "Leon" (0.78)."""
_BEGINNING = 0.95
_SHORTEST_BEGINNING = 2


class Sought:
    """What somebody typed, to be compared with very many names during one search.

    Agencies at one table write the same name, and first and last names repeat from person to
    person: each is compared once, and all that was compared is forgotten with the search.
    """

    def __init__(self, typed: str) -> None:
        self._words = words_of(typed)
        self._names: dict[str, float] = {}
        self._parts: dict[str, list[float]] = {}

    def likeness(self, name: str) -> float:
        """Return 0 … 1: how well each typed word finds a word of the name, in any order."""
        if (known := self._names.get(name)) is None:
            parts = [self._part(part) for part in name.split(SPLIT) if part]
            best = map(max, zip(*parts, strict=True))
            known = self._names[name] = sum(best) / len(self._words) if self._words else 0.0
        return known

    def _part(self, part: str) -> list[float]:
        """Return how well each typed word finds one of the words in this part of a name."""
        if (known := self._parts.get(part)) is None:
            words = words_of(part)
            known = [
                max((_alike(typed, word) for word in words), default=0.0) for typed in self._words
            ]
            self._parts[part] = known
        return known


def _alike(word: str, other: str) -> float:
    if word == other:
        return 1.0
    alike: float = jaro_winkler_similarity(word, other)
    if len(word) >= _SHORTEST_BEGINNING and other.startswith(word):
        return max(alike, _BEGINNING)
    return alike
