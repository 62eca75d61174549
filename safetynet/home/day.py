"""My day: what waits, in groups, with words for how soon."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from safetynet.home.words import KIND_WORDS
from safetynet.notices import Waiting

_WEEK = timedelta(days=7)


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


def grouped(waiting: Iterable[Waiting]) -> list[Group]:
    """Return the groups in the order of the page; each keeps the order of what it was given."""
    found: dict[str, list[Waiting]] = {}
    for thing in waiting:
        found.setdefault(thing.kind if thing.kind in KIND_WORDS else "", []).append(thing)
    return [Group(kind, word, found[kind]) for kind, word in KIND_WORDS.items() if kind in found]


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
