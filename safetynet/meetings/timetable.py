"""When each case comes up, when there is a break, and when somebody steps out of the room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from safetynet.access import walls_down
from safetynet.db import db
from safetynet.meetings.models import AgendaItem, Meeting


@dataclass(frozen=True)
class Turn:
    """A case that the reader knows."""

    item: AgendaItem
    starts_at: datetime

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.item.minutes)


@dataclass(frozen=True)
class Between:
    """Minutes between two cases of the reader's: a break, or a time when the reader is away.

    Of the latter nothing is known but when it is.
    """

    starts_at: datetime
    ends_at: datetime
    is_break: bool

    @property
    def minutes(self) -> int:
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)


def timetable(meeting: Meeting, items: Sequence[AgendaItem]) -> list[Turn | Between]:
    """Return a reader's items with their times (UTC); between two of them the reader leaves.

    Breaks are everybody's. Nothing is said of what comes before the first or after the last.
    """
    mine = {item.id: item for item in items}
    found: list[Turn | Between] = []
    between: list[Between] = []
    over_at = meeting.starts_at
    for item_id, (starts_at, ends_at) in times_of(meeting).items():
        if over_at < starts_at:
            between.append(Between(over_at, starts_at, is_break=True))
        if item := mine.get(item_id):
            found += [*(between if found else ()), Turn(item, starts_at)]
            between = []
        elif between and not between[-1].is_break:
            between[-1] = replace(between[-1], ends_at=ends_at)
        else:
            between.append(Between(starts_at, ends_at, is_break=False))
        over_at = ends_at
    return found


def times_of(meeting: Meeting) -> Mapping[UUID, tuple[datetime, datetime]]:
    """Return when each item begins and ends: numbers, of which nothing but times is shown."""
    wanted = (
        select(AgendaItem.id, AgendaItem.minutes, AgendaItem.break_after)
        .where(AgendaItem.meeting_id == meeting.id)
        .order_by(AgendaItem.position, AgendaItem.created_at)
    )
    starts_at, found = meeting.starts_at, {}
    with walls_down("agenda times"):
        for row in db.session.execute(wanted):
            ends_at = starts_at + timedelta(minutes=row.minutes)
            found[row.id] = (starts_at, ends_at)
            starts_at = ends_at + timedelta(minutes=row.break_after)
    return found
