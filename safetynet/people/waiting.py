"""What waits for whoever brings people in; and until when a mail about an invitation is true."""

from collections.abc import Iterator
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, Permission, may
from safetynet.db import db
from safetynet.notices import Asked, Kind, Waiting, leads_to, stands_while, who_waits
from safetynet.people.links import token_of
from safetynet.people.models import Invitation, Stage
from safetynet.people.recovering import deciders_of, is_heard

MOST = 50


@who_waits
def trainings_to_confirm(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Yield each person who joined and reads nothing until her training is confirmed."""
    if not actor.is_granted(Permission.STAFF_KEEP):
        return
    joined = select(Invitation).where(
        Invitation.stage == Stage.USED,
        Invitation.trained_on.is_not(None),
        Invitation.confirmed_at.is_(None),
    )
    for invitation in db.session.scalars(joined.limit(MOST)):
        if may(actor, Permission.STAFF_KEEP, invitation):
            yield Waiting(
                _l("Confirm somebody’s training. Until then that account reads nothing."),
                "people.index",
                kind="people",
            )


@who_waits
def people_locked_out(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Yield each person who says that she cannot sign in, to whoever is to make sure of her."""
    if not actor.is_granted(Permission.RECOVERY_DECIDE):
        return
    asked = select(Invitation).where(Invitation.stage == Stage.ASKED)
    for invitation in db.session.scalars(asked.limit(MOST)):
        if is_heard(invitation) and actor.id in deciders_of(invitation.member):
            yield Waiting(
                _l("Somebody says that they cannot sign in. Make sure who it is."),
                "people.ask_recovery",
                {"member": invitation.member_id},
                clock.day_of(invitation.created_at),
                kind="people",
            )


@stands_while(Invitation)
def _stands(invitation: Invitation, asked: Asked) -> bool:
    if asked.kind in {Kind.INVITED, Kind.LET_IN}:
        return invitation.is_open_at(clock.now())
    if asked.kind is Kind.WAITS:
        is_news = invitation.stage in {Stage.ASKED, Stage.SPENT}
        return is_news or invitation.awaits_training
    return True


@leads_to(Invitation)
def _path(invitation: Invitation) -> str:
    """Return the path of the link that was sent last; made outside of any request."""
    return f"/join/{token_of(invitation)}"
