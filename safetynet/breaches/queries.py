"""What the pages list: incidents, and what belongs to one; counts where rows are not to be seen."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from safetynet import clock
from safetynet.access import Actor, Role, walls_down
from safetynet.agencies import Agency, Member
from safetynet.breaches.clocks import Deadline, deadlines_of, settings
from safetynet.breaches.models import (
    Affected,
    Breach,
    BreachCall,
    BreachLetter,
    BreachNotice,
    BreachPart,
    BreachScope,
    BreachWords,
)
from safetynet.breaches.states import State
from safetynet.cases import Record, record_with
from safetynet.db import db
from safetynet.process import record_of

PAGE = 50
MOST = 500
"""Young people on one page."""


def incidents(page: int = 1) -> tuple[Sequence[Breach], bool]:
    """Return a page of the incidents that may be known, the open ones first, and if more are."""
    found = db.session.scalars(
        select(Breach)
        .order_by(Breach.state == State.CLOSED, Breach.noticed_at.desc(), Breach.id)
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    return found[:PAGE], len(found) > PAGE


def own_parts(actor: Actor) -> dict[UUID, UUID]:
    """Return the part of the actor's own agency in each incident, by incident."""
    wanted = select(BreachPart.breach_id, BreachPart.id)
    found = db.session.execute(wanted.where(BreachPart.agency_id == actor.agency_id))
    return {row.breach_id: row.id for row in found}


def next_reference(office_id: UUID, moment: datetime) -> str:
    """Return the county's next free reference of a year, such as BR-2026-003."""
    begun = f"BR-{clock.day_of(moment).year}-"
    taken = select(func.count()).where(Breach.reference.startswith(begun))
    # Two who report at once wait for each other, as SQLite lets them anyway.
    office = select(Agency.id).where(Agency.id == office_id).with_for_update()
    with walls_down("reference"):
        db.session.scalars(office).one()
        count = db.session.scalar(taken.select_from(Breach)) or 0
    return f"{begun}{count + 1:03}"


def words_of(breach_id: UUID) -> Sequence[BreachWords]:
    return db.session.scalars(
        select(BreachWords)
        .where(BreachWords.breach_id == breach_id)
        .order_by(BreachWords.created_at)
    ).all()


def scopes_of(breach_id: UUID) -> Sequence[BreachScope]:
    return db.session.scalars(
        select(BreachScope)
        .where(BreachScope.breach_id == breach_id)
        .order_by(BreachScope.created_at)
    ).all()


def parts_of(breach_id: UUID) -> Sequence[BreachPart]:
    return db.session.scalars(
        select(BreachPart).where(BreachPart.breach_id == breach_id).order_by(BreachPart.created_at)
    ).all()


def affected_in(breach_id: UUID, part_id: UUID | None = None) -> Sequence[Affected]:
    """Return who may be shown, whom nobody has told yet first."""
    wanted = select(Affected).where(Affected.breach_id == breach_id)
    if part_id is not None:
        wanted = wanted.where(Affected.part_id == part_id)
    told = Affected.letter_at.is_not(None)
    return db.session.scalars(wanted.order_by(told, Affected.number, Affected.id).limit(MOST)).all()


def people_in(breach_id: UUID) -> int:
    """Return how many young people an incident touches, each once, whoever may see them."""
    wanted = select(func.count(Affected.survivor_id.distinct())).where(
        Affected.breach_id == breach_id
    )
    with walls_down("how many a breach touches"):
        return db.session.scalar(wanted.select_from(Affected)) or 0


def untold_in(breach_id: UUID) -> dict[UUID, int]:
    return untold(Affected.breach_id == breach_id)


def untold(*where: ColumnElement[bool]) -> dict[UUID, int]:
    """Return how many are neither told nor known to be unsafe to tell, by part; counts alone."""
    wanted = (
        select(Affected.part_id, func.count())
        .where(Affected.letter_at.is_(None), Affected.is_unsafe.is_(False), *where)
        .group_by(Affected.part_id)
    )
    with walls_down("how many are to be told"):
        return {row[0]: row[1] for row in db.session.execute(wanted)}


def is_worked_on(breach_id: UUID) -> bool:
    """Say whether anybody was called or told: from then on nobody falls off the list."""
    wanted = select(Affected.id).where(
        Affected.breach_id == breach_id, (Affected.calls > 0) | Affected.letter_at.is_not(None)
    )
    with walls_down("has anybody been called"):
        return db.session.scalar(wanted.limit(1)) is not None


def deadlines_by_part(breach: Breach, parts: Iterable[BreachPart]) -> Mapping[UUID, list[Deadline]]:
    """Return what is due in each of these parts."""
    found, left = settings(), untold_in(breach.id)
    return {part.id: deadlines_of(breach, part, left.get(part.id, 0), found) for part in parts}


def calls_of(affected_id: UUID) -> Sequence[BreachCall]:
    return db.session.scalars(
        select(BreachCall).where(BreachCall.affected_id == affected_id).order_by(BreachCall.at)
    ).all()


def notices_of(part_id: UUID) -> Sequence[BreachNotice]:
    return db.session.scalars(
        select(BreachNotice).where(BreachNotice.part_id == part_id).order_by(BreachNotice.at)
    ).all()


def letters_of(part_id: UUID) -> dict[str, BreachLetter]:
    """Return what a part's letter says, by language."""
    found = db.session.scalars(select(BreachLetter).where(BreachLetter.part_id == part_id))
    return {letter.language: letter for letter in found}


def own_record(number: str, actor: Actor) -> Record | None:
    """Return the case with this number if the actor's agency works or worked on it."""
    found = record_of(number, actor, "whom a breach touches")
    return found or (record_with(number, actor) if actor.sees_all_shells else None)


def without_an_officer(office_id: UUID) -> list[str]:
    """Return the references of open incidents that are about every privacy officer of the office.

    Behind the walls, for whoever can bring another one; a reference and nothing else.
    """
    officers = select(Member.id).where(
        Member.agency_id == office_id, Member.role == Role.PRIVACY_OFFICER, Member.is_active
    )
    wanted = select(Breach.reference, Breach.accounts).where(
        Breach.state != State.CLOSED, Breach.office_id == office_id
    )
    with walls_down("who can run a breach"):
        who = {str(one) for one in db.session.scalars(officers)}
        found = db.session.execute(wanted.order_by(Breach.reference)).all()
    return [reference for reference, accounts in found if who <= set(accounts)]
