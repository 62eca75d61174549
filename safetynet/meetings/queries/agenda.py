from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from safetynet.access import Actor, walls_down
from safetynet.agencies import Agency, Member
from safetynet.cases import Case, CaseStatus
from safetynet.db import db
from safetynet.meetings.models import (
    TO_COME,
    AgendaItem,
    Attendance,
    ItemStatus,
    Meeting,
    MeetingStatus,
    MinutesOpening,
)
from safetynet.meetings.queries.series import roster_of
from safetynet.sharing import ConflictBlock, TeamSeat, blocks_about
from safetynet.sharing.matters import matters_about

PAGE = 20
A_MONTH = timedelta(days=31)
MOST_IN_A_CALENDAR = 300
"""Past meetings on one page."""


def meetings_after(moment: datetime) -> Sequence[Meeting]:
    """Return the meetings that are still to come or still run, the nearest first."""
    return db.session.scalars(
        select(Meeting)
        .where(
            (Meeting.starts_at >= moment) | Meeting.status.in_([*TO_COME, MeetingStatus.IN_SESSION])
        )
        .order_by(Meeting.starts_at, Meeting.number)
    ).all()


def meetings_before(moment: datetime, page: int = 1) -> tuple[Sequence[Meeting], bool]:
    """Return a page of the meetings that were held, the latest first, and if there are more."""
    found = db.session.scalars(
        select(Meeting)
        .where(
            Meeting.starts_at < moment,
            Meeting.status.in_([MeetingStatus.MINUTES_DRAFT, MeetingStatus.FINAL]),
        )
        .order_by(Meeting.starts_at.desc(), Meeting.number.desc())
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    return found[:PAGE], len(found) > PAGE


def meetings_for_a_calendar(now: datetime) -> Sequence[Meeting]:
    """Return a month of meetings that were and all that are to come, cancelled ones too.

    The same for everybody: whose cases come up where is not for a calendar.
    """
    return db.session.scalars(
        select(Meeting)
        .where(Meeting.starts_at > now - A_MONTH)
        .order_by(Meeting.starts_at, Meeting.number)
        .limit(MOST_IN_A_CALENDAR)
    ).all()


def coming_meeting(moment: datetime) -> Meeting | None:
    """Return the next meeting that has not begun."""
    return db.session.scalars(
        select(Meeting)
        .where(Meeting.starts_at > moment, Meeting.status.in_(TO_COME))
        .order_by(Meeting.starts_at)
        .limit(1)
    ).one_or_none()


def next_meeting_number(year: int) -> str:
    """Return the next free meeting number of a year, such as M-2026-031."""
    prefix = f"M-{year}-"
    with walls_down("meeting number"):
        last = db.session.scalar(
            select(Meeting.number)
            .where(Meeting.number.startswith(prefix, autoescape=True))
            .order_by(func.length(Meeting.number).desc(), Meeting.number.desc())
            .limit(1)
        )
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:03}"


def agenda_of(meeting_id: UUID) -> Sequence[AgendaItem]:
    """Return the items whose cases this viewer knows, in order, with case and presenter.

    Number them by enumeration: `position` has gaps where others' cases are.
    """
    return db.session.scalars(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting_id)
        .options(joinedload(AgendaItem.case), joinedload(AgendaItem.presenter))
        .order_by(AgendaItem.position, AgendaItem.created_at)
    ).all()


def attendance_of(meeting_id: UUID) -> Sequence[Attendance]:
    """Return who was there, by agency and name, as far as this viewer may know."""
    found = db.session.scalars(
        select(Attendance)
        .where(Attendance.meeting_id == meeting_id)
        .options(joinedload(Attendance.agency), joinedload(Attendance.member))
    ).all()
    return sorted(found, key=lambda row: (row.agency.name, row.member.name if row.member else "~"))


def my_attendance(meeting_id: UUID, member_id: UUID) -> Attendance | None:
    return db.session.scalars(
        select(Attendance).where(
            Attendance.meeting_id == meeting_id, Attendance.member_id == member_id
        )
    ).one_or_none()


def numbers_not_listed(meeting_id: UUID) -> dict[UUID, str]:
    """Return the visible open cases that are not on this agenda: id → number, by number."""
    found = db.session.execute(_not_listed(select(Case.id, Case.number), meeting_id))
    return {row.id: row.number for row in found}


def case_not_listed(meeting_id: UUID, number: str) -> Case | None:
    """Return an open case by its number, unless it is on this agenda."""
    wanted = _not_listed(select(Case), meeting_id).where(Case.number == number)
    return db.session.scalars(wanted).one_or_none()


def _not_listed(wanted: Any, meeting_id: UUID) -> Any:
    listed = select(AgendaItem.case_id).where(AgendaItem.meeting_id == meeting_id)
    return wanted.where(Case.status != CaseStatus.CLOSED, Case.id.not_in(listed)).order_by(
        Case.number
    )


def next_reviews(case_ids: Iterable[UUID]) -> dict[UUID, date]:
    """Return the next review day agreed at each case's latest review; others are absent."""
    found = db.session.execute(
        select(AgendaItem.case_id, AgendaItem.next_review_on)
        .where(AgendaItem.case_id.in_(list(case_ids)), AgendaItem.status == ItemStatus.REVIEWED)
        .order_by(AgendaItem.reviewed_at)
    )
    latest: dict[UUID, date | None] = {row.case_id: row.next_review_on for row in found}
    return {case_id: day for case_id, day in latest.items() if day}


def reviewed_before(case_id: UUID, moment: datetime) -> AgendaItem | None:
    """Return the case's latest finished review before a moment."""
    return db.session.scalars(
        select(AgendaItem)
        .where(
            AgendaItem.case_id == case_id,
            AgendaItem.status == ItemStatus.REVIEWED,
            AgendaItem.reviewed_at < moment,
        )
        .order_by(AgendaItem.reviewed_at.desc())
        .limit(1)
    ).one_or_none()


def seated_agencies(case_ids: Iterable[UUID]) -> dict[UUID, list[Agency]]:
    """Return the agencies at each case's table now, in the order they came; one statement."""
    found: dict[UUID, list[Agency]] = {}
    seats = db.session.scalars(
        select(TeamSeat)
        .where(TeamSeat.case_id.in_(list(case_ids)), TeamSeat.ended_at.is_(None))
        .options(joinedload(TeamSeat.agency))
        .order_by(TeamSeat.created_at)
    )
    for seat in seats:
        found.setdefault(seat.case_id, []).append(seat.agency)
    return found


def expected_members(meeting: Meeting) -> Sequence[Member]:
    """Return the active members of the chair's office, every listed table, and the roster's.

    By agency and name; nobody whom a conflict of interest, or an open matter in which their agency
    prosecutes or investigates, keeps from all that brings them.
    """
    listed = _listed(meeting)
    brings = _tables_of(listed)
    for matter in matters_about(listed.values()):
        brings.get(matter.walled_agency_id, set()).discard(matter.survivor_id)
    brings = {agency: about for agency, about in brings.items() if about}
    brings[meeting.chair.agency_id] = set(listed.values())
    of_roster = [place.agency_id for place in roster_of(meeting.series_id)]
    blocks = blocks_about(listed.values())
    found = db.session.scalars(
        select(Member)
        .join(Member.agency)
        .where(
            Member.is_active,
            Member.agency_id.in_([*brings, *of_roster]),
        )
        .options(contains_eager(Member.agency))
        .order_by(Agency.name, Member.name)
    )
    return [
        one for one in found if not _is_kept_from(one, brings.get(one.agency_id, set()), blocks)
    ]


def _listed(meeting: Meeting) -> dict[UUID, UUID]:
    """Return the cases on the agenda, and about whom each is."""
    wanted = (
        select(Case.id, Case.survivor_id)
        .join(AgendaItem, AgendaItem.case_id == Case.id)
        .where(AgendaItem.meeting_id == meeting.id)
    )
    return {row.id: row.survivor_id for row in db.session.execute(wanted)}


def _tables_of(listed: Mapping[UUID, UUID]) -> dict[UUID, set[UUID]]:
    """Return the agencies at these cases' tables, and about whom each of them comes."""
    brings: dict[UUID, set[UUID]] = {}
    for case_id, agencies in seated_agencies(listed).items():
        for agency in agencies:
            brings.setdefault(agency.id, set()).add(listed[case_id])
    return brings


def _is_kept_from(member: Member, about: Set[UUID], blocks: Iterable[ConflictBlock]) -> bool:
    on = {b.survivor_id for b in blocks if b.blocks(member.id, member.agency_id)}
    return bool(about) and about <= on


def takes_part(meeting: Meeting, actor: Actor) -> bool:
    """Say whether somebody may sign there: of the chair's office, of a listed table, or noted."""
    if meeting.chair.agency_id == actor.agency_id or my_attendance(meeting.id, actor.id):
        return True
    listed = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id).limit(1)
    return db.session.scalars(listed).first() is not None


def member_now(member_id: UUID) -> Member:
    return db.session.scalars(select(Member).where(Member.id == member_id)).one()


def not_opened_by(meeting: Meeting, viewer_id: UUID) -> list[Member]:
    """Return who is noted at a meeting and has not opened its final minutes; a viewer just did."""
    found = select(MinutesOpening.member_id).where(MinutesOpening.meeting_id == meeting.id)
    opened = {viewer_id, *db.session.scalars(found)}
    there = [row.member for row in attendance_of(meeting.id) if row.member]
    return [one for one in there if one.id not in opened and one.is_active]
