"""How near two words of names are: spelled or sounding so, or one short for the other."""

from enum import IntEnum

from jellyfish import damerau_levenshtein_distance, jaro_winkler_similarity, metaphone

from safetynet.alike.nicknames import are_one_name

ALIKE, SOUNDS_ALIKE = 0.92, 0.8
"""Likeness of spelling at which two words may be one name; less is enough where they sound so."""
_DISTANT = 0.75
"""Below this nothing else is looked at."""
_RATHER_ALIKE, _TWO_SLIPS = 0.85, 2
SHORTEST = 4
"""Letters below which a word is never alike: "Ana" and "Ann" are two names."""
_LONG_ENOUGH = 5
"""Letters from which one slip leaves no doubt that it is one."""


class Near(IntEnum):
    """From two names that have nothing in common to one name."""

    OTHER = 0
    INITIAL = 1
    """One is the first letter of the other."""
    LOOSE = 2
    """They sound alike, or are short and one letter apart."""
    NEAR = 3
    """A slip of spelling apart."""
    SHORT = 4
    """One is short for the other, or both for a third."""
    SAME = 5


def alike(word: str, other: str) -> bool:
    """Say whether two words may be one name: spelled or sounding so, or one short for the other."""
    if word == other or are_one_name(word, other):
        return True
    if min(len(word), len(other)) < SHORTEST:
        return False
    spelled: float = jaro_winkler_similarity(word, other)
    return spelled >= ALIKE or (spelled >= SOUNDS_ALIKE and sounds_like(word, other))


def sounds_like(word: str, other: str) -> bool:
    return bool(metaphone(word) == metaphone(other))


def nearness(word: str, other: str) -> Near:
    """Compare two words, whatever part of a name they are; short forms are the caller's."""
    if word == other:
        return Near.SAME
    shorter, longer = sorted((len(word), len(other)))
    if shorter == 1:
        return Near.INITIAL if word[0] == other[0] else Near.OTHER
    if longer < _LONG_ENOUGH and _are_turned(word, other):
        return Near.NEAR if longer == SHORTEST else Near.LOOSE
    return _spelled_so(word, other, shorter, longer)


def _spelled_so(word: str, other: str, shorter: int, longer: int) -> Near:
    spelled: float = jaro_winkler_similarity(word, other)
    if spelled < _DISTANT:
        return Near.OTHER
    slips = damerau_levenshtein_distance(word, other)
    if (shorter >= SHORTEST and spelled >= ALIKE) or (slips == 1 and longer >= _LONG_ENOUGH):
        return Near.NEAR
    if spelled >= SOUNDS_ALIKE and sounds_like(word, other):
        return Near.NEAR if spelled >= _RATHER_ALIKE and shorter >= _LONG_ENOUGH else Near.LOOSE
    return Near.LOOSE if _is_loosely(spelled, slips, shorter, longer) else Near.OTHER


def _are_turned(word: str, other: str) -> bool:
    """Say whether two neighboring letters changed places, as in "Ben" and "Bne"."""
    slips: int = damerau_levenshtein_distance(word, other)
    return slips == 1 and sorted(word) == sorted(other)


def _is_loosely(spelled: float, slips: int, shorter: int, longer: int) -> bool:
    if slips == 1:
        return longer >= SHORTEST
    return shorter >= _LONG_ENOUGH and spelled >= _RATHER_ALIKE and slips <= _TWO_SLIPS


def first_nearness(word: str, other: str) -> Near:
    """Compare two first names, which may be forms of one: Beth and Elizabeth, Pepe and José."""
    found = nearness(word, other)
    return Near.SHORT if found < Near.SHORT and are_one_name(word, other) else found


def keys_of(word: str) -> tuple[str, ...]:
    """Return by what words that may be near are looked up: one slip leaves one of them whole."""
    return (f"^{word[:2]}", f"{word[-3:]}$", f"~{metaphone(word)}")
