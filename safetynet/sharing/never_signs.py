"""Who can never sign a release: whoever is said to have harmed or exploited the young person.

Other rooms know who that is; each tells it here. Names are compared in memory, and only those that
whoever writes the release may see.
"""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from uuid import UUID

from safetynet.survivors import words_of

Provider = Callable[[UUID], Iterable[str]]
_providers: list[Provider] = []
_BETWEEN_PEOPLE = re.compile(r"[,;/&+\n]|\s(?:and|with|y|e|con)\s", re.IGNORECASE)
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "uncle", "aunt", "sr", "sra", "don", "tio", "tia"})


def who_never_signs(provider: Provider) -> Provider:
    """Register a room's names of persons of concern around one survivor, as the actor may see."""
    _providers.append(provider)
    return provider


def named_of_concern(survivor_id: UUID, signers: str) -> bool:
    """Say whether somebody among these signers is recorded as a person of concern."""
    return any(
        is_named_in(person, signers) for provider in _providers for person in provider(survivor_id)
    )


def is_named_in(person: str, signers: str) -> bool:
    """Say whether a person is one of those named in a line, as far as spelling can tell.

    Of two names of several words, one must hold all words of the other, in any order; a single word
    must be a whole name. "Miller, Ray" is read both ways.
    """
    words = _names(person)
    people = [names for part in _BETWEEN_PEOPLE.split(signers) if (names := _names(part))]
    if len(words) <= 1:
        return bool(words) and words in people
    people += [one | two for one, two in pairwise(people) if 1 in {len(one), len(two)}]
    return any(words <= names or (len(names) > 1 and names <= words) for names in people)


def _names(text: str) -> set[str]:
    words = set(words_of(text))
    return words - _TITLES or words
