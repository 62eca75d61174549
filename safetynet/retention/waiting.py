"""What waits because records fall due, or because a court ordered them destroyed."""

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from safetynet.access import Actor, Permission
from safetynet.db import db
from safetynet.notices import Waiting, who_waits
from safetynet.retention.models import Deadline, DestructionOrder, OrderState
from safetynet.retention.words import CLASS_WORDS

MOST = 50


@who_waits
def records_about_to_go(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Warn the keeper from 30 days before (CR-33)."""
    if not actor.is_granted(Permission.RETENTION_POSTPONE):
        return
    warned = (
        select(Deadline)
        .where(Deadline.announced_on.is_not(None), Deadline.keeper_id == actor.agency_id)
        .order_by(Deadline.due_on)
        .limit(MOST)
    )
    for row in db.session.scalars(warned):
        yield Waiting(
            sentence=_(
                "Records of %(number)s will be destroyed: %(what)s",
                number=row.number or _("a referral without a case"),
                what=CLASS_WORDS[row.record_class],
            ),
            endpoint="retention.index",
            due=row.due_on,
            kind="retention",
        )


@who_waits
def orders_to_confirm(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Ask the second person."""
    if not actor.is_granted(Permission.DESTRUCTION_CONFIRM):
        return
    asked = select(DestructionOrder).where(DestructionOrder.state == OrderState.ASKED)
    for order in db.session.scalars(asked.order_by(DestructionOrder.created_at).limit(MOST)):
        yield Waiting(
            sentence=_("An order to destroy records of %(number)s waits", number=order.number),
            endpoint="retention.order",
            arguments={"order": order.id},
            kind="retention",
        )


@who_waits
def others_were_ordered(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Tell those at the same table that a court ordered it, until they ask too (CR-35)."""
    if not actor.is_granted(Permission.DESTRUCTION_ASK):
        return
    mine = select(DestructionOrder.survivor_id).where(DestructionOrder.owner_id == actor.agency_id)
    told = (
        select(DestructionOrder.number)
        .where(
            DestructionOrder.state == OrderState.CONFIRMED,
            DestructionOrder.owner_id != actor.agency_id,
            actor.rights.concerns(DestructionOrder.survivor_id),
            DestructionOrder.survivor_id.not_in(mine),
        )
        .distinct()
        .limit(MOST)
    )
    for number in db.session.scalars(told):
        yield Waiting(
            sentence=_(
                "A court ordered records of %(number)s destroyed: do the same", number=number
            ),
            endpoint="retention.begin_order",
            arguments={"number": number},
            kind="retention",
        )
