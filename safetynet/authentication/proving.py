"""Showing once more who sits there: with a passkey, a code or the password, and the sign-in is as
new."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, Unproved, job, prove_with
from safetynet.access.again import CODE, PASSKEY, PASSWORD
from safetynet.authentication import passkeys, recovery_codes, signing_in, throttle
from safetynet.authentication.models import Credential
from safetynet.authentication.throttle import Try, What
from safetynet.authentication.too_soon import TOO_SOON, later
from safetynet.db import db, is_genuine
from safetynet.vault import vault


@prove_with
def prove(actor: Actor, said: Mapping[str, str]) -> Unproved | None:
    """Look at what somebody gave as a proof; a right one renews the sign-in, under a new token."""
    code, password = said.get(CODE, "").strip(), said.get(PASSWORD, "")
    if answer := said.get(PASSKEY):
        wrong = _("That passkey was not accepted. Try it once more, or use your password.")
        return None if _is_passkey(actor.id, answer) else Unproved(wrong)
    try:
        if code:
            wrong = _("That code is not valid now. Wait for the next one and type it in.")
            return None if _is_code(actor.id, code) else Unproved(wrong)
        if password:
            return (
                None
                if _is_password(actor.id, password)
                else Unproved(_("This is not your password now."))
            )
    except TOO_SOON as error:
        return Unproved(*later(error))
    return Unproved(_("Enter a one-time code or your password."))


def _is_passkey(member_id: UUID, answer: str) -> bool:
    if not passkeys.verify(member_id, answer):
        return False
    with job("sign in again: passkey", actor_id=member_id):
        token = signing_in.renew()
    signing_in.point_at(token)
    return True


def _is_code(member_id: UUID, code: str) -> bool:
    """Take a one-time code, or one of her recovery codes, which is then used up."""
    account = signing_in.account_of(member_id)
    attempt = throttle.take_a_try(What.CODE, account)
    digits = "".join(code.split())
    use: Callable[[Credential, str, datetime], bool] = (
        signing_in.use_code if digits.isdecimal() else recovery_codes.spend
    )
    with job("sign in again: code", actor_id=member_id):
        wanted = select(Credential).where(Credential.member_id == member_id).with_for_update()
        credential = db.session.scalars(wanted).one()
        if not is_genuine(credential) or not use(credential, code, clock.now()):
            db.session.rollback()
            signing_in.note_failure(account)
            return False
        token = signing_in.renew()
    return _is_proved(attempt, token)


def _is_password(member_id: UUID, password: str) -> bool:
    with job("sign in again: password", actor_id=member_id):
        wanted = select(Credential).where(Credential.member_id == member_id)
        credential = db.session.scalars(wanted).one()
        account = credential.email_fingerprint
        stored = credential.password_hash if is_genuine(credential) else None
    attempt = throttle.take_a_try(What.PASSWORD, account)
    if not vault().passwords.verify_password(stored, password, is_expected=attempt.is_expected):
        signing_in.note_failure(account)
        return False
    with job("sign in again: password", actor_id=member_id):
        token = signing_in.renew()
    return _is_proved(attempt, token)


def _is_proved(attempt: Try, token: bytes) -> bool:
    attempt.forgive()
    signing_in.point_at(token)
    return True
