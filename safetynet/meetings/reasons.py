"""Why a case should come up again, as far as reviews themselves can tell."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select

from safetynet import clock
from safetynet.cases import Asked, Case, CaseStatus, Reason, Rule, gives_reasons
from safetynet.db import db
from safetynet.meetings.models import AgendaItem, ItemKind, ItemStatus, Meeting
from safetynet.meetings.queries import overdue_counts

A_YEAR = 365
IN_MONTHS = 60
"""From so many days on, a time is told in months."""

TASKS = Rule(
    "tasks",
    _l("Tasks are past their day by this many days or more; each further one weighs 1 more."),
    weight=51,
    days=1,
)
PARKED = Rule("parked", _l("The case was parked at its last meeting."), weight=70)
REVIEW_DUE = Rule(
    "review_due",
    _l(
        "The day agreed for the next review has passed, or comes within this many days; what is "
        "still to come weighs 25 less."
    ),
    weight=65,
    days=7,
)
NEVER = Rule("never", _l("The case was never reviewed."), weight=60)
LAPSE = Rule(
    "lapse",
    _l("This many days have passed since the last review; a year is 365."),
    weight=30,
    days=A_YEAR,
)
"""Cases without a review for twelve months are notified (practice.md §1.5)."""

LESS_TO_COME = 25
MOST_EXTRA = 8
"""However many tasks are late, they weigh no more than so much above the first."""


class LastTime(NamedTuple):
    """How a case's latest item ended."""

    status: ItemStatus
    reviewed_at: datetime | None
    next_review_on: date | None

    @property
    def reviewed_on(self) -> date | None:
        return clock.day_of(self.reviewed_at) if self.reviewed_at else None


@gives_reasons(TASKS)
def tasks_overdue(asked: Asked) -> Iterator[Reason]:
    since = asked.day - timedelta(days=max(asked.days, 1) - 1)
    for case_id, late in overdue_counts(since).items():
        words = ngettext("a task is overdue", "%(num)d tasks are overdue", late)
        yield asked.because(case_id, words, more=min(late - 1, MOST_EXTRA))


@gives_reasons(PARKED)
def parked(asked: Asked) -> Iterator[Reason]:
    for case_id, last in known_reviews(asked).items():
        if last and last.status is ItemStatus.PARKED:
            yield asked.because(case_id, _("parked last time"))


@gives_reasons(NEVER)
def never_reviewed(asked: Asked) -> Iterator[Reason]:
    for case_id, last in known_reviews(asked).items():
        if last is None:
            yield asked.because(case_id, _("never reviewed"))


@gives_reasons(REVIEW_DUE)
def review_due(asked: Asked) -> Iterator[Reason]:
    for case_id, last in known_reviews(asked).items():
        due = last.next_review_on if last and last.status is ItemStatus.REVIEWED else None
        if due is None or due > asked.day + timedelta(days=asked.days):
            continue
        if (late := (asked.day - due).days) > 0:
            words = ngettext("review overdue by a day", "review overdue by %(num)d days", late)
            yield asked.because(case_id, words)
        else:
            yield asked.because(case_id, _due_in(-late), more=-LESS_TO_COME)


def _due_in(days: int) -> str:
    if not days:
        return str(_("review due today"))
    return str(ngettext("review due in a day", "review due in %(num)d days", days))


@gives_reasons(LAPSE)
def lapsed(asked: Asked) -> Iterator[Reason]:
    for case_id, last in known_reviews(asked).items():
        if last and has_lapsed(last, asked.day, asked.days):
            yield asked.because(case_id, _since(last, asked.day))


def _since(last: LastTime, day: date) -> str:
    gone = (day - (last.reviewed_on or day)).days
    if gone < IN_MONTHS:
        words = ngettext(
            "%(num)d day since the last review", "%(num)d days since the last review", gone
        )
        return str(words)
    return str(_("%(count)d months since the last review", count=gone * 12 // A_YEAR))


def known_reviews(asked: Asked) -> dict[UUID, LastTime | None]:
    """Return the visible open cases with how their latest item ended; asked once for all rules."""
    if "reviews" not in asked.shared:
        latest = last_times()
        open_ones = db.session.scalars(select(Case.id).where(Case.status != CaseStatus.CLOSED))
        asked.shared["reviews"] = {case_id: latest.get(case_id) for case_id in open_ones}
    known: dict[UUID, LastTime | None] = asked.shared["reviews"]
    return known


def last_times() -> dict[UUID, LastTime]:
    """Return how each visible open case's latest review or parking ended."""
    found = db.session.execute(
        select(
            AgendaItem.case_id,
            AgendaItem.status,
            AgendaItem.reviewed_at,
            AgendaItem.next_review_on,
        )
        .join(AgendaItem.meeting)
        .join(AgendaItem.case)
        .where(
            AgendaItem.status.in_([ItemStatus.REVIEWED, ItemStatus.PARKED]),
            Case.status != CaseStatus.CLOSED,
        )
        .order_by(Meeting.starts_at)
    )
    return {row.case_id: LastTime(row.status, row.reviewed_at, row.next_review_on) for row in found}


def has_lapsed(last: LastTime, day: date, days: int = A_YEAR) -> bool:
    return bool(last.reviewed_on and (day - last.reviewed_on).days >= days)


def kind_for(last: LastTime | None, day: date) -> ItemKind:
    """Propose what kind of item a case is, from its last review."""
    if last is None:
        return ItemKind.NEW
    return ItemKind.LAPSE if has_lapsed(last, day) else ItemKind.FOLLOW_UP
