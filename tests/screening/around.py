"""People for tests of screening: who signs in under a full name, and who is named around her."""

from uuid import UUID

from flask import Flask

from safetynet.access import Role, job
from safetynet.authentication.enrolling import enrol
from safetynet.db import db
from safetynet.screening import Match
from safetynet.survivors import PersonTie, SafeContact
from tests.browser import rows
from tests.cast import PASSWORD, Player
from tests.scenes import Scene

HE = "Silvan Thornquist"
"""A person of concern, and somebody who signs in."""


def enrolled(app: Flask, of: Player, name: str, role: Role | None = None) -> Player:
    """Let somebody of this name begin to work beside a player."""
    email = f"{name.replace(' ', '.').lower()}@{of.email.rpartition('@')[2]}"
    with app.app_context(), job("test: somebody new"):
        role = role or of.role
        member, _ = enrol(of.agency_id, name=name, email=email, role=role, password=PASSWORD)
        return Player(member.id, of.agency_id, role, email)


def contact_of(app: Flask, scene: Scene, by: Player, person: str) -> UUID:
    """Let an agency write down a guardian through whom she is reached."""
    with app.app_context(), job("test: a contact"):
        contact = SafeContact(
            survivor_id=scene.survivor_id,
            owner_id=by.agency_id,
            value="555-010-3322",
            person=person,
            tie=PersonTie.GUARDIAN,
        )
        db.session.add(contact)
        return contact.id


def matches(app: Flask) -> list[Match]:
    """Return what screening found, oldest first; ids and states only may be read of them."""
    with app.app_context(), job("test: look"):
        found = rows(Match)
        db.session.expunge_all()
        return found
