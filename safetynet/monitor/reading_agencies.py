"""What agencies did for the reviews: research, people who came, tasks, and the minutes of it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from safetynet import clock
from safetynet.agencies import Agency
from safetynet.cases import Case
from safetynet.db import columns_of, db, is_genuine_as_read
from safetynet.deadlines.holidays import closed_days
from safetynet.deadlines.working_days import working_days_before
from safetynet.meetings.models import AgendaItem, Attendance, Meeting, ResearchReturn, Task
from safetynet.meetings.pdf.document import Presence as There
from safetynet.meetings.queries.research import NEVER_ASKED
from safetynet.meetings.research_dates import DUE_BEFORE
from safetynet.monitor.facts import MinutesFact, Presence, ResearchFact, TaskFact
from safetynet.monitor.span import HELD, Span, day_of, rows_of
from safetynet.sharing import TeamSeat


def research(span: Span, agency: UUID | None = None) -> list[ResearchFact]:
    """Return who was asked about the cases that came up, and whether the answer was in time."""
    first = db.session.scalar(select(func.min(ResearchReturn.received_at)))
    if first is None:
        return []
    asked = (
        select(AgendaItem.meeting_id, AgendaItem.case_id, Meeting.starts_at, TeamSeat.agency_id)
        .join(AgendaItem.meeting)
        .join(AgendaItem.case)
        .join(TeamSeat, TeamSeat.case_id == AgendaItem.case_id)
        .join(Agency, Agency.id == TeamSeat.agency_id)
        .where(
            span.known,
            Meeting.status.in_(HELD),
            span.within(Meeting.starts_at),
            Meeting.starts_at >= first,
            # As the table was then.
            TeamSeat.created_at < Meeting.starts_at,
            or_(TeamSeat.ended_at.is_(None), TeamSeat.ended_at > Meeting.starts_at),
            Agency.kind.not_in(NEVER_ASKED),
            *([TeamSeat.agency_id == agency] if agency else []),
        )
        .distinct()
    )
    came = {
        (row.meeting_id, row.case_id, row.agency_id): row.received_at
        for row in rows_of(
            select(
                ResearchReturn.meeting_id,
                ResearchReturn.case_id,
                ResearchReturn.agency_id,
                ResearchReturn.received_at,
            )
            .join(Meeting, Meeting.id == ResearchReturn.meeting_id)
            .where(span.within(Meeting.starts_at))
        )
    }
    closed = closed_days()
    return [
        ResearchFact(
            held := clock.day_of(row.starts_at),
            row.agency_id,
            _is_in_time(came.get((row.meeting_id, row.case_id, row.agency_id)), held, closed),
        )
        for row in rows_of(asked)
    ]


def presences(span: Span, agency: UUID | None = None) -> list[Presence]:
    wanted = (
        select(Meeting.starts_at, *columns_of(Attendance))
        .join(Attendance.meeting)
        .where(
            Meeting.status.in_(HELD),
            span.within(Meeting.starts_at),
            Attendance.presence != There.APOLOGIES,
            *([Attendance.agency_id == agency] if agency else []),
        )
    )
    return [
        Presence(clock.day_of(row.starts_at), row.agency_id, _is_signed(row))
        for row in rows_of(wanted)
    ]


def _is_signed(row: Any) -> bool:
    """Say whether somebody signed; what SQL alone wrote is no signature."""
    return row.signed_at is not None and is_genuine_as_read(Attendance, row)


def tasks(span: Span, agency: UUID | None = None) -> list[TaskFact]:
    """Return the tasks due in this span, and what is open from before."""
    wanted = (
        select(
            Task.agency_id,
            Case.survivor_id,
            Task.due_on,
            Task.ending,
            Task.settled_at,
            Task.created_at,
            Task.extensions,
            Task.rung,
        )
        .join(Task.case)
        .where(
            span.known,
            or_(
                Task.due_on.between(span.first, span.last),
                and_(Task.ending.is_(None), Task.due_on < span.first),
            ),
            *([Task.agency_id == agency] if agency else []),
        )
    )
    return [
        TaskFact(
            row.agency_id,
            row.survivor_id,
            row.due_on,
            row.ending,
            day_of(row.settled_at),
            clock.day_of(row.created_at),
            row.extensions,
            row.rung,
        )
        for row in rows_of(wanted)
    ]


def minutes(span: Span) -> list[MinutesFact]:
    wanted = select(Meeting.starts_at, Meeting.finalised_at).where(
        Meeting.status.in_(HELD), span.within(Meeting.starts_at)
    )
    return [
        MinutesFact(clock.day_of(row.starts_at), day_of(row.finalised_at))
        for row in rows_of(wanted)
    ]


def _is_in_time(received: datetime | None, held: date, closed: frozenset[date]) -> bool:
    due = working_days_before(held, DUE_BEFORE, closed.__contains__)
    return received is not None and clock.day_of(received) <= due
