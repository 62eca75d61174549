"""When each case comes up, and when whoever does not know a case steps out of the room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
class Away:
    """Minutes of which the reader knows nothing but that they are not there."""

    starts_at: datetime
    ends_at: datetime

    @property
    def minutes(self) -> int:
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)


def timetable(meeting: Meeting, items: Sequence[AgendaItem]) -> list[Turn | Away]:
    """Return a reader's items with their times (UTC); between two of them the reader leaves.

    Nothing is said of what comes before the first or after the last.
    """
    mine = {item.id: item for item in items}
    found: list[Turn | Away] = []
    away_from = None
    for item_id, (starts_at, _ends_at) in times_of(meeting).items():
        if item := mine.get(item_id):
            if found and away_from:
                found.append(Away(away_from, starts_at))
            away_from = None
            found.append(Turn(item, starts_at))
        else:
            away_from = away_from or starts_at
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
