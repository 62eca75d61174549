"""Inviting somebody: her row, an address, a link in the mail, and a code to say aloud."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from safetynet import clock
from safetynet.access import Role, walls_down
from safetynet.agencies import Agency, Member
from safetynet.agencies.models import PaperKind
from safetynet.agencies.papers import record
from safetynet.authentication.enrolling import give_up, let_in_by, signs_in_with
from safetynet.db import db
from safetynet.notices import Kind, tell
from safetynet.people import links
from safetynet.people.models import Check, Invitation, Purpose, Stage

HOLDS = timedelta(days=365)
"""How long an agreement holds from the day it is signed, and a training from its last day."""


class TakenError(Exception):
    """Somebody signs in with this address, or is invited by it."""


@dataclass(frozen=True)
class Newcomer:
    """Whom somebody invites, and how she made sure of the person."""

    name: str
    email: str = field(repr=False)
    role: Role
    checked_how: Check


@dataclass(frozen=True)
class Spoken:
    """A code that is told in person or by telephone; shown once, and kept as a hash alone."""

    name: str
    code: str = field(repr=False)


def invite(agency: Agency, who: Newcomer, by_id: UUID) -> Spoken:
    """Invite somebody to join an agency; raises TakenError."""
    code = links.new_code()
    member = Member(name=who.name, role=who.role, agency_id=agency.id, is_active=False)
    db.session.add(member)
    return _let_in(member, who, by_id, code)


def invite_back(member: Member, who: Newcomer, by_id: UUID) -> Spoken:
    """Invite somebody who left, at the same agency; raises TakenError."""
    code = links.new_code()
    member.name, member.role = who.name, who.role
    return _let_in(member, who, by_id, code)


def _let_in(member: Member, who: Newcomer, by_id: UUID, code: tuple[str, str]) -> Spoken:
    end_open(member.id, Stage.WITHDRAWN)
    try:
        with db.session.begin_nested(), walls_down("an address to sign in with"):
            _free(who.email, member.id)
            let_in_by(member.id, member.agency_id, who.email)
    except IntegrityError:
        raise TakenError from None
    invitation = begun(Purpose.JOIN, member)
    invitation.open(by_id, who.checked_how)
    return send(invitation, member.name, code)


def begun(purpose: Purpose, member: Member) -> Invitation:
    """Return a way in that opens nothing yet."""
    invitation = Invitation(
        purpose=purpose, stage=Stage.ASKED, member_id=member.id, agency_id=member.agency_id
    )
    invitation.sent = invitation.guesses = 0
    db.session.add(invitation)
    return invitation


def _free(email: str, member_id: UUID) -> None:
    """Take an address from whoever left or never came; raises TakenError where it is in use."""
    held = signs_in_with(email)
    if held is None or held.member_id == member_id:
        return
    stages = select(Invitation.stage).where(Invitation.member_id == held.member_id)
    if held.member.is_active or Stage.OPEN in set(db.session.scalars(stages)):
        raise TakenError
    give_up(held)


def send(invitation: Invitation, name: str, code: tuple[str, str]) -> Spoken:
    """Send a new link to the person's address; return the code that it needs.

    `code` comes from `links.new_code`, asked for before anything was written.
    """
    spoken, hashed = code
    invitation.sent += 1
    invitation.send(links.hash_of(links.token_of(invitation)), hashed, clock.now())
    kind = Kind.INVITED if invitation.purpose is Purpose.JOIN else Kind.LET_IN
    tell(kind, invitation, [invitation.member_id])
    return Spoken(name, spoken)


def end_open(member_id: UUID, stage: Stage) -> None:
    """End whatever is open or asked for about one person."""
    mine = select(Invitation).where(
        Invitation.member_id == member_id, Invitation.stage.in_({Stage.OPEN, Stage.ASKED})
    )
    for invitation in db.session.scalars(mine):
        invitation.end(stage)


def confirm_training(invitation: Invitation, by_id: UUID) -> None:
    """Let a training count that somebody said she finished; from the next page on she reads."""
    if invitation.trained_on is None:
        return
    until = invitation.trained_on + HOLDS
    record(PaperKind.TRAINING, invitation.agency_id, invitation.member_id, until, by_id)
    invitation.confirmed_at = clock.now()
