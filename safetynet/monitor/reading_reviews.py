"""Reviews as they were held, as they were to be held, and what stood at each."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.among import among
from safetynet.cases import Case
from safetynet.db import db
from safetynet.meetings.models import RANGES, AgendaItem, ItemStatus, NoWishes, Wishes
from safetynet.monitor.facts import FirstReview, Promise, ReviewFact
from safetynet.monitor.span import Span, Wanted, day_of, rows_of
from safetynet.sharing import Release

LATEST = timedelta(days=1 + max(number.most for number in RANGES.values()))
"""No clock of the county's is longer than that."""


def reviews(span: Span) -> list[ReviewFact]:
    items = _of_reviews(
        span, select(AgendaItem.id, AgendaItem.reviewed_at, AgendaItem.no_wishes, Case.survivor_id)
    ).where(span.within(AgendaItem.reviewed_at))
    found = rows_of(items)
    told = set(
        db.session.scalars(
            select(Wishes.item_id).where(among(Wishes.item_id, [row.id for row in found]))
        )
    )
    in_force = _releases(span, {row.survivor_id for row in found})
    return [
        ReviewFact(
            clock.day_of(row.reviewed_at),
            row.survivor_id,
            row.id in told or row.no_wishes is NoWishes.SPOKEN,
            in_force(row.survivor_id, row.reviewed_at),
        )
        for row in found
    ]


def _releases(span: Span, survivors: set[UUID]) -> Callable[[UUID, datetime], bool]:
    """Return what says whether a release about somebody was in force at a moment."""
    wanted = select(
        Release.survivor_id, Release.starts_on, Release.ends_on, Release.revoked_at
    ).where(
        among(Release.survivor_id, survivors),
        Release.ends_on >= span.first,
        Release.starts_on <= span.last,
    )
    signed: dict[UUID, list[tuple[datetime, datetime]]] = {}
    for row in rows_of(wanted):
        ends = clock.end_of(row.ends_on)
        until = min(row.revoked_at or ends, ends)
        signed.setdefault(row.survivor_id, []).append((clock.start_of(row.starts_on), until))
    return lambda survivor, moment: any(
        begins <= moment < ends for begins, ends in signed.get(survivor, ())
    )


def promises(span: Span) -> list[Promise]:
    """Return the reviews for which a review before set a day of this span."""
    set_ = rows_of(
        _of_reviews(
            span,
            select(
                AgendaItem.case_id,
                AgendaItem.reviewed_at,
                AgendaItem.next_review_on,
                Case.survivor_id,
                Case.closed_at,
            ),
        ).where(AgendaItem.next_review_on.between(span.first, span.last))
    )
    came = _reviews_since(span, min((row.reviewed_at for row in set_), default=None))
    return [
        Promise(
            row.survivor_id,
            row.next_review_on,
            _first_after(clock.day_of(row.reviewed_at), came.get(row.case_id, ())),
            day_of(row.closed_at),
        )
        for row in set_
    ]


def first_reviews(span: Span) -> list[FirstReview]:
    opened = rows_of(
        select(Case.id, Case.survivor_id, Case.opened_on, Case.closed_at).where(
            span.known, Case.opened_on.between(span.first, span.last)
        )
    )
    came = _reviews_since(span, span.since if opened else None)
    return [
        FirstReview(
            row.survivor_id,
            row.opened_on,
            next(iter(came.get(row.id, ())), None),
            day_of(row.closed_at),
        )
        for row in opened
    ]


def _reviews_since(span: Span, moment: datetime | None) -> dict[UUID, list[date]]:
    """Return on which days cases were reviewed from a moment on, in order.

    Not by case: a case may have years of reviews, and only so many days after the span count.
    """
    if moment is None:
        return {}
    found: dict[UUID, list[date]] = {}
    wanted = select(AgendaItem.case_id, AgendaItem.reviewed_at).where(
        AgendaItem.status == ItemStatus.REVIEWED,
        AgendaItem.reviewed_at >= moment,
        AgendaItem.reviewed_at < span.until + LATEST,
    )
    for row in rows_of(wanted.order_by(AgendaItem.reviewed_at)):
        found.setdefault(row.case_id, []).append(clock.day_of(row.reviewed_at))
    return found


def _of_reviews(span: Span, wanted: Wanted) -> Wanted:
    return wanted.join(AgendaItem.case).where(span.known, AgendaItem.status == ItemStatus.REVIEWED)


def _first_after(day: date, days: Iterable[date]) -> date | None:
    return next((later for later in days if later > day), None)
