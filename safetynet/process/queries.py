"""What the desk lists, and what it must know of a case before it registers a request."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import case, func, select

from safetynet.access import GRANTS, Actor, Permission, Role, walls_down
from safetynet.agencies import Agency, members_of
from safetynet.among import among
from safetynet.cases import Case, Record
from safetynet.db import db
from safetynet.process.models import LegalProcess, ProcessStep, Production, ServedPaper
from safetynet.process.states import ANSWERED, State, Step
from safetynet.retention import Destruction
from safetynet.sharing import TeamSeat
from safetynet.vault import Category

PAGE = 100
_LATEST_PRODUCTION = (Production.created_at.desc(), Production.id)


def record_of(number: str, actor: Actor, why: str = "legal process") -> Record | None:
    """Return the case with this number if the actor's agency sits or sat at its table.

    Asked behind the walls, because a seat that ended opens no case any more while the agency's own
    rows stay. What does not exist, what is only others' and whom a conflict of interest hides are
    answered alike, and so is a case whose rows in the agency's office were destroyed: nothing more
    can be written there. `why` is what the ledger says of it.
    """
    if actor.rights.lapsed:
        return None
    wanted = (
        select(Case.id, Case.survivor_id, Case.number)
        .join(TeamSeat, TeamSeat.case_id == Case.id)
        .where(
            Case.number == number,
            TeamSeat.agency_id == actor.agency_id,
            ~among(Case.survivor_id, actor.rights.hidden),
        )
        .distinct()
    )
    with walls_down(why):
        found = db.session.execute(wanted).one_or_none()
        record = Record(*found) if found else None
        return None if record and _is_destroyed(record, actor.agency_id) else record


def _is_destroyed(record: Record, agency_id: UUID) -> bool:
    gone = select(Destruction.categories).where(
        Destruction.survivor_id == record.survivor_id, Destruction.owner_id == agency_id
    )
    return any(Category.OFFICE in codes for codes in db.session.scalars(gone))


def next_reference(agency_id: UUID, year: int) -> str:
    """Return the agency's next free reference of a year, such as LP-2026-003.

    Counted behind the walls: a request that a conflict hides from somebody has its number too.
    """
    begun = f"LP-{year}-"
    taken = select(func.count()).where(
        LegalProcess.agency_id == agency_id, LegalProcess.reference.startswith(begun)
    )
    # Two who register at once wait for each other, as SQLite lets them anyway.
    mine = select(Agency.id).where(Agency.id == agency_id).with_for_update()
    with walls_down("reference"):
        db.session.scalars(mine).one()
        count = db.session.scalar(taken.select_from(LegalProcess)) or 0
    return f"{begun}{count + 1:03}"


def requests(page: int = 1) -> tuple[Sequence[LegalProcess], bool]:
    """Return a page of the requests that may be known, and if there are more.

    The open ones by their day, then the closed ones, the latest first.
    """
    is_closed = LegalProcess.state == State.CLOSED
    found = db.session.scalars(
        select(LegalProcess)
        .order_by(
            is_closed,
            case((is_closed, None), else_=LegalProcess.due_on),
            LegalProcess.due_on.desc(),
            LegalProcess.reference,
            LegalProcess.id,
        )
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    return found[:PAGE], len(found) > PAGE


@dataclass(frozen=True)
class Elsewhere:
    """What another agency has to answer: how much, and when; nothing of whom it is about."""

    agency_id: UUID
    waiting: int
    overdue: int
    next_on: date


def waiting_elsewhere(actor: Actor, day: date) -> list[Elsewhere]:
    """Return what other agencies have to answer, for whoever keeps watch over the county.

    Counted behind the walls: that somebody's records are asked for at a victim services agency
    says whom that agency works with, so no number, kind or state of a request leaves its desk.
    """
    if actor.role is not Role.PRIVACY_OFFICER:
        return []
    overdue = func.count().filter(LegalProcess.due_on < day)
    asked = (
        select(LegalProcess.agency_id, func.count(), overdue, func.min(LegalProcess.due_on))
        .where(LegalProcess.agency_id != actor.agency_id, LegalProcess.state.not_in(ANSWERED))
        .group_by(LegalProcess.agency_id)
        .order_by(func.min(LegalProcess.due_on), LegalProcess.agency_id)
    )
    with walls_down("legal process"):
        return [Elsewhere(*row) for row in db.session.execute(asked)]


def has_a_second_person(actor: Actor) -> bool:
    """Say whether somebody else at the actor's agency could approve what leaves."""
    return any(
        Permission.PROCESS_APPROVE in GRANTS[member.role]
        for member in members_of(actor.agency_id)
        if member.id != actor.id
    )


def paper_of(process_id: UUID) -> ServedPaper | None:
    """Return what was served; None where it was destroyed."""
    return db.session.scalars(
        select(ServedPaper).where(ServedPaper.process_id == process_id)
    ).one_or_none()


def steps_of(process_id: UUID) -> Sequence[ProcessStep]:
    return db.session.scalars(
        select(ProcessStep)
        .where(ProcessStep.process_id == process_id)
        .order_by(ProcessStep.day, ProcessStep.created_at)
    ).all()


def productions_of(process_id: UUID) -> Sequence[Production]:
    """Return what was prepared, the latest first."""
    return db.session.scalars(
        select(Production).where(Production.process_id == process_id).order_by(*_LATEST_PRODUCTION)
    ).all()


def is_newest(production: Production) -> bool:
    """Say whether nothing was prepared for the same request since: only that may still leave."""
    latest = (
        select(Production.id)
        .where(Production.process_id == production.process_id)
        .order_by(*_LATEST_PRODUCTION)
    )
    return db.session.scalars(latest.limit(1)).one() == production.id


def answered_on(process_id: UUID) -> date | None:
    """Return the day of the letter that neither confirms nor denies."""
    return db.session.scalars(
        select(ProcessStep.day)
        .where(ProcessStep.process_id == process_id, ProcessStep.kind == Step.ANSWERED)
        .order_by(ProcessStep.created_at)
    ).first()


def not_to_be_told(productions: Iterable[UUID]) -> set[UUID]:
    """Return those of which a court forbids to tell the young person; a yes or no, and no row."""
    with walls_down("legal process"):
        return set(
            db.session.scalars(
                select(Production.id)
                .join(LegalProcess, LegalProcess.id == Production.process_id)
                .where(LegalProcess.telling_is_forbidden, among(Production.id, set(productions)))
            )
        )
