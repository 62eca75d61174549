"""Coming in by a link and a spoken code: who is at the page, what she signed, how she signs in.

Whoever has a wrong, used, expired or invented link learns nothing by it: the same answer, after the
same work.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

import pyotp
from flask import session
from sqlalchemy import Select, select

from safetynet import clock
from safetynet.access import job
from safetynet.agencies import Member
from safetynet.agencies.models import PaperKind
from safetynet.agencies.papers import record
from safetynet.audit import Result
from safetynet.authentication import recovery_codes, throttle
from safetynet.authentication.ending import end_all_of
from safetynet.authentication.models import Credential
from safetynet.authentication.passwords import words_around
from safetynet.authentication.signing_in import step_of
from safetynet.authentication.throttle import What
from safetynet.db import db, is_genuine, only_looking
from safetynet.notices import Kind, tell
from safetynet.people import agreement, links
from safetynet.people.inviting import HOLDS
from safetynet.people.models import GUESSES, Invitation, Purpose, Stage
from safetynet.vault import vault

COOKIE_KEY = "joining"


class LinkIsOverError(Exception):
    """The link was used, withdrawn or sent anew while its pages were open."""


@dataclass(frozen=True)
class Joiner:
    """Who is at the page, as plain values."""

    invitation_id: UUID
    member_id: UUID
    purpose: Purpose
    name: str
    agency: str
    email: str = field(repr=False)
    totp_secret: str = field(repr=False)
    words: Sequence[str] = field(repr=False)
    """What anybody knows of her, and a password must not be."""
    has_agreed: bool


def enter(token: str, typed: str) -> bool:
    """Take a link's secret and the spoken code; a right pair lets this browser go on.

    A guess is counted before it is looked at, so that many at once are no more than five. Raises
    TooManyTriesError and BusyError.
    """
    attempt = throttle.take_a_try(What.LINK, links.hash_of(token))
    now, wanted = clock.now(), Invitation.token_hash == links.hash_of(token)
    stored = member_id = None
    with job("join: a link is opened", result=Result.OPENED):
        found = db.session.scalars(select(Invitation).where(wanted).with_for_update()).one_or_none()
        if found and found.is_open_at(now) and _is_believed(found.member):
            found.guesses += 1
            stored, member_id = found.code_hash, found.member_id
    # Asked also where there is no such link, so that both cost the same.
    is_right = _is_right(stored, typed)
    if member_id is None or not is_right:
        with job("join: a link or code is wrong", result=Result.FAILED):
            _spend(links.hash_of(token))
        return False
    ticket = secrets.token_urlsafe(32)
    with job("join: begin", actor_id=member_id):
        invitation = db.session.scalars(select(Invitation).where(wanted)).one_or_none()
        if invitation is None or invitation.stage is not Stage.OPEN:
            return False
        invitation.guesses = 0
        invitation.ticket_hash, invitation.ticket_at = links.hash_of(ticket), now
        # Whoever saw an earlier one on this page has it no more.
        _credential_of(member_id).totp_secret = pyotp.random_base32()
    attempt.forgive()
    session.clear()
    session[COOKIE_KEY] = ticket
    return True


def _is_right(stored: str | None, typed: str) -> bool:
    return vault().passwords.verify_password(stored, links.digits_of(typed))


def _is_believed(member: Member) -> bool:
    return is_genuine(member) and is_genuine(member.agency) and member.agency.is_active


def _spend(token_hash: bytes) -> None:
    """End what was guessed at too often, and tell whoever invited."""
    wanted = select(Invitation).where(
        Invitation.token_hash == token_hash, Invitation.guesses >= GUESSES
    )
    for invitation in db.session.scalars(wanted.with_for_update()):
        invitation.end(Stage.SPENT)
        if invitation.by_id:
            tell(Kind.WAITS, invitation, [invitation.by_id])


def joiner() -> Joiner | None:
    """Return who is at work on the pages behind a link in this browser."""
    with only_looking(), job("join: who is at the page"):
        if (invitation := db.session.scalars(_by_ticket()).one_or_none()) is None:
            return None
        if not _is_held(invitation):
            return None
        member, credential = invitation.member, _credential_of(invitation.member_id)
        return Joiner(
            invitation.id,
            member.id,
            invitation.purpose,
            member.name,
            member.agency.name,
            credential.email,
            credential.totp_secret,
            words_around(member.name, credential.email, member.agency),
            has_agreed=invitation.purpose is Purpose.RECOVER or invitation.agreed is not None,
        )


def _by_ticket() -> Select[Invitation]:
    ticket = session.get(COOKIE_KEY)
    # Whoever holds none asks for a hash that nothing has.
    hashed = links.hash_of(ticket) if isinstance(ticket, str) else b""
    return select(Invitation).where(Invitation.ticket_hash == hashed)


def _is_held(invitation: Invitation) -> bool:
    return invitation.is_held_at(clock.now()) and _is_believed(invitation.member)


def _taken() -> Invitation:
    """Return the invitation that this browser holds, for nobody else to change meanwhile.

    Raises LinkIsOverError. With walls down.
    """
    found = db.session.scalars(_by_ticket().with_for_update()).one_or_none()
    if found is None or not _is_held(found):
        raise LinkIsOverError
    return found


def _credential_of(member_id: UUID) -> Credential:
    return db.session.scalars(select(Credential).where(Credential.member_id == member_id)).one()


def agree(who: Joiner, language: str, trained_on: date) -> None:
    """Write down that she signed, which words, and when she says that she was trained.

    Raises LinkIsOverError.
    """
    with job("join: agreement", actor_id=who.member_id):
        invitation = _taken()
        invitation.agreed = f"{agreement.CURRENT} {language}"
        invitation.trained_on = trained_on
        invitation.member.language = invitation.member.language or language


def finish(who: Joiner, password: str, code: str) -> Sequence[str]:
    """Let her sign in from now on by what she chose; return ten recovery codes, to be shown once.

    None of them where the code is wrong. Raises LinkIsOverError where the link was used meanwhile,
    in another window say.
    """
    hashed, now = vault().passwords.hash_password(password), clock.now()
    with job("join: finish", actor_id=who.member_id):
        invitation, credential = _taken(), _credential_of(who.member_id)
        step = step_of(credential, code, now)
        if step is None:
            return ()
        credential.password_hash, credential.totp_step = hashed, step
        if invitation.purpose is Purpose.JOIN:
            _come_in(invitation)
        invitation.end(Stage.USED)
        end_all_of(who.member_id)
        tell(Kind.CHANGED, credential, [who.member_id])
        codes = recovery_codes.issue(who.member_id)
    session.clear()
    return codes


def _come_in(invitation: Invitation) -> None:
    """Let her account count from now on; until somebody confirmed her training it reads nothing."""
    member, today = invitation.member, clock.today()
    member.is_active = True
    by = invitation.by_id or member.id
    untrained = today - timedelta(days=1)
    record(PaperKind.AGREEMENT, member.agency_id, member.id, today + HOLDS, by)
    record(PaperKind.TRAINING, member.agency_id, member.id, untrained, by)
    if invitation.by_id:
        tell(Kind.WAITS, invitation, [invitation.by_id])
