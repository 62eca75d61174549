"""What waits because somebody opened a case in an emergency."""

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, Permission
from safetynet.db import db
from safetynet.notices import Waiting, who_waits
from safetynet.sharing.models import BreakGlass

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
