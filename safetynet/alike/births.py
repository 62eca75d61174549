"""Two dates of birth compared: the same, day and month swapped, one part wrong, partly known."""

from collections.abc import Iterable, Sequence
from itertools import product

from jellyfish import damerau_levenshtein_distance

from safetynet.alike.people import Birth
from safetynet.alike.signs import EVEN, NOTHING, Odds, Reason, Sign, Weighed

YEARS = 12
"""From how many years young people are who are referred, where too few are known to tell."""
_ENOUGH = 50
"""Dates from which they tell by themselves."""
_MONTHS, _DAYS = 1 / 12, 1 / 30.4
_SAME, _OTHER, _TURNED = (0.84, 0.015), (0.02, 0.9), (0.025, 0.002)
"""How often of one person, and of two within a household, of whom few are twins."""
_SLIP, _WRONG = 0.024, 0.01
"""How often a part is a digit wrong, and how often it is another number altogether."""
_SLIPS_BY_CHANCE = 0.25
"""How many of two different years, months or days are one digit apart."""
_PARTLY = 0.95
_CLOSE = 550
"""Days that an estimate may be out."""
_WITHIN, _BEYOND = 0.85, 0.15
_NEW_YEAR = (1, 1)
_NEW_YEAR_OFTEN = 18
"""1 January stands for "some day of that year" more often than for itself."""


class Births:
    """Compares dates of birth, which say the less the fewer years they are from."""

    def __init__(self, seen: Iterable[Birth] = ()) -> None:
        years = [born.year for born in seen if born.year]
        same = sum(years.count(year) ** 2 for year in set(years)) / len(years) ** 2 if years else 0
        self._year = same if len(years) >= _ENOUGH else 1 / YEARS

    def best(self, mine: Sequence[Birth], hers: Sequence[Birth]) -> Weighed:
        """Weigh the two of all dates given that speak most for one person."""
        found = (self.compare(one, other) for one, other in product(mine, hers))
        return max(found, key=lambda weighed: weighed.odds.score, default=NOTHING)

    def compare(self, one: Birth, other: Birth) -> Weighed:
        if not (one.is_whole and other.is_whole):
            return self._parts(one, other)
        if one[:3] == other[:3]:
            by_chance = self._year / 365 * (_NEW_YEAR_OFTEN if one[1:3] == _NEW_YEAR else 1)
            return _weighed(Sign.BORN_SAME, Odds.of(*_SAME, by_chance))
        if one.is_estimated or other.is_estimated:
            return self._estimated(one, other)
        if one.year == other.year and (one.month, one.day) == (other.day, other.month):
            return _weighed(Sign.BORN_SWAPPED, Odds.of(*_TURNED, self._year / 365))
        return self._whole(one, other)

    def _whole(self, one: Birth, other: Birth) -> Weighed:
        """Compare two full dates that are not the same: perhaps only one part is wrong."""
        year, month, day = (mine == hers for mine, hers in zip(one[:3], other[:3], strict=True))
        if month and day:
            by_chance = _MONTHS * _DAYS
            return _one_part(Sign.BORN_YEAR, one.year, other.year, by_chance)
        if year and day:
            return _one_part(Sign.BORN_MONTH, one.month, other.month, self._year * _DAYS)
        if year and month:
            return _one_part(Sign.BORN_DAY, one.day, other.day, self._year * _MONTHS)
        return _weighed(Sign.BORN_OTHER, Odds.of(*_OTHER, 0.95))

    def _estimated(self, one: Birth, other: Birth) -> Weighed:
        if abs(_days(one) - _days(other)) <= _CLOSE:
            by_chance = min(0.9, 3 * self._year)
            return _weighed(Sign.BORN_ESTIMATE, Odds.of(_WITHIN, 0.3, by_chance))
        return _weighed(Sign.BORN_OTHER, Odds.of(_BEYOND, 0.7, 0.75))

    def _parts(self, one: Birth, other: Birth) -> Weighed:
        """Compare what is known of both."""
        odds, often = EVEN, (self._year, _MONTHS, _DAYS)
        for mine, hers, by_chance in zip(one[:3], other[:3], often, strict=True):
            if mine is None or hers is None:
                continue
            if mine != hers:
                return _weighed(Sign.BORN_OTHER, Odds.of(0.1, 0.9, 0.9))
            odds = odds.also(Odds.of(_PARTLY, by_chance, by_chance))
        return _weighed(Sign.BORN_PARTLY, odds) if odds != EVEN else NOTHING


def _one_part(sign: Sign, mine: int | None, hers: int | None, by_chance: float) -> Weighed:
    """Weigh two dates of which one part differs, by a digit or altogether."""
    slip = damerau_levenshtein_distance(f"{mine:02}", f"{hers:02}") == 1
    share = _SLIPS_BY_CHANCE if slip else 1 - _SLIPS_BY_CHANCE
    odds = Odds.of(_SLIP if slip else _WRONG, by_chance * share, by_chance * share)
    return _weighed(sign, odds)


def _days(born: Birth) -> float:
    return (born.year or 0) * 365.25 + (born.month or 1) * 30.4 + (born.day or 1)


def _weighed(sign: Sign, odds: Odds) -> Weighed:
    return Weighed(odds, (Reason(sign),))
