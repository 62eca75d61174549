"""Series of meetings: which there are, what they still ask about, who comes to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from safetynet import clock
from safetynet.db import db
from safetynet.deadlines.holidays import holidays_from
from safetynet.meetings.cadence import instead_of
from safetynet.meetings.models import (
    TO_COME,
    Meeting,
    MeetingStatus,
    RosterPlace,
    Series,
    SkippedDay,
)


@dataclass(frozen=True)
class OnHoliday:
    """A day of a series on which the county does not work, and a day that would do instead."""

    falls_on: date
    holiday: str
    instead: date


def running_series() -> Sequence[Series]:
    return db.session.scalars(
        select(Series)
        .where(Series.ended_at.is_(None))
        .options(joinedload(Series.chair))
        .order_by(Series.created_at)
    ).all()


def decided_days(series_id: UUID) -> set[date]:
    """Return the days of a series that have a meeting, or were left out."""
    met = select(Meeting.falls_on).where(
        Meeting.series_id == series_id, Meeting.falls_on.is_not(None)
    )
    left_out = select(SkippedDay.falls_on).where(SkippedDay.series_id == series_id)
    return {day for day in [*db.session.scalars(met), *db.session.scalars(left_out)] if day}


def days_to_ask_about(series: Series, since: date, until: date) -> list[OnHoliday]:
    """Return the days of a series that fall on a holiday and that nobody has decided about."""
    holidays, decided = holidays_from(since), decided_days(series.id)
    return [
        OnHoliday(day, holidays[day], instead_of(day, holidays))
        for day in series.rule.days(since, until)
        if day in holidays and day not in decided
    ]


def coming_of(series_id: UUID) -> Sequence[Meeting]:
    """Return the meetings of a series that have not begun, the nearest first."""
    return db.session.scalars(
        select(Meeting)
        .where(Meeting.series_id == series_id, Meeting.status.in_(TO_COME))
        .order_by(Meeting.starts_at)
    ).all()


def drafts_of(series_id: UUID) -> list[Meeting]:
    return [one for one in coming_of(series_id) if one.status is MeetingStatus.DRAFT]


def roster_of(series_id: UUID | None) -> Sequence[RosterPlace]:
    """Return who usually comes, by agency; nobody where a meeting is of no series."""
    if series_id is None:
        return ()
    found = db.session.scalars(
        select(RosterPlace)
        .where(RosterPlace.series_id == series_id)
        .options(
            joinedload(RosterPlace.agency),
            joinedload(RosterPlace.member),
            joinedload(RosterPlace.deputy),
        )
    )
    return sorted(found, key=lambda place: place.agency.name)


def coming_on_holidays(day: date) -> list[Meeting]:
    """Return the meetings to come that are called for a day on which nobody works."""
    closed = holidays_from(day)
    coming = select(Meeting).where(Meeting.status.in_(TO_COME)).order_by(Meeting.starts_at)
    found = db.session.scalars(coming)
    return [one for one in found if clock.day_of(one.starts_at) in closed]
