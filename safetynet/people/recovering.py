"""Coming in again after a phone or a password was lost: a second person vouches for her.

Whoever asks at the door gets one answer, after one amount of work, whether the address is
anybody's or not. Until somebody who knows her has made sure, nothing changes: else anybody could
lock her out.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.access import Role, job
from safetynet.agencies import Member
from safetynet.agencies.staffing import CASEWORK
from safetynet.audit import Result
from safetynet.authentication import throttle
from safetynet.authentication.enrolling import make_void, signs_in_with
from safetynet.authentication.signing_in import fingerprint
from safetynet.authentication.throttle import What
from safetynet.db import db, is_genuine
from safetynet.notices import Kind, tell
from safetynet.people import links
from safetynet.people.inviting import Spoken, begun, end_open, send
from safetynet.people.models import Check, Invitation, Purpose, Stage
from safetynet.vault import vault

HEARD_FOR = timedelta(days=7)
"""How long it waits for an answer that somebody asked; then she asks again."""


def ask(email: str) -> None:
    """Take down that whoever has this address says that she cannot sign in.

    Raises TooManyTriesError and BusyError.
    """
    throttle.take_a_try(What.HELP, fingerprint(email))
    hear(email)


def hear(email: str) -> None:
    """Write it down, and tell whoever is to make sure of the person, if there is one."""
    # What a password costs, so that what is written for somebody who exists is lost in it.
    vault().passwords.verify_password(None, email)
    with job("help: somebody cannot sign in", result=Result.OPENED):
        held = signs_in_with(email)
        if held and _is_believed(held.member) and not list(_open_about(held.member_id)):
            end_open(held.member_id, Stage.WITHDRAWN)
            asked = begun(Purpose.RECOVER, held.member)
            tell(Kind.HELP_ASKED, asked, [held.member_id])
            tell(Kind.WAITS, asked, deciders_of(held.member))


def _is_believed(member: Member) -> bool:
    is_in = member.is_active and member.agency.is_active
    return is_in and is_genuine(member) and is_genuine(member.agency)


def _open_about(member_id: UUID) -> Iterator[Invitation]:
    """Yield what is asked or let in already, so that asking twice writes to nobody twice."""
    now = clock.now()
    for one in db.session.scalars(select(Invitation).where(Invitation.member_id == member_id)):
        if is_heard(one) or one.is_open_at(now):
            yield one


def is_heard(invitation: Invitation) -> bool:
    """Say whether somebody should still answer this."""
    is_fresh = clock.now() - invitation.created_at < HEARD_FOR
    return invitation.stage is Stage.ASKED and is_fresh


def deciders_of(member: Member) -> Sequence[UUID]:
    """Return who is to make sure of somebody: another supervisor, else the administrators."""
    others = select(Member.id).where(Member.is_active, Member.id != member.id)
    supervisors = others.where(Member.role == Role.SUPERVISOR, Member.agency_id == member.agency_id)
    near: Sequence[UUID] = []
    if member.role in CASEWORK | {Role.SUPERVISOR}:
        near = db.session.scalars(supervisors).all()
    return near or db.session.scalars(others.where(Member.role == Role.ADMINISTRATOR)).all()


def let_in_again(member: Member, how: Check, by_id: UUID) -> Spoken:
    """Void all that somebody signed in with, and send her a link to set it up anew."""
    code = links.new_code()
    asked = asked_about(member.id) or begun(Purpose.RECOVER, member)
    asked.open(by_id, how)
    make_void(member.id)
    return send(asked, member.name, code)


def refuse(member: Member, by_id: UUID) -> None:
    """Say that it could not be made sure that it was she who asked; all stays as it was."""
    if asked := asked_about(member.id):
        asked.by_id = by_id
        asked.end(Stage.REFUSED)
        tell(Kind.HELP_REFUSED, asked, [member.id])


def asked_about(member_id: UUID) -> Invitation | None:
    """Return what was asked or granted about somebody and is not over, the latest."""
    wanted = select(Invitation).where(
        Invitation.member_id == member_id,
        Invitation.purpose == Purpose.RECOVER,
        Invitation.stage.in_({Stage.ASKED, Stage.OPEN, Stage.SPENT}),
    )
    return db.session.scalars(wanted.order_by(Invitation.created_at.desc())).first()
