"""Noting that those who may not hear a case have left the room, and that they are back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from safetynet.db import db
from safetynet.meetings.hearing import must_leave
from safetynet.meetings.models import AgendaItem, Attendance, Meeting, SteppedOut
from safetynet.meetings.queries.stepping import noted_at, still_out

A_WHILE = timedelta(minutes=10)
"""So long after a press at the door it can be taken back."""


@dataclass(frozen=True, repr=False)
class Press:
    """What was noted at the door in one moment: who left then, or else who came back."""

    at: datetime
    left: Sequence[SteppedOut]
    back: Sequence[SteppedOut]
    """With those who left for another case and stay out for this one."""

    @property
    def name(self) -> str:
        """Return what a button says of it, so that it takes back nothing that came after."""
        return self.at.isoformat()


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
    try:
        with db.session.begin_nested():
            return _note_left(item, now)
    except IntegrityError:
        # Somebody else noted it at the same moment and was faster: who has to leave yet?
        return _note_left(item, now)


def _note_left(item: AgendaItem, now: datetime) -> int:
    door = at_the_door(item)
    leaving = {row.id for row in door.leaving}
    for row in door.out:
        if row.attendance_id in leaving:
            row.come_back(now)
    # Before the new rows: nobody is out twice at once.
    db.session.flush()
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


def last_press(meeting: Meeting, now: datetime) -> Press | None:
    """Return what was noted last at the door of a running meeting, for as long as it can go."""
    rows = noted_at(meeting.id) if meeting.is_in_session else []
    moments = [moment for row in rows for moment in (row.left_at, row.back_at) if moment]
    at = max(moments, default=None)
    if at is None or now - at > A_WHILE:
        return None
    return Press(
        at,
        left=[row for row in rows if row.left_at == at],
        back=[row for row in rows if row.back_at == at and row.left_at != at],
    )


def take_back(meeting: Meeting, named: str, now: datetime) -> Press | None:
    """Undo the last press, if it is the one that was named, and return it.

    Who did not leave has no row; who did not come back is out as before.
    """
    press = last_press(meeting, now)
    if press is None or press.name != named:
        return None
    for row in press.left:
        db.session.delete(row)
    # Before the others are out again: nobody is out twice at once.
    db.session.flush()
    for row in press.back:
        row.go_out_again()
    return press
