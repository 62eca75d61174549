"""What the pages of retention list; walls keep each reader to what is theirs."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from safetynet.access import walls_down
from safetynet.agencies import the_county
from safetynet.among import among
from safetynet.cases import Case
from safetynet.db import db
from safetynet.retention.classes import DEFAULTS, RecordClass, Rule
from safetynet.retention.due import LISTED
from safetynet.retention.models import (
    Deadline,
    Destruction,
    DestructionOrder,
    LegalHold,
    OrderState,
    Schedule,
)

PAGE = 100


def schedules(until: date = date.max) -> dict[RecordClass, Schedule]:
    """Return the newest word on each class that somebody set for a day until `until`."""
    found = db.session.scalars(
        select(Schedule)
        .where(Schedule.since <= until)
        .order_by(Schedule.since, Schedule.created_at)
    )
    return {row.record_class: row for row in found}


def rules(day: date) -> dict[RecordClass, Rule]:
    """Return the rule that holds for each class: the one that was set, or the shipped one."""
    said = {
        kind: Rule(row.start, row.years, row.action, row.authority)
        for kind, row in schedules(day).items()
    }
    return DEFAULTS | said


def deadlines(day: date) -> Sequence[Deadline]:
    """Return what falls due within 90 days, the soonest first."""
    return db.session.scalars(
        select(Deadline)
        .where(Deadline.due_on <= day + LISTED)
        .order_by(Deadline.due_on, Deadline.number, Deadline.record_class)
        .limit(PAGE)
    ).all()


def held_among(survivors: Iterable[UUID]) -> set[UUID]:
    """Say which survivors' records a legal hold keeps; of the hold itself nothing is said."""
    with walls_down("legal hold"):
        return set(
            db.session.scalars(
                select(LegalHold.survivor_id).where(
                    LegalHold.cleared_at.is_(None), among(LegalHold.survivor_id, set(survivors))
                )
            )
        )


def holds() -> Sequence[LegalHold]:
    """Return the holds that stand, then those that were lifted, the newest first."""
    return db.session.scalars(
        select(LegalHold)
        .order_by(LegalHold.cleared_at.is_not(None), LegalHold.created_at.desc())
        .limit(PAGE)
    ).all()


def orders_asked() -> Sequence[DestructionOrder]:
    """Return the orders that wait for a second person."""
    return db.session.scalars(
        select(DestructionOrder)
        .where(DestructionOrder.state == OrderState.ASKED)
        .order_by(DestructionOrder.created_at)
        .limit(PAGE)
    ).all()


def destructions() -> Sequence[Destruction]:
    return db.session.scalars(
        select(Destruction).order_by(Destruction.created_at.desc()).limit(PAGE)
    ).all()


def order_with(order_id: UUID) -> DestructionOrder:
    return db.session.scalars(select(DestructionOrder).where(DestructionOrder.id == order_id)).one()


def team_led_by(order: DestructionOrder) -> UUID | None:
    """Return the team's id when the ordering agency leads a case of hers, and so speaks for it."""
    leads = select(Case.id).where(
        Case.survivor_id == order.survivor_id, Case.lead_agency_id == order.owner_id
    )
    return the_county().team_id if db.session.scalars(leads).first() else None
