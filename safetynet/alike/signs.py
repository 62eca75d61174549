"""What is said for and against two records being about one person, and how much it weighs.

Fellegi and Sunter weigh each sign by how often it is found where two records are about one person
(m) against how often by chance (u). That merges siblings: a shared surname and a shared address are
no two chances. So there is a third reading beside the two, that both live in one household; under
it surname, address and telephone agree as well, and only first name and birth date can decide.
"""

from enum import StrEnum
from math import log2
from typing import NamedTuple


class Odds(NamedTuple):
    """Log2 of how likely something is: of one person, of one household, of strangers."""

    one: float = 0.0
    home: float = 0.0
    chance: float = 0.0

    @classmethod
    def of(cls, one: float, home: float, chance: float) -> "Odds":
        return cls(log2(one), log2(home), log2(chance))

    def also(self, other: "Odds") -> "Odds":
        """Return the odds of both together; missing facts are even odds."""
        return Odds(self[0] + other[0], self[1] + other[1], self[2] + other[2])

    @property
    def score(self) -> float:
        """By how many bits one person is likelier than both other readings together."""
        high, low = max(self.home, self.chance), min(self.home, self.chance)
        return self.one - high - log2(1 + 2 ** (low - high))


EVEN = Odds()


class Sign(StrEnum):
    """What was compared, and how it came out."""

    FIRST_SAME = "first_same"
    FIRST_SHORT = "first_short"
    FIRST_NEAR = "first_near"
    FIRST_LOOSE = "first_loose"
    FIRST_INITIAL = "first_initial"
    FIRST_IS_MIDDLE = "first_is_middle"
    FIRST_OTHER = "first_other"
    LAST_SAME = "last_same"
    LAST_PART = "last_part"
    LAST_NEAR = "last_near"
    LAST_LOOSE = "last_loose"
    LAST_OTHER = "last_other"
    SWAPPED = "swapped"
    MIDDLE_SAME = "middle_same"
    MIDDLE_INITIAL = "middle_initial"
    MIDDLE_OTHER = "middle_other"
    BORN_SAME = "born_same"
    BORN_SWAPPED = "born_swapped"
    BORN_DAY = "born_day"
    BORN_MONTH = "born_month"
    BORN_YEAR = "born_year"
    BORN_PARTLY = "born_partly"
    BORN_ESTIMATE = "born_estimate"
    BORN_OTHER = "born_other"
    REACH_SAME = "reach_same"
    REACH_OTHER = "reach_other"
    PLACE_SAME = "place_same"
    PLACE_ALIKE = "place_alike"
    PLACE_PART = "place_part"
    PLACE_OTHER = "place_other"


AGREEING = frozenset(
    sign
    for sign in Sign
    if not sign.endswith("_other")
    and sign not in {Sign.FIRST_INITIAL, Sign.MIDDLE_INITIAL, Sign.PLACE_PART, Sign.SWAPPED}
)
"""Those by which two records are more alike than many are."""


class Reason(NamedTuple):
    """A sign, with the words of the two names that it is about."""

    sign: Sign
    words: tuple[str, ...] = ()


class Weighed(NamedTuple):
    """What was found, and what it is worth."""

    odds: Odds
    reasons: tuple[Reason, ...] = ()

    def also(self, other: "Weighed") -> "Weighed":
        return Weighed(self.odds.also(other.odds), self.reasons + other.reasons)


NOTHING = Weighed(EVEN)
