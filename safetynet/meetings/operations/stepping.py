"""Noting that those who may not hear a case have left the room, and that they are back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from safetynet.db import db
from safetynet.meetings.hearing import must_leave
from safetynet.meetings.models import AgendaItem, Attendance, SteppedOut
from safetynet.meetings.queries.stepping import still_out


@dataclass(frozen=True, repr=False)
class AtTheDoor:
    """Before or during one case: who has to leave yet, and who may come in again."""

    leaving: Sequence[Attendance]
    out: Sequence[SteppedOut]
    """All who are out of the room, for whichever case."""
    returning: Sequence[SteppedOut]
    """Whoever left for another case; if nobody did, whoever left for this one."""


def at_the_door(item: AgendaItem) -> AtTheDoor:
    out, must = still_out(item.meeting_id), must_leave(item)
    here = {row.attendance_id for row in out if row.item_id == item.id}
    kept = {row.id for row in must}
    others = [row for row in out if row.item_id != item.id and row.attendance_id not in kept]
    return AtTheDoor(
        leaving=[row for row in must if row.id not in here],
        out=out,
        returning=others or [row for row in out if row.item_id == item.id],
    )


def note_left(item: AgendaItem, now: datetime) -> int:
    """Note that all who have to leave have left, and return how many.

    Whoever was out for another case stays out, for this one now.
    """
    door = at_the_door(item)
    leaving = {row.id for row in door.leaving}
    for row in door.out:
        if row.attendance_id in leaving:
            row.come_back(now)
    db.session.add_all(
        SteppedOut(
            meeting_id=item.meeting_id,
            item_id=item.id,
            case_id=item.case_id,
            attendance_id=attendance_id,
            left_at=now,
        )
        for attendance_id in leaving
    )
    return len(leaving)


def note_back(item: AgendaItem, now: datetime) -> int:
    """Note that those who may come in again are back. Return how many."""
    returning = at_the_door(item).returning
    for row in returning:
        row.come_back(now)
    return len(returning)
