"""Changing what one signs in with."""

from uuid import UUID

from sqlalchemy import select

from safetynet.access import job
from safetynet.authentication import throttle
from safetynet.authentication.models import Credential
from safetynet.authentication.signing_in import end_others
from safetynet.authentication.throttle import What
from safetynet.db import db, is_genuine
from safetynet.notices import Kind, tell
from safetynet.vault import vault


def change_password(member_id: UUID, old: str, new: str) -> bool:
    """Put a new password in place of the right old one; every other sign-in ends.

    Raises TooManyTriesError and BusyError.
    """
    mine = select(Credential).where(Credential.member_id == member_id)
    with job("password: check", actor_id=member_id):
        credential = db.session.scalars(mine).one()
        account = credential.email_fingerprint
        stored = credential.password_hash if is_genuine(credential) else None
    attempt = throttle.take_a_try(What.PASSWORD, account)
    if not vault().passwords.verify_password(stored, old, is_expected=attempt.is_expected):
        return False
    attempt.forgive()
    hashed = vault().passwords.hash_password(new)
    with job("password: change", actor_id=member_id):
        credential = db.session.scalars(mine).one()
        credential.password_hash = hashed
        tell(Kind.CHANGED, credential, [member_id])
        end_others(member_id)
    return True
