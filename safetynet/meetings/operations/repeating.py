"""Meetings that a series brings: made some weeks ahead, moved off holidays, changed with it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from safetynet import clock
from safetynet.db import db
from safetynet.deadlines.holidays import holidays_from
from safetynet.meetings.cadence import Cadence
from safetynet.meetings.models import Meeting, Series, SkippedDay
from safetynet.meetings.operations.scheduling import schedule
from safetynet.meetings.queries.series import decided_days, drafts_of

NEAREST = {Cadence.WEEKLY: 3, Cadence.MONTHLY: 15, Cadence.MONTHLY_LAST: 15}
"""How many days a draft may move to be the same meeting in another rhythm."""


def horizon(series: Series, day: date) -> date:
    """Return the last day for which meetings are made."""
    return day + timedelta(weeks=series.weeks_ahead)


def make_due(series: Series, day: date) -> list[Meeting]:
    """Call the meetings of the coming weeks that are not called yet, each a draft.

    What falls on a holiday is left to the coordinator; what she left out or cancelled stays so.
    """
    if series.ended_at:
        return []
    closed = holidays_from(day).keys() | decided_days(series.id)
    ahead = series.rule.days(day + timedelta(days=1), horizon(series, day))
    return [hold(series, falls_on, falls_on) for falls_on in ahead if falls_on not in closed]


def hold(series: Series, falls_on: date, on: date) -> Meeting:
    """Call the meeting of a day of the series, on that day or on another."""
    return schedule(
        kind=series.kind,
        starts_at=series.starts_on(on),
        minutes=series.minutes,
        place_code=series.place_code,
        chair_id=series.chair_id,
        statement_version=series.statement_version,
        series_id=series.id,
        falls_on=falls_on,
        quorum=series.quorum,
        is_moved=on != falls_on,
    )


def skip(series: Series, falls_on: date) -> None:
    db.session.add(SkippedDay(series_id=series.id, falls_on=falls_on))


@dataclass(frozen=True)
class Change:
    """What a changed series would make of one of its drafts; without a day it falls out."""

    meeting: Meeting
    falls_on: date | None
    starts_at: datetime | None


def changes_for(series: Series, day: date) -> list[Change]:
    """Return the drafts to come that no longer are as the series says.

    What somebody moved by hand stays as it is; so does what is published.
    """
    drafts = [one for one in drafts_of(series.id) if not one.is_moved and one.falls_on]
    free = set(series.rule.days(day + timedelta(days=1), horizon(series, day) + timedelta(days=31)))
    found = []
    for draft in drafts:
        falls_on = _nearest(series, draft, free)
        free.discard(falls_on or date.min)
        starts_at = series.starts_on(falls_on) if falls_on else None
        if falls_on is None or _differs(series, draft, falls_on):
            found.append(Change(draft, falls_on, starts_at))
    return found


def _nearest(series: Series, draft: Meeting, free: set[date]) -> date | None:
    here = draft.falls_on or clock.day_of(draft.starts_at)
    if series.cadence is Cadence.AS_NEEDED:
        return here
    most = timedelta(days=NEAREST[series.cadence])
    near = [one for one in free if abs(one - here) <= most]
    return min(near, key=lambda one: (abs(one - here), one), default=None)


def _differs(series: Series, draft: Meeting, falls_on: date) -> bool:
    said = (falls_on, series.starts_on(falls_on), series.minutes, series.place_code)
    also = (series.chair_id, series.quorum, series.kind, series.statement_version)
    held = (draft.falls_on, draft.starts_at, draft.minutes, draft.place_code)
    return (said, also) != (
        held,
        (draft.chair_id, draft.quorum, draft.kind, draft.statement_version),
    )


def change_drafts(series: Series, day: date) -> int:
    """Make the drafts to come as the series says now; return how many were changed or canceled."""
    changes = changes_for(series, day)
    for change in changes:
        meeting = change.meeting
        if change.starts_at is None:
            meeting.cancel()
            continue
        meeting.falls_on, meeting.starts_at = change.falls_on, change.starts_at
        meeting.minutes, meeting.place_code = series.minutes, series.place_code
        meeting.chair_id, meeting.quorum = series.chair_id, series.quorum
        meeting.kind, meeting.statement_version = series.kind, series.statement_version
    db.session.flush()
    return len(changes)
