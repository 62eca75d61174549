"""Where the room is: the case that the chair has taken up, and how the time stands."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID

from sqlalchemy import select

from safetynet.access import walls_down
from safetynet.db import db
from safetynet.meetings.models import AgendaItem, ItemStatus, Meeting
from safetynet.meetings.queries.reviews import Review

OVER = (ItemStatus.REVIEWED, ItemStatus.PARKED)


@dataclass(frozen=True)
class Pace:
    """How a running meeting stands against its time, if each case takes what is allotted to it."""

    now: datetime
    ends_at: datetime
    """When the meeting was to end."""
    to_come: int
    """Seconds allotted to the cases that wait."""
    here: int
    """Seconds left of what is allotted to the case that the room is at; never negative."""

    @property
    def ends_about(self) -> datetime:
        return self.now + timedelta(seconds=self.to_come + self.here)

    @property
    def minutes_late(self) -> int:
        return max(0, ceil((self.ends_about - self.ends_at).total_seconds() / 60))


def pace_of(meeting: Meeting, items: Iterable[Any], now: datetime) -> Pace:
    """Return the pace; `items` are agenda items, or rows with the same columns.

    Breaks that are to come take their time too.
    """
    to_come = here = 0
    for item in items:
        left = item.minutes * 60 - item.seconds_spent
        to_come += 0 if item.status in OVER else item.break_after * 60
        if item.turned_to_at:
            here = max(0, left - int((now - item.turned_to_at).total_seconds()))
        elif item.status not in OVER:
            to_come += max(0, left)
    return Pace(now, meeting.ends_at, to_come, here)


def time_table(meeting_id: UUID) -> Sequence[Any]:
    """Return times and states of every item, those that this viewer must not know too.

    Numbers alone: whoever steps out is told when to come back, and not for whom.
    """
    with walls_down("times of a meeting"):
        return db.session.execute(
            select(
                AgendaItem.id,
                AgendaItem.status,
                AgendaItem.minutes,
                AgendaItem.break_after,
                AgendaItem.seconds_spent,
                AgendaItem.turned_to_at,
            ).where(AgendaItem.meeting_id == meeting_id)
        ).all()


def where_the_room_is(table: Iterable[Any]) -> Any | None:
    """Return the line of the case that the room is at, or None between two of them."""
    at = [line for line in table if line.turned_to_at]
    return max(at, key=lambda line: line.turned_to_at, default=None)


def mark_of(item: AgendaItem, review: Review, *also: object) -> str:
    """Return a mark that changes with every line of a review and with how its item stands.

    Made of ids and versions, so that nothing sealed is opened for it.
    """
    answers = (row for said in review.answers.values() for row in said)
    others = (review.wishes, review.decisions, review.dissents, review.tasks, review.words.values())
    rows: Iterable[Any] = (item, *answers, *(row for each in others for row in each))
    stands = sorted(f"{row.id} {row.version}" for row in rows)
    return mark(*stands, item.status, item.next_review_on, item.no_wishes, *also)


def mark(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]
