"""Calling a meeting, filling its agenda, noting who sat there."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from safetynet import clock
from safetynet.access import Permission, Role, current_actor
from safetynet.agencies import Member, members_of, tell_those_who
from safetynet.cases import Case
from safetynet.db import db
from safetynet.meetings.models import (
    MINUTES_FOR,
    AgendaItem,
    Attendance,
    ItemKind,
    ItemStatus,
    Meeting,
    MeetingKind,
    MeetingStateError,
)
from safetynet.meetings.pdf.document import Presence
from safetynet.meetings.queries import agenda_of, my_attendance, next_meeting_number
from safetynet.meetings.statement import CURRENT
from safetynet.notices import Kind


def chairs() -> list[Member]:
    """Return those who may run a meeting: the coordinators of one's own office."""
    return [m for m in members_of(current_actor().agency_id) if m.role is Role.COORDINATOR]


class ItemTakenUpError(Exception):
    """The case was reviewed already, so it stays on this agenda."""


def schedule(
    *,
    kind: MeetingKind,
    starts_at: datetime,
    minutes: int,
    place_code: str,
    chair_id: UUID,
    statement_version: int = CURRENT,
    **of_series: Any,
) -> Meeting:
    """Call a meeting, its agenda a draft; `starts_at` is aware, `minutes` its whole length."""
    meeting = Meeting(
        number=next_meeting_number(starts_at.year),
        kind=kind,
        starts_at=starts_at,
        minutes=minutes,
        place_code=place_code,
        chair_id=chair_id,
        statement_version=statement_version,
        **of_series,
    )
    db.session.add(meeting)
    db.session.flush()
    return meeting


def publish(meeting: Meeting, now: datetime) -> None:
    """Show each agency its cases on the agenda, and tell everybody who writes at the table.

    Raises MeetingStateError unless the agenda is a draft.
    """
    meeting.publish(now)
    _tell(meeting)


def take_back(meeting: Meeting) -> None:
    """Make the agenda a draft again; MeetingStateError once the meeting has begun."""
    meeting.take_back()
    _tell(meeting)


def _tell(meeting: Meeting) -> None:
    tell_those_who(Permission.REVIEW_WRITE, Kind.MEETING, meeting)


def move_to(meeting: Meeting, starts_at: datetime, minutes: int, place_code: str) -> None:
    """Give a meeting another day, time, length or place; MeetingStateError once it has begun.

    Of a draft nobody was told, so nobody is told that it changed.
    """
    if not meeting.is_to_come:
        raise MeetingStateError
    meeting.starts_at, meeting.minutes, meeting.place_code = starts_at, minutes, place_code
    meeting.is_moved = True
    if meeting.is_published:
        _tell(meeting)


def cancel(meeting: Meeting) -> None:
    """Call a meeting off; its cases are proposed again. MeetingStateError once it has begun."""
    was_published = meeting.is_published
    meeting.cancel()
    if was_published:
        _tell(meeting)


def put_on_agenda(
    meeting: Meeting, case: Case, kind: ItemKind, minutes: int | None = None
) -> AgendaItem:
    """Add a case at the end; its lead agency presents it."""
    listed = agenda_of(meeting.id)
    item = AgendaItem(
        meeting_id=meeting.id,
        case_id=case.id,
        kind=kind,
        minutes=minutes or MINUTES_FOR[kind],
        presenter_id=case.lead_agency_id,
        position=max((each.position for each in listed), default=0) + 1,
    )
    db.session.add(item)
    db.session.flush()
    return item


def take_off_agenda(item: AgendaItem) -> None:
    """Raises ItemTakenUpError once the review of the case has begun."""
    if item.status is not ItemStatus.WAITING:
        raise ItemTakenUpError
    db.session.delete(item)


def move(item: AgendaItem, steps: int) -> None:
    """Move an item up (negative) or down among its neighbours; at the ends it stays."""
    order: list[AgendaItem] = list(agenda_of(item.meeting_id))
    place = order.index(item)
    order.insert(max(0, min(place + steps, len(order) - 1)), order.pop(place))
    number_anew(order)


def number_anew(order: Sequence[AgendaItem]) -> None:
    for position, item in enumerate(order, start=1):
        item.position = position


def attend(
    meeting: Meeting, member: Member, presence: Presence, signed_at: datetime | None
) -> Attendance:
    """Note how a member takes part, once per meeting; a signature given before stays."""
    row = my_attendance(meeting.id, member.id)
    if row is None:
        row = Attendance(
            meeting_id=meeting.id,
            agency_id=member.agency_id,
            member_id=member.id,
            presence=presence,
        )
        db.session.add(row)
    row.presence = presence
    if signed_at:
        row.sign(signed_at)
    db.session.flush()
    return row


def note_times(row: Attendance, arrived: time | None, left: time | None) -> None:
    """Note when somebody came late and went early, on the clock of the meeting's day."""
    day = clock.day_of(row.meeting.starts_at)
    row.arrived_at = clock.moment_of(day, arrived) if arrived else None
    row.left_at = clock.moment_of(day, left) if left else None


def attend_as_guest(
    meeting: Meeting, agency_id: UUID, presence: Presence, signed_at: datetime | None
) -> Attendance:
    """Note an agency's guest, who has no account and is not named."""
    row = Attendance(
        meeting_id=meeting.id, agency_id=agency_id, presence=presence, signed_at=signed_at
    )
    db.session.add(row)
    db.session.flush()
    return row
