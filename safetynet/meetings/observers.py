"""An observer comes for one meeting: what she signed for that day is all she knows of cases."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from safetynet import clock
from safetynet.access import Actor, Role
from safetynet.access.in_sql import view_of_owner
from safetynet.access.spoken import DAWN, MEMBER
from safetynet.db import columns_of, db, is_genuine_as_read
from safetynet.meetings.models import AgendaItem, Attendance, Meeting, MeetingStatus
from safetynet.meetings.pdf.document import Presence
from safetynet.sharing.by_rows import SEATS
from safetynet.sharing.observing import HEARD_CASES, HEARD_SURVIVORS, tell_signed_for

CLOSED = (MeetingStatus.DRAFT, MeetingStatus.CANCELLED)
"""Meetings whose agenda is nobody's to hear."""


def _signed(member: object, since: object) -> Select[tuple[UUID]]:
    """Select the meetings for which somebody signed since a moment."""
    attendances, meetings = Attendance.__table__.alias(), Meeting.__table__.alias()
    closed = select(meetings.c.id).where(meetings.c.status.in_(CLOSED))
    return select(attendances.c.meeting_id.label("id")).where(
        attendances.c.member_id == member,
        attendances.c.signed_at >= since,
        attendances.c.presence != Presence.APOLOGIES,
        attendances.c.meeting_id.not_in(closed),
    )


def _listed(meetings: Select[tuple[UUID]]) -> Select[tuple[UUID]]:
    items = AgendaItem.__table__.alias()
    return select(items.c.case_id).where(items.c.meeting_id.in_(meetings))


@tell_signed_for
def cases_signed_for(member: UUID, since: datetime) -> frozenset[UUID]:
    """Return the cases of the meetings that she signed for; what SQL alone wrote is no signature.

    Row-level security has no key to ask that with; whatever it lets through is asked for here too.
    """
    attendances = Attendance.__table__.alias()
    hers = select(*(attendances.c[column.key] for column in columns_of(Attendance))).where(
        attendances.c.member_id == member, attendances.c.meeting_id.in_(_signed(member, since))
    )
    found = db.session.execute(hers).all()
    signed = [row.meeting_id for row in found if is_genuine_as_read(Attendance, row)]
    items = AgendaItem.__table__.alias()
    listed = select(items.c.case_id).where(items.c.meeting_id.in_(signed))
    return frozenset(db.session.scalars(listed)) if signed else frozenset()


def signed_today(actor: Actor) -> Select[tuple[UUID]]:
    """Select the meetings that an observer signed for today, for use within a wall."""
    return _signed(actor.id, clock.start_of(clock.today()))


_SIGNED = view_of_owner("sn_signed_today", _signed(MEMBER, DAWN))
SIGNED_TODAY = select(_SIGNED.c.id)
"""The same for row-level security."""
_heard = SEATS.c.case_id.in_(_listed(_signed(MEMBER, DAWN)))
view_of_owner(HEARD_CASES.name, select(SEATS.c.case_id).where(_heard))
view_of_owner(HEARD_SURVIVORS.name, select(SEATS.c.survivor_id).where(_heard))


def signs_today(meeting: Meeting, role: Role) -> bool:
    """Say whether somebody may sign now: an observer on the meeting's own day alone."""
    return role is not Role.OBSERVER or clock.day_of(meeting.starts_at) == clock.today()
