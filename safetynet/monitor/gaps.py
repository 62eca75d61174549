"""The systems-gap register as it is told: years that are over, and no count that is small.

Nobody is told more of it, whoever asks: its rows are about nobody, and stay so. A year is told when
it is over and never changes after it, so that no table can be taken from the next one.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from safetynet.directory import ServiceType
from safetynet.directory.words import TYPE_WORDS
from safetynet.linkages.gaps import AgeBand, Area, Gaps
from safetynet.linkages.life import LinkageStatus, Why
from safetynet.linkages.words import AGE_WORDS, AREA_WORDS, WHY_WORDS
from safetynet.monitor.suppressing import cells_left_out, left_out, told
from safetynet.monitor.words import NOT_TOLD, OUTCOME_WORDS
from safetynet.sheets import Cell

YEARS = 3
"""How far back a page looks."""

Reason = tuple[LinkageStatus, Why | None]
Named = list[tuple[str, int | None]]


@dataclass(frozen=True)
class Register:
    """Counts of one year; None where a count is left out."""

    year: int
    all: int | None
    kinds: Named
    reasons: Named
    crossed: list[tuple[str, str, int | None]]
    """Kind of service, reason, count; what never happened is not there."""
    ages: Named
    areas: Named

    @property
    def is_whole(self) -> bool:
        parts = (self.kinds, self.reasons, self.ages, self.areas)
        return self.all is not None and all(n is not None for part in parts for _word, n in part)


def years_told(day: date) -> list[int]:
    """Return the years that are over, the latest first."""
    return [day.year - back for back in range(1, YEARS + 1)]


def months_of(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 1)


def register_of(gaps: Sequence[Gaps], year: int) -> Register:
    kinds = _counted(gaps, lambda gap: gap.kind)
    reasons = _counted(gaps, lambda gap: (gap.outcome, gap.reason))
    crossed = _counted(gaps, lambda gap: (gap.kind, (gap.outcome, gap.reason)))
    hidden = cells_left_out(crossed, left_out(kinds) | left_out(reasons))
    return Register(
        year,
        all=told(sum(kinds.values())),
        kinds=_largest_first(kinds, kind_word),
        reasons=_largest_first(reasons, reason_word),
        crossed=sorted(
            (kind_word(kind), reason_word(why), None if (kind, why) in hidden else count)
            for (kind, why), count in crossed.items()
        ),
        ages=_in_order(gaps, AgeBand, lambda gap: gap.age, AGE_WORDS),
        areas=_in_order(gaps, Area, lambda gap: gap.area, AREA_WORDS),
    )


def cells_of(register: Register) -> Iterator[list[Cell]]:
    """Yield the register for a spreadsheet: a part, of what, the count."""
    yield [_("All"), "", _cell(register.all)]
    parts = (
        (_("Kind of service"), register.kinds),
        (_("Reason"), register.reasons),
        (_("Age"), register.ages),
        (_("Where"), register.areas),
    )
    for part, rows in parts:
        for word, count in rows:
            yield [part, word, _cell(count)]
    for kind, why, count in register.crossed:
        yield [_("Kind of service, reason"), f"{kind}, {why}", _cell(count)]


def kind_word(kind: ServiceType | None) -> str:
    return str(TYPE_WORDS[kind]) if kind else _("not said")


def reason_word(reason: Reason) -> str:
    outcome, why = reason
    word = str(OUTCOME_WORDS[outcome])
    return f"{word}: {WHY_WORDS[why]}" if why else word


def _counted(gaps: Sequence[Gaps], key: Callable[[Gaps], Any]) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for gap in gaps:
        found[key(gap)] += gap.count
    return found


def _told(counts: Mapping[Any, int]) -> dict[Any, int | None]:
    hidden = left_out(counts)
    return {key: None if key in hidden else count for key, count in counts.items()}


def _largest_first(counts: Mapping[Any, int], word: Callable[[Any], str]) -> Named:
    """Return words and counts, the largest that is told first."""
    rows = [(word(key), count) for key, count in _told(counts).items()]
    return sorted(rows, key=lambda row: (-(row[1] or 0), row[0]))


def _in_order(
    gaps: Sequence[Gaps], kinds: Any, key: Callable[[Gaps], Any], words: Mapping[Any, Any]
) -> Named:
    counts = dict.fromkeys(kinds, 0) | _counted(gaps, key)
    return [(str(words[one]), count) for one, count in _told(counts).items()]


def _cell(count: int | None) -> Cell:
    return str(NOT_TOLD) if count is None else count
