"""Somebody as she is compared: several names, several birth dates, how and where to find her."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from safetynet.survivors import words_of

K = TypeVar("K", bound=Hashable)
_FILLERS = frozenset({"de", "del", "la", "las", "los", "el", "y", "e", "da", "do", "dos", "das"})
"""Words between surnames, which tell nobody apart."""
_TWO = 2


class Birth(NamedTuple):
    """A date of birth, of which parts may be unknown."""

    year: int | None
    month: int | None
    day: int | None
    is_estimated: bool = False

    @classmethod
    def on(cls, day: date, *, is_estimated: bool = False) -> "Birth":
        return cls(day.year, day.month, day.day, is_estimated)

    @property
    def is_whole(self) -> bool:
        return None not in self[:3]


class Called(NamedTuple):
    """A name as words in Latin letters; what is not known is empty."""

    first: tuple[str, ...] = ()
    middle: tuple[str, ...] = ()
    last: tuple[str, ...] = ()

    @classmethod
    def by(cls, first: str, middle: str = "", last: str = "") -> "Called":
        """Return the words of a name; an alias may stand as a whole where the first name does."""
        given, between, family = (tuple(words_of(part)) for part in (first, middle, last))
        if not family and len(given) >= _TWO:
            if "," in first:
                before, after = first.split(",", 1)
                return cls.by(after, middle, before)
            given, family = given[:1], given[1:]
        return cls(given, between, _telling(family))


def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _FILLERS) or words


@dataclass(frozen=True)
class Person(Generic[K]):
    """Somebody with what is known of her, opened for the time of a comparison."""

    key: K
    names: Sequence[tuple[str, str, str]]
    """First, middle and last of each name, as they were written."""
    births: Sequence[Birth] = ()
    places: Sequence[str] = field(default=())
    """Where she stays, as it was written."""
    reach: Sequence[str] = field(default=())
    """Telephone numbers and addresses of mail."""
