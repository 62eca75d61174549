"""Whom a line names: the words of each person's name, as they are compared in memory."""

import re
from itertools import pairwise

from safetynet.survivors.spelling import words_of

_BETWEEN_PEOPLE = re.compile(r"[,;/&+\n]|\s(?:and|with|y|e|con)\s", re.IGNORECASE)
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "uncle", "aunt", "sr", "sra", "don", "tio", "tia"})


def words_of_person(text: str) -> list[str]:
    """Return the words of one person's name, each once, without titles."""
    words = dict.fromkeys(words_of(text))
    return [word for word in words if word not in _TITLES] or list(words)


def people_in(line: str) -> list[list[str]]:
    """Return the words of each person whom a line names."""
    return [words for part in _BETWEEN_PEOPLE.split(line) if (words := words_of_person(part))]


def people_read_both_ways(line: str) -> list[list[str]]:
    """Return the same, and "Miller, Ray" as one person beside the two."""
    people = people_in(line)
    neighbors = ((one, two) for one, two in pairwise(people) if 1 in {len(one), len(two)})
    return people + [list(dict.fromkeys(one + two)) for one, two in neighbors]
