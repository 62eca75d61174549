"""Who was out of the room for which case, as far as this viewer may know."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from safetynet.db import db
from safetynet.meetings.models import SteppedOut


def stepped_out_at(item_ids: Iterable[UUID]) -> dict[UUID, list[SteppedOut]]:
    """Return who was out for each case, the first to leave first; in one statement."""
    found: dict[UUID, list[SteppedOut]] = {}
    for row in _rows(SteppedOut.item_id.in_(list(item_ids))):
        found.setdefault(row.item_id, []).append(row)
    return found


def still_out(meeting_id: UUID) -> list[SteppedOut]:
    """Return who is out of the room now."""
    return list(_rows(SteppedOut.meeting_id == meeting_id, SteppedOut.back_at.is_(None)))


def noted_at(meeting_id: UUID) -> list[SteppedOut]:
    """Return who left and came back at all, for whichever case."""
    return list(_rows(SteppedOut.meeting_id == meeting_id))


def _rows(*which: ColumnElement[bool]) -> Sequence[SteppedOut]:
    # By an inner join: whoever may not know that somebody came is not told that she left.
    with_who = joinedload(SteppedOut.attendance, innerjoin=True)
    asked = select(SteppedOut).where(*which).options(with_who)
    return db.session.scalars(asked.order_by(SteppedOut.left_at, SteppedOut.id)).all()
