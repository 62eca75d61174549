"""What ties agencies and people to young people, gathered from every room for the access review.

Behind the walls: a supervisor learns whether a read is explained, not by which linkage or task.
"""

from collections.abc import Iterable, Iterator, Set
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.access import walls_down
from safetynet.accessreviews import Tie, TieKind
from safetynet.accessreviews.rule import AFTER, BEFORE
from safetynet.agencies import Agency, AgencyClass
from safetynet.among import among
from safetynet.cases import Case
from safetynet.db import db
from safetynet.linkages import Linkage
from safetynet.linkages.life import OVER
from safetynet.meetings import AgendaItem, Meeting
from safetynet.meetings.models import Task
from safetynet.plans import Step
from safetynet.plans.models import UNFINISHED
from safetynet.referrals import Referral
from safetynet.sharing import TeamSeat
from safetynet.sharing.models import BreakGlass

K = TieKind


def ties_to(survivors: Set[UUID], since: date, until: date) -> list[Tie]:
    """Return what ties anybody to these young people and can explain a read of these days."""
    with walls_down("access review"):
        offices = frozenset(db.session.scalars(_offices()))
        seats = [*_rows(_seats(), TeamSeat.survivor_id, survivors)]
        at_tables = {(seat.case_id, seat.agency_id) for seat in seats}
        return [
            *(_seat(seat) for seat in seats),
            *_cases(survivors, offices),
            *_agendas(survivors, at_tables, offices, since, until),
            *_emergencies(survivors),
            *_tasks(survivors),
            *_steps(survivors),
            *_linkages(survivors),
            *_referrals(survivors, offices),
        ]


def _rows(wanted: Any, column: Any, survivors: Set[UUID]) -> Iterable[Any]:
    return db.session.execute(wanted.where(among(column, survivors)))


def _offices() -> Any:
    return select(Agency.id).where(Agency.kind == AgencyClass.COORDINATING)


def _seats() -> Any:
    columns = (TeamSeat.case_id, TeamSeat.survivor_id, TeamSeat.agency_id)
    days = (TeamSeat.created_at, TeamSeat.ended_at, Case.closed_at)
    return select(*columns, *days, Case.lead_agency_id).join(Case, Case.id == TeamSeat.case_id)


def _seat(seat: Any) -> Tie:
    """A seat ties until it ends, or until the case is closed."""
    kind = K.LEAD if seat.agency_id == seat.lead_agency_id else K.SEAT
    ends = [moment for moment in (seat.ended_at, seat.closed_at) if moment]
    return _tie(kind, seat.survivor_id, seat.agency_id, seat.created_at, min(ends, default=None))


def _cases(survivors: Set[UUID], offices: Set[UUID]) -> Iterator[Tie]:
    """The coordinating office runs the review of every case, without a seat."""
    wanted = select(Case.survivor_id, Case.created_at, Case.closed_at)
    for case in _rows(wanted, Case.survivor_id, survivors):
        for office in offices:
            yield _tie(K.SEAT, case.survivor_id, office, case.created_at, case.closed_at)


def _agendas(
    survivors: Set[UUID], at_tables: Set[tuple[UUID, UUID]], offices: Set[UUID], *days: date
) -> Iterator[Tie]:
    since, until = days
    first, last = since - AFTER[K.AGENDA], until + BEFORE[K.AGENDA]
    wanted = (
        select(AgendaItem.case_id, Case.survivor_id, Meeting.starts_at)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(Case, Case.id == AgendaItem.case_id)
        .where(Meeting.starts_at.between(clock.start_of(first), clock.end_of(last)))
    )
    seated: dict[UUID, set[UUID]] = {}
    for case_id, agency in at_tables:
        seated.setdefault(case_id, set(offices)).add(agency)
    for item in _rows(wanted, Case.survivor_id, survivors):
        for agency in seated.get(item.case_id, offices):
            yield _tie(K.AGENDA, item.survivor_id, agency, item.starts_at, item.starts_at)


def _emergencies(survivors: Set[UUID]) -> Iterator[Tie]:
    columns = (BreakGlass.survivor_id, BreakGlass.of_agency_id, BreakGlass.member_id)
    wanted = select(*columns, BreakGlass.created_at, BreakGlass.until)
    for glass in _rows(wanted, BreakGlass.survivor_id, survivors):
        days, who = (glass.created_at, glass.until), glass.member_id
        yield _tie(K.EMERGENCY, glass.survivor_id, glass.of_agency_id, *days, member=who)


def _tasks(survivors: Set[UUID]) -> Iterator[Tie]:
    columns = (Task.agency_id, Task.taken_by_id, Task.created_at, Task.settled_at)
    wanted = select(Case.survivor_id, *columns).join(Case, Case.id == Task.case_id)
    for task in _rows(wanted, Case.survivor_id, survivors):
        days = (task.created_at, task.settled_at)
        yield _tie(K.TASK, task.survivor_id, task.agency_id, *days, member=task.taken_by_id)


def _steps(survivors: Set[UUID]) -> Iterator[Tie]:
    columns = (Step.survivor_id, Step.owner_agency_id, Step.owner_member_id)
    wanted = select(*columns, Step.created_at, Step.status, Step.status_at)
    for step in _rows(wanted, Step.survivor_id, survivors):
        ended = None if step.status in UNFINISHED else step.status_at
        days, member = (step.created_at, ended), step.owner_member_id
        yield _tie(K.STEP, step.survivor_id, step.owner_agency_id, *days, member=member)


def _linkages(survivors: Set[UUID]) -> Iterator[Tie]:
    columns = (Linkage.survivor_id, Linkage.offered_by_id, Linkage.provider_agency_id)
    days = (Linkage.created_at, Linkage.sent_at, Linkage.status, Linkage.status_at)
    for linkage in _rows(select(*columns, *days), Linkage.survivor_id, survivors):
        ended = linkage.status_at if linkage.status in OVER else None
        offers, survivor = linkage.offered_by_id, linkage.survivor_id
        yield _tie(K.LINKAGE, survivor, offers, linkage.created_at, ended)
        if linkage.provider_agency_id and linkage.sent_at:
            provider = linkage.provider_agency_id
            yield _tie(K.LINKAGE, survivor, provider, linkage.sent_at, ended)


def _referrals(survivors: Set[UUID], offices: Set[UUID]) -> Iterator[Tie]:
    columns = (Referral.survivor_id, Referral.from_agency_id, Referral.created_at)
    wanted = select(*columns, Referral.received_at, Referral.triaged_at)
    for referral in _rows(wanted, Referral.survivor_id, survivors):
        survivor, decided = referral.survivor_id, referral.triaged_at
        yield _tie(K.REFERRAL, survivor, referral.from_agency_id, referral.created_at, decided)
        for office in offices if referral.received_at else ():
            yield _tie(K.REFERRAL, survivor, office, referral.received_at, decided)


def _tie(
    kind: TieKind,
    survivor: UUID,
    agency: UUID,
    began: datetime,
    ended: datetime | None,
    member: UUID | None = None,
) -> Tie:
    last = clock.day_of(ended) if ended else None
    return Tie(kind, survivor, agency, clock.day_of(began), last, member)
