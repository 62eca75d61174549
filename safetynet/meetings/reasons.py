"""Why a case should come up again, as far as reviews themselves can tell."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select

from safetynet.cases import Case, CaseStatus, Reason, gives_reasons
from safetynet.db import db
from safetynet.meetings.models import AgendaItem, ItemKind, ItemStatus, Meeting
from safetynet.meetings.queries import overdue_counts

LAPSE = timedelta(days=365)
"""Cases without a review for twelve months are notified (practice.md §1.5)."""
SOON = timedelta(days=7)

# Translated when shown: of 1,500 cases an agenda shows two dozen.
NEVER = _l("never reviewed")
PARKED = _l("parked last time")
DUE = _l("next review due")
LAPSED = _l("twelve months since the last review")


@gives_reasons
def tasks_overdue(day: date) -> Iterator[Reason]:
    """Say where tasks are past their day; each one weighs a little more."""
    for case_id, late in overdue_counts(day).items():
        words = ngettext("a task is overdue", "%(num)d tasks are overdue", late)
        yield Reason(case_id, words, 50 + min(late, 9))


class LastTime(NamedTuple):
    """How a case's latest item ended."""

    status: ItemStatus
    reviewed_at: datetime | None
    next_review_on: date | None


@gives_reasons
def reviews_due(day: date) -> Iterator[Reason]:
    """Say which open cases were never reviewed, were parked, are due, or have lapsed."""
    latest = last_times()
    for case_id in db.session.scalars(select(Case.id).where(Case.status != CaseStatus.CLOSED)):
        if reason := _reason(case_id, latest.get(case_id), day):
            yield reason


def last_times() -> dict[UUID, LastTime]:
    """Return how each visible case's latest review or parking ended."""
    found = db.session.execute(
        select(
            AgendaItem.case_id,
            AgendaItem.status,
            AgendaItem.reviewed_at,
            AgendaItem.next_review_on,
        )
        .join(AgendaItem.meeting)
        .where(AgendaItem.status.in_([ItemStatus.REVIEWED, ItemStatus.PARKED]))
        .order_by(Meeting.starts_at)
    )
    return {row.case_id: LastTime(row.status, row.reviewed_at, row.next_review_on) for row in found}


def _reason(case_id: UUID, last: LastTime | None, day: date) -> Reason | None:
    if last is None:
        return Reason(case_id, NEVER, 60)
    if last.status is ItemStatus.PARKED:
        return Reason(case_id, PARKED, 70)
    due = last.next_review_on
    if due and due < day:
        late = (day - due).days
        words = ngettext("review overdue by a day", "review overdue by %(num)d days", late)
        return Reason(case_id, words, 65)
    if due and due <= day + SOON:
        return Reason(case_id, DUE, 40)
    if has_lapsed(last, day):
        return Reason(case_id, LAPSED, 30)
    return None


def has_lapsed(last: LastTime, day: date) -> bool:
    return bool(last.reviewed_at and day - last.reviewed_at.date() >= LAPSE)


def kind_for(last: LastTime | None, day: date) -> ItemKind:
    """Propose what kind of item a case is, from its last review."""
    if last is None:
        return ItemKind.NEW
    return ItemKind.LAPSE if has_lapsed(last, day) else ItemKind.FOLLOW_UP
