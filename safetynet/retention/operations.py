"""Deciding: schedules, postponements, holds, and what a court ordered for a young person."""

from datetime import date, datetime
from uuid import UUID

from safetynet import clock
from safetynet.access import Actor, Permission, job, walls_down
from safetynet.agencies import coordinating_office
from safetynet.cases import Record
from safetynet.db import db
from safetynet.retention.classes import RecordClass, Rule
from safetynet.retention.destroying import Doomed, destroy
from safetynet.retention.due import announced
from safetynet.retention.models import (
    Deadline,
    DestructionOrder,
    LegalHold,
    OrderBasis,
    OrderState,
    Postponement,
    Schedule,
)
from safetynet.retention.queries import held_among, order_with, team_led_by
from safetynet.vault import Category


class HeldError(Exception):
    """A legal hold keeps the records."""


def set_schedule(kind: RecordClass, rule: Rule, actor: Actor, day: date) -> None:
    """Let a rule hold for a class of records from a day on; what held before stays on record."""
    db.session.add(
        Schedule(
            record_class=kind,
            start=rule.start,
            years=rule.years,
            action=rule.action,
            authority=rule.authority,
            since=day,
            by_id=actor.id,
        )
    )


def postpone(deadline: Deadline, until: date, reason: str, actor: Actor) -> None:
    """Keep records until a day, for a sealed reason."""
    today = clock.today()
    deadline.due_on, deadline.announced_on = announced(until, deadline.announced_on, today)
    db.session.add(
        Postponement(
            survivor_id=deadline.survivor_id,
            owner_id=actor.agency_id,
            of_owner_id=deadline.owner_id,
            record_class=deadline.record_class,
            until=until,
            text=reason,
            by_id=actor.id,
        )
    )


def hold(record: Record, reason: str, actor: Actor) -> None:
    """Let nothing about this survivor be destroyed until the hold is lifted."""
    db.session.add(_held(record, actor.agency_id, reason, actor))


def hold_for(record: Record, reason: str, actor: Actor) -> None:
    """Set a hold in the name of whoever sets none: the coordinating office's, where it is lifted.

    The office's privacy officer reads the reason; who asked for the hold never sees it again.
    """
    office = coordinating_office()
    if actor.is_granted(Permission.HOLD_KEEP) or office is None:
        hold(record, reason, actor)
        return
    with walls_down("legal hold"):
        db.session.add(_held(record, office.id, reason, actor))


def _held(record: Record, owner_id: UUID, reason: str, actor: Actor) -> LegalHold:
    return LegalHold(
        survivor_id=record.survivor_id,
        owner_id=owner_id,
        number=record.number,
        text=reason,
        set_by_id=actor.id,
    )


def lift(held: LegalHold, reason: str, actor: Actor, now: datetime) -> None:
    """Lift a hold; what fell due meanwhile is destroyed 30 days later at the earliest."""
    held.clearing, held.cleared_by_id, held.cleared_at = reason, actor.id, now


def ask(record: Record, basis: OrderBasis, ordered_on: date, actor: Actor) -> DestructionOrder:
    """Ask that one's own agency's records be destroyed because a court ordered it."""
    order = DestructionOrder(
        survivor_id=record.survivor_id,
        owner_id=actor.agency_id,
        number=record.number,
        basis=basis,
        ordered_on=ordered_on,
        state=OrderState.ASKED,
        asked_by_id=actor.id,
    )
    db.session.add(order)
    return order


def decline(order: DestructionOrder, actor: Actor, now: datetime) -> None:
    order.decide(OrderState.DECLINED, actor.id, now)


def carry_out(order_id: UUID, actor: Actor, now: datetime) -> None:
    """Be the second person, and destroy at once; the lead agency's order takes the team's words.

    Raises HeldError, and OrderDecidedError when somebody was faster. The order counts as carried
    out together with the last destruction: stopped before, it waits to be confirmed again.
    """
    with job("destruction order", actor.id) as running:
        order = order_with(order_id)
        order.check(actor.id)
        if held_among([order.survivor_id]):
            raise HeldError
        of, law, day = order.survivor_id, order.basis.value, clock.day_of(now)
        if team := team_led_by(order):
            destroy(running, Doomed(of, team, frozenset(Category), law, day, actor.id))
            order = order_with(order_id)
        order.decide(OrderState.CONFIRMED, actor.id, now)
        destroy(running, Doomed(of, order.owner_id, frozenset(Category), law, day, actor.id))
