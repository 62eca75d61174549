"""Passkeys: added with a name each, and used to sign in or to step up.

One that the device used after asking for finger, face or PIN is something she has and something
she is or knows: both factors at once (NIST SP 800-63B, 3.1.7).
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from safetynet import clock
from safetynet.access import job, walls_down
from safetynet.agencies import Member
from safetynet.agencies.addressing import is_active, is_believed
from safetynet.audit import Result
from safetynet.authentication import ceremony, challenges, throttle
from safetynet.authentication.challenges import Act, Challenge
from safetynet.authentication.models import Credential, Passkey, SignIn
from safetynet.authentication.signing_in import hold, make_whole
from safetynet.db import db, is_genuine, only_looking
from safetynet.notices import Kind, tell
from safetynet.vault.compartments import NOBODY

MOST = 10
"""How many passkeys one person may have."""


class NotPossibleError(Exception):
    """Browsers take no passkeys for the address under which this installation is reached."""


def passkeys_of(member_id: UUID) -> Sequence[Passkey]:
    """Return a person's passkeys, those that were switched off among them, oldest first."""
    mine = select(Passkey).where(Passkey.member_id == member_id).order_by(Passkey.created_at)
    return list(filter(is_genuine, db.session.scalars(mine)))


def has_one(member_id: UUID) -> bool:
    return any(passkey.off_at is None for passkey in passkeys_of(member_id))


def options_to_add(member: Member) -> str:
    """Return what her browser is to be asked so that it makes a passkey; raises NotPossibleError.

    A device that holds one of hers already makes no second.
    """
    held = [passkey.credential_id for passkey in passkeys_of(member.id)]
    challenge = challenges.begin(Act.ENROL, member.id)
    return ceremony.to_make(_site(), challenge, member.id, member.name, held)


def add(member: Member, name: str, answer: str) -> bool:
    """Keep the passkey that her browser made; False if the answer is no right one."""
    challenge = challenges.take(Act.ENROL, member.id)
    made = challenge and ceremony.made(_site(), challenge, answer)
    if not made or not challenge or _is_known(made.credential_id):
        return False
    db.session.add(
        Passkey(
            survivor_id=NOBODY,
            owner_id=member.agency_id,
            member_id=member.id,
            credential_id=made.credential_id,
            public_key=made.credential_public_key,
            name=name,
            sign_count=made.sign_count,
            asked_at=challenge.made_at,
        )
    )
    tell_of_change(member.id)
    return True


def remove(passkey: Passkey) -> None:
    db.session.delete(passkey)
    tell_of_change(passkey.member_id)


def tell_of_change(member_id: UUID) -> None:
    tell(Kind.WAYS_CHANGED, _credential(member_id), [member_id])


def options_to_sign_in() -> str:
    """Return what any browser is to be asked; the same for everybody, known or not."""
    return ceremony.to_use(_site(), challenges.begin(Act.SIGN_IN))


def sign_in(answer: str) -> bool:
    """Let somebody in by a passkey alone, under a new token; also while her password is locked."""
    challenge, given = challenges.take(Act.SIGN_IN), ceremony.read(answer)
    member_id = _whose(given)
    if not (challenge and given and member_id):
        return False
    came: list[tuple[bytes, bytes]] = []

    def come_in(credential: Credential) -> None:
        now = clock.now()
        fresh = SignIn(member_id=credential.member_id)
        token = make_whole(fresh, credential, now)
        db.session.add(fresh)
        came.append((token, credential.email_fingerprint))

    if not _answered("sign in: passkey", member_id, given, challenge, come_in):
        return False
    [(token, account)] = came
    throttle.remember_place(account)
    hold(token)
    return True


def options_for(member_id: UUID) -> str:
    """Return what the browser of somebody who is signed in is to be asked, so that she steps up."""
    held = [one.credential_id for one in passkeys_of(member_id) if one.off_at is None]
    return ceremony.to_use(_site(), challenges.begin(Act.STEP_UP, member_id), held)


def verify(member_id: UUID, answer: str) -> bool:
    """Say whether she has just used one of her passkeys, in this browser and for this."""
    challenge, given = challenges.take(Act.STEP_UP, member_id), ceremony.read(answer)
    if not (challenge and given and _whose(given) == member_id):
        return False
    return _answered("step up: passkey", member_id, given, challenge)


class _Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    COPIED = "copied"
    """Its count of signatures went back: two devices use the same key."""


def _answered(
    name: str,
    member_id: UUID,
    given: ceremony.Answer,
    challenge: Challenge,
    then: Callable[[Credential], None] | None = None,
) -> bool:
    """Judge an answer; a right one is written down with what follows from it, at once."""
    with job(name, actor_id=member_id) as running:
        passkey = _found(given.raw_id, lock=True)
        verdict = _judged(passkey, given, challenge) if passkey else _Verdict.WRONG
        if verdict is _Verdict.RIGHT:
            if then:
                then(_credential(member_id))
            running.save(Result.SIGNED_IN if then else Result.CHANGED)
            return True
        db.session.rollback()
    _write_down(given.raw_id, member_id, verdict)
    return False


def _judged(passkey: Passkey, given: ceremony.Answer, challenge: Challenge) -> _Verdict:
    handle = given.response.user_handle
    is_open = passkey.off_at is None and not passkey.has_answered(challenge.made_at)
    if not is_open or handle not in (None, b"", passkey.member_id.bytes):
        return _Verdict.WRONG
    proved = ceremony.used(_site(), challenge, given, passkey.public_key)
    if proved is None:
        return _Verdict.WRONG
    if passkey.counts_back(proved.new_sign_count):
        return _Verdict.COPIED
    passkey.answer(proved.new_sign_count, challenge.made_at, clock.now())
    return _Verdict.RIGHT


def _write_down(credential_id: bytes, member_id: UUID, verdict: _Verdict) -> None:
    with job("sign in: failed", actor_id=member_id, result=Result.FAILED):
        passkey = _found(credential_id)
        if passkey and verdict is _Verdict.COPIED:
            passkey.switch_off(clock.now())
            tell(Kind.PASSKEY_OFF, _credential(member_id), [member_id])


def _whose(given: "ceremony.Answer | None") -> UUID | None:
    """Return who an answer says it is of, if she may come in at all."""
    if given is None:
        return None
    with only_looking(), job("sign in: passkey"):
        passkey = _found(given.raw_id)
        is_in = passkey and is_believed(passkey.member) and is_active(passkey.member)
        return passkey.member_id if passkey and is_in else None


def _is_known(credential_id: bytes) -> bool:
    with walls_down("is a passkey known"):
        return _found(credential_id) is not None


def _found(credential_id: bytes, *, lock: bool = False) -> Passkey | None:
    wanted = (
        select(Passkey)
        .where(Passkey.credential_id == credential_id)
        .options(joinedload(Passkey.member).joinedload(Member.agency))
    )
    found = db.session.scalars(wanted.with_for_update(of=Passkey) if lock else wanted).one_or_none()
    return found if found and is_genuine(found) else None


def _credential(member_id: UUID) -> Credential:
    return db.session.scalars(select(Credential).where(Credential.member_id == member_id)).one()


def _site() -> ceremony.Site:
    if (found := ceremony.site()) is None:
        raise NotPossibleError
    return found
