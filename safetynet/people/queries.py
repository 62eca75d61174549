from uuid import UUID

from sqlalchemy import select

from safetynet.db import db
from safetynet.people.models import Invitation


def ways_in() -> tuple[dict[UUID, Invitation], dict[UUID, Invitation]]:
    """Return the latest way in of each person whom the actor looks after, by person.

    And beside it those whose training nobody has confirmed.
    """
    found = db.session.scalars(select(Invitation).order_by(Invitation.created_at)).all()
    untrained = {one.member_id: one for one in found if one.awaits_training}
    return {one.member_id: one for one in found}, untrained
