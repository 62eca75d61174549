"""My day: what waits, in groups, with words for how soon."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
    """Return what to do first of what is due within a week: where hours count, then by days."""
    soon = [thing for thing in waiting if thing.due and thing.due <= day + _WEEK]
    return min(soon, key=lambda thing: (*_pressure(thing), thing.after), default=None)


def grouped(waiting: Iterable[Waiting]) -> list[Group]:
    """Return the groups, the one with the most pressing thing first.

    Each keeps its order, but for what stands behind others of its kind.
    """
    found: dict[str, list[Waiting]] = {}
    for thing in sorted(waiting, key=lambda thing: thing.after):
        found.setdefault(thing.kind if thing.kind in KIND_WORDS else "", []).append(thing)
    groups = [Group(kind, word, found[kind]) for kind, word in KIND_WORDS.items() if kind in found]
    return sorted(groups, key=lambda group: min(map(_pressure, group.things)))


def ending_soon(papers: Mapping[str, date], day: date) -> dict[str, date]:
    """Return the papers one reads by that end within 30 days, and their last days."""
    return {kind: until for kind, until in papers.items() if day <= until <= day + _MONTH}


def counted(waiting: Iterable[Waiting], day: date, now: datetime) -> dict[Due, int]:
    """Return how many things are overdue, due today, and so on, the soonest first."""
    dues = (how_soon(thing, day, now) for thing in sorted(waiting, key=_urgency))
    return Counter(due for due in dues if due)


def how_soon(thing: Waiting, day: date, now: datetime) -> Due | None:
    """Say how soon a thing is due; where hours count, it is overdue within its day already."""
    is_over = thing.by is not None and thing.by < now
    return due_word(date.min if is_over else thing.due, day)


def _pressure(thing: Waiting) -> tuple[bool, date]:
    return thing.by is None, _urgency(thing)


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
