"""Cases that a person keeps off one agenda: they are not proposed again before the next meeting."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from safetynet.db import db
from safetynet.meetings.autopilot.models import LeftOut, NotNow


def left_out_of(meeting_id: UUID) -> dict[UUID, LeftOut]:
    """Return what a person keeps off this agenda, by case."""
    found = db.session.scalars(
        select(LeftOut)
        .where(LeftOut.meeting_id == meeting_id)
        .options(joinedload(LeftOut.case))
        .order_by(LeftOut.created_at)
    )
    return {row.case_id: row for row in found}


def leave_out(meeting_id: UUID, case_id: UUID, why: NotNow | None) -> None:
    """Keep a case off an agenda, with a reason or without; said twice, the last word holds."""
    row = left_out_of(meeting_id).get(case_id) or LeftOut(meeting_id=meeting_id, case_id=case_id)
    row.why = why
    db.session.add(row)
    db.session.flush()


def let_back(meeting_id: UUID, case_id: UUID) -> None:
    """Let a case be proposed again, or be put on by hand."""
    if row := left_out_of(meeting_id).get(case_id):
        db.session.delete(row)
        db.session.flush()
