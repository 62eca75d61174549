"""My day: what waits, in groups, with words for how soon."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from safetynet.home.words import KIND_WORDS
from safetynet.notices import Waiting

_WEEK, _MONTH = timedelta(days=7), timedelta(days=30)


@dataclass(frozen=True)
class Group:
    """Things of one kind, the most pressing first."""

    kind: str
    heading: Any
    things: list[Waiting]


@dataclass(frozen=True)
class Due:
    """How soon, as a word in a tag; `look` colors it."""

    word: str
    look: str


def pressing(waiting: Sequence[Waiting], day: date) -> Waiting | None:
    """Return what to do first: the most overdue thing, if it is due within a week at all."""
    first = min(waiting, key=lambda thing: (_urgency(thing), thing.after), default=None)
    return first if first and first.due and first.due <= day + _WEEK else None


def grouped(waiting: Iterable[Waiting]) -> list[Group]:
    """Return the groups, the one with the most pressing thing first.

    Each keeps its order, but for what stands behind others of its kind.
    """
    found: dict[str, list[Waiting]] = {}
    for thing in sorted(waiting, key=lambda thing: thing.after):
        found.setdefault(thing.kind if thing.kind in KIND_WORDS else "", []).append(thing)
    groups = [Group(kind, word, found[kind]) for kind, word in KIND_WORDS.items() if kind in found]
    return sorted(groups, key=lambda group: min(map(_urgency, group.things)))


def ending_soon(papers: Mapping[str, date], day: date) -> dict[str, date]:
    """Return the papers one reads by that end within 30 days, and their last days."""
    return {kind: until for kind, until in papers.items() if day <= until <= day + _MONTH}


def counted(waiting: Iterable[Waiting], day: date) -> dict[Due, int]:
    """Return how many things are overdue, due today, and so on, the soonest first."""
    dues = (due_word(thing.due, day) for thing in sorted(waiting, key=_urgency))
    return Counter(due for due in dues if due)


def _urgency(thing: Waiting) -> date:
    return thing.due or date.max


def due_word(due: date | None, day: date) -> Due | None:
    """Say how soon something is due; None when it has no day."""
    if due is None:
        return None
    if due < day:
        return Due(_("Overdue"), "urgent")
    if due == day:
        return Due(_("Today"), "waiting")
    if due <= day + _WEEK:
        return Due(_("This week"), "open")
    return Due(_("Later"), "quiet")
