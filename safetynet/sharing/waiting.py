"""What waits because somebody opened a case in an emergency; until when sharing is news."""

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, Permission
from safetynet.db import db
from safetynet.notices import Asked, Kind, Waiting, stands_while, who_waits
from safetynet.sharing.models import BreakGlass, Disclosure, Release, TeamSeat

MOST = 50


@who_waits
def emergencies_to_look_at(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Tell the agency's lead and the privacy officer at once (CR-45)."""
    if not actor.is_granted(Permission.GLASS_REVIEW):
        return
    waiting = select(BreakGlass).where(
        BreakGlass.closed_at.is_(None), BreakGlass.member_id != actor.id
    )
    for glass in db.session.scalars(waiting.order_by(BreakGlass.created_at).limit(MOST)):
        yield Waiting(
            sentence=_("%(number)s was opened in an emergency: look at it", number=glass.number),
            endpoint="sharing.emergency",
            arguments={"glass": glass.id},
            due=clock.day_of(glass.created_at),
            kind="access",
        )


@stands_while(BreakGlass)
def _not_looked_at(glass: BreakGlass, _asked: Asked) -> bool:
    return glass.closed_at is None


@stands_while(Release)
@stands_while(Disclosure)
def _is_shared_still(grant: Release | Disclosure, asked: Asked) -> bool:
    """A mail about a new one is dropped with it (CR-05); that it stopped is said all the same."""
    return asked.kind is Kind.STOPPED or grant.is_in_force_on(asked.day)


@stands_while(TeamSeat)
def _sits_there(seat: TeamSeat, _asked: Asked) -> bool:
    return seat.ended_at is None
