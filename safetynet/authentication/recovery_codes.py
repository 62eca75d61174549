"""Ten codes on paper, each good once in place of a one-time code: for whoever has no phone."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from safetynet.authentication.models import Credential, RecoveryCode
from safetynet.authentication.signing_in import pass_second
from safetynet.db import db
from safetynet.notices import Kind, tell
from safetynet.vault import Purpose, vault

HOW_MANY = 10
FEW = 3
"""With so many left it is time for new ones."""
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
"""None that looks like another on paper."""
_GROUPS, _LONG = 6, 4
"""24 signs of 31 are 118 bits: nobody tries them out (ASVS 5.0, 6.5.2)."""


def issue(member_id: UUID) -> list[str]:
    """Make ten new codes and return them, to be shown once; what was made before opens nothing."""
    for old in _all_of(member_id):
        db.session.delete(old)
    codes = [_drawn() for _number in range(HOW_MANY)]
    db.session.add_all(
        RecoveryCode(member_id=member_id, code_hash=_hash(member_id, code)) for code in codes
    )
    return codes


def renew(member_id: UUID) -> list[str]:
    """Do so for somebody who asks for it, and tell her by mail that somebody did."""
    credential = db.session.scalars(
        select(Credential).where(Credential.member_id == member_id)
    ).one()
    tell(Kind.WAYS_CHANGED, credential, [member_id])
    return issue(member_id)


def count_left(member_id: UUID) -> int:
    return len([code for code in _all_of(member_id) if code.used_at is None])


def pass_code(typed: str) -> bool:
    """Take a recovery code in place of the one-time code; a right one makes the sign-in whole.

    Raises TooManyTriesError.
    """
    return pass_second("sign in: recovery code", lambda who, now: spend(who, typed, now))


def spend(credential: Credential, typed: str, now: datetime) -> bool:
    """Use a code up, and tell by mail how many are left."""
    wanted = _hash(credential.member_id, typed)
    left = [code for code in _all_of(credential.member_id) if code.used_at is None]
    found = next((code for code in left if secrets.compare_digest(code.code_hash, wanted)), None)
    if found is None:
        return False
    found.use(now)
    tell(Kind.CODE_USED, credential, [credential.member_id], number=len(left) - 1)
    return True


def _all_of(member_id: UUID) -> Sequence[RecoveryCode]:
    return db.session.scalars(select(RecoveryCode).where(RecoveryCode.member_id == member_id)).all()


def _drawn() -> str:
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_LONG)) for _ in range(_GROUPS))
    return "-".join(groups)


def _hash(member_id: UUID, code: str) -> bytes:
    """Return what is stored; equal however the groups are spaced, and in capitals too."""
    signs = "".join(filter(str.isalnum, code.casefold()))
    data = b"recovery code " + member_id.bytes + signs.encode(errors="surrogatepass")
    return vault().roots.mac(Purpose.SIGN_IN, data)
