"""Who can never sign a release: whoever is said to have harmed or exploited the young person.

Other rooms know who that is; each tells it here. Names are compared in memory, and only those that
whoever writes the release may see.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from safetynet.survivors import people_read_both_ways, words_of_person

Provider = Callable[[UUID], Iterable[str]]
_providers: list[Provider] = []


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
    words, people = (
        set(words_of_person(person)),
        [set(one) for one in people_read_both_ways(signers)],
    )
    if len(words) <= 1:
        return bool(words) and words in people
    return any(words <= names or (len(names) > 1 and names <= words) for names in people)
