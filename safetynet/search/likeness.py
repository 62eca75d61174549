"""How alike a typed name is to one on record. There is no index of names to steal."""

from collections.abc import Sequence

from jellyfish import jaro_winkler_similarity

ALIKE = 0.86
"""Below this two names count as different: "Smith" finds "Smyth" (0.89), "Lee" no "Leon" (0.78)."""
_BEGINNING = 0.95
_ROUNDING = 1e-9
_SHORTEST_BEGINNING = 2


def likeness(typed: Sequence[str], name: Sequence[str]) -> float:
    """Return 0 … 1: how well each typed word finds a word of the name, in any order.

    0 as soon as it cannot be ALIKE any more: most names differ in the first word already.
    """
    if not typed or not name:
        return 0.0
    found, lost = 0.0, (1 - ALIKE) * len(typed)
    for word in typed:
        best = max(_alike(word, other) for other in name)
        found, lost = found + best, lost - (1 - best)
        if lost < -_ROUNDING:
            return 0.0
    return found / len(typed)


def _alike(word: str, other: str) -> float:
    if word == other:
        return 1.0
    alike: float = jaro_winkler_similarity(word, other)
    if len(word) >= _SHORTEST_BEGINNING and other.startswith(word):
        return max(alike, _BEGINNING)
    return alike
