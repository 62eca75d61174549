"""The facts of a span of time, in ten statements whatever the county's age.

Counted with the walls down, and told as counts. Whom a conflict of interest hides from a person is
not counted for her either: her figures fit the lists that she knows.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select, true

from safetynet import clock
from safetynet.access import Actor, walls_down
from safetynet.among import among
from safetynet.cases import Case
from safetynet.db import db
from safetynet.meetings.models import (
    RANGES,
    AgendaItem,
    Attendance,
    ItemStatus,
    Meeting,
    MeetingStatus,
    NoWishes,
    Task,
    Wishes,
)
from safetynet.meetings.pdf.document import Presence as There
from safetynet.monitor.facts import (
    Facts,
    FirstReview,
    MinutesFact,
    Presence,
    Promise,
    ReviewFact,
    TaskFact,
)
from safetynet.monitor.periods import Period
from safetynet.sharing import Release

Wanted = Select[*tuple[Any, ...]]
WHY = "counts of the protocol"
LATEST = timedelta(days=1 + max(number.most for number in RANGES.values()))
"""No clock of the county's is longer than that."""
HELD = (MeetingStatus.MINUTES_DRAFT, MeetingStatus.FINAL)


def facts_for(actor: Actor, span: Period) -> Facts:
    """Return what is counted over the county, whoever asks."""
    with walls_down(WHY):
        reading = _Reading(actor, span)
        return Facts(
            reviews=reading.reviews(),
            promises=reading.promises(),
            first_reviews=reading.first_reviews(),
            presences=reading.presences(),
            tasks=reading.tasks(),
            minutes=reading.minutes(),
        )


def facts_of_own_agency(actor: Actor, span: Period) -> Facts:
    """Return what is counted of this person's own agency: its people and its tasks."""
    with walls_down(WHY):
        reading = _Reading(actor, span)
        return Facts(
            presences=reading.presences(actor.agency_id), tasks=reading.tasks(actor.agency_id)
        )


def tasks_due(actor: Actor, span: Period, agency: UUID | None = None) -> list[TaskFact]:
    """Return the tasks due in a span and those open from before, of one agency or of all."""
    with walls_down(WHY):
        return _Reading(actor, span).tasks(agency)


class _Reading:
    def __init__(self, actor: Actor, span: Period) -> None:
        self.span = span
        self.since, self.until = clock.start_of(span.first), clock.end_of(span.last)
        hidden = actor.rights.hidden
        self.known: ColumnElement[bool] = Case.survivor_id.not_in(hidden) if hidden else true()

    def reviews(self) -> list[ReviewFact]:
        items = self._of_reviews(
            select(AgendaItem.id, AgendaItem.reviewed_at, AgendaItem.no_wishes, Case.survivor_id)
        ).where(self._within(AgendaItem.reviewed_at))
        found = _rows(items)
        told = set(
            db.session.scalars(
                select(Wishes.item_id).where(among(Wishes.item_id, [row.id for row in found]))
            )
        )
        in_force = self._releases({row.survivor_id for row in found})
        return [
            ReviewFact(
                clock.day_of(row.reviewed_at),
                row.survivor_id,
                row.id in told or row.no_wishes is NoWishes.SPOKEN,
                in_force(row.survivor_id, row.reviewed_at),
            )
            for row in found
        ]

    def _releases(self, survivors: set[UUID]) -> Callable[[UUID, datetime], bool]:
        """Return what says whether a release about somebody was in force at a moment."""
        wanted = select(
            Release.survivor_id, Release.starts_on, Release.ends_on, Release.revoked_at
        ).where(
            among(Release.survivor_id, survivors),
            Release.ends_on >= self.span.first,
            Release.starts_on <= self.span.last,
        )
        signed: dict[UUID, list[tuple[datetime, datetime]]] = {}
        for row in _rows(wanted):
            ends = clock.end_of(row.ends_on)
            until = min(row.revoked_at or ends, ends)
            signed.setdefault(row.survivor_id, []).append((clock.start_of(row.starts_on), until))
        return lambda survivor, moment: any(
            begins <= moment < ends for begins, ends in signed.get(survivor, ())
        )

    def promises(self) -> list[Promise]:
        """Return the reviews for which a review before set a day of this span."""
        set_ = _rows(
            self._of_reviews(
                select(
                    AgendaItem.case_id,
                    AgendaItem.reviewed_at,
                    AgendaItem.next_review_on,
                    Case.survivor_id,
                    Case.closed_at,
                )
            ).where(AgendaItem.next_review_on.between(self.span.first, self.span.last))
        )
        came = self._reviews_since(min((row.reviewed_at for row in set_), default=None))
        return [
            Promise(
                row.survivor_id,
                row.next_review_on,
                _first_after(clock.day_of(row.reviewed_at), came.get(row.case_id, ())),
                _day(row.closed_at),
            )
            for row in set_
        ]

    def first_reviews(self) -> list[FirstReview]:
        opened = _rows(
            select(Case.id, Case.survivor_id, Case.opened_on, Case.closed_at).where(
                self.known, Case.opened_on.between(self.span.first, self.span.last)
            )
        )
        came = self._reviews_since(self.since if opened else None)
        return [
            FirstReview(
                row.survivor_id,
                row.opened_on,
                next(iter(came.get(row.id, ())), None),
                _day(row.closed_at),
            )
            for row in opened
        ]

    def _reviews_since(self, moment: datetime | None) -> dict[UUID, list[date]]:
        """Return on which days cases were reviewed from a moment on, in order.

        Not by case: a case may have years of reviews, and only so many days after the span count.
        """
        if moment is None:
            return {}
        found: dict[UUID, list[date]] = {}
        wanted = select(AgendaItem.case_id, AgendaItem.reviewed_at).where(
            AgendaItem.status == ItemStatus.REVIEWED,
            AgendaItem.reviewed_at >= moment,
            AgendaItem.reviewed_at < self.until + LATEST,
        )
        for row in _rows(wanted.order_by(AgendaItem.reviewed_at)):
            found.setdefault(row.case_id, []).append(clock.day_of(row.reviewed_at))
        return found

    def presences(self, agency: UUID | None = None) -> list[Presence]:
        wanted = (
            select(Meeting.starts_at, Attendance.agency_id, Attendance.signed_at)
            .join(Attendance.meeting)
            .where(
                Meeting.status.in_(HELD),
                self._within(Meeting.starts_at),
                Attendance.presence != There.APOLOGIES,
                *([Attendance.agency_id == agency] if agency else []),
            )
        )
        return [
            Presence(clock.day_of(row.starts_at), row.agency_id, row.signed_at is not None)
            for row in _rows(wanted)
        ]

    def tasks(self, agency: UUID | None = None) -> list[TaskFact]:
        """Return the tasks due in this span, and what is open from before."""
        wanted = (
            select(
                Task.agency_id,
                Case.survivor_id,
                Task.due_on,
                Task.ending,
                Task.settled_at,
                Task.created_at,
                Task.extensions,
                Task.rung,
            )
            .join(Task.case)
            .where(
                self.known,
                or_(
                    Task.due_on.between(self.span.first, self.span.last),
                    and_(Task.ending.is_(None), Task.due_on < self.span.first),
                ),
                *([Task.agency_id == agency] if agency else []),
            )
        )
        return [
            TaskFact(
                row.agency_id,
                row.survivor_id,
                row.due_on,
                row.ending,
                _day(row.settled_at),
                clock.day_of(row.created_at),
                row.extensions,
                row.rung,
            )
            for row in _rows(wanted)
        ]

    def minutes(self) -> list[MinutesFact]:
        wanted = select(Meeting.starts_at, Meeting.finalised_at).where(
            Meeting.status.in_(HELD), self._within(Meeting.starts_at)
        )
        return [
            MinutesFact(clock.day_of(row.starts_at), _day(row.finalised_at))
            for row in _rows(wanted)
        ]

    def _of_reviews(self, wanted: Wanted) -> Wanted:
        return wanted.join(AgendaItem.case).where(
            self.known, AgendaItem.status == ItemStatus.REVIEWED
        )

    def _within(self, moment: Any) -> ColumnElement[bool]:
        return and_(moment >= self.since, moment < self.until)


def _rows(wanted: Wanted) -> Sequence[Row[*tuple[Any, ...]]]:
    return db.session.execute(wanted).all()


def _day(moment: datetime | None) -> date | None:
    return clock.day_of(moment) if moment else None


def _first_after(day: date, days: Iterable[date]) -> date | None:
    return next((later for later in days if later > day), None)
