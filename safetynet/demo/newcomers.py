"""Somebody who was invited yesterday and has not come yet, and somebody who lost a phone."""

from sqlalchemy import select

from safetynet.access import Role
from safetynet.agencies import Agency
from safetynet.db import db
from safetynet.demo.telling import Teller
from safetynet.people.inviting import Newcomer, invite
from safetynet.people.models import Check
from safetynet.people.recovering import hear

NOOR = Newcomer("Noor Khan", "noor@harbor.example.org", Role.ADVOCATE, Check.PHOTO_ID)
LOST_IT = Role.ADVOCATE


def knock(teller: Teller) -> None:
    """Let both find their supervisor's page."""
    supervisor = teller.setting.person(Role.SUPERVISOR)
    with teller.by(supervisor.id, "an invitation"), teller.at(1, 7):
        harbor = db.session.scalars(select(Agency).where(Agency.id == supervisor.agency_id)).one()
        invite(harbor, NOOR, supervisor.id)
    hear(teller.setting.person(LOST_IT).email)
