"""Signing in: a password, then a one-time code; the server remembers, the cookie only points."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from flask import request, session
from flask_login import UserMixin
from sqlalchemy import Executable, Select, bindparam, select, update
from sqlalchemy.orm import Bundle

from safetynet import clock
from safetynet.access import Actor, job, rights_of
from safetynet.agencies import Agency, Member
from safetynet.audit import HOUSE, Result, Visit, acting, who
from safetynet.authentication import throttle
from safetynet.authentication.codes import step_in
from safetynet.authentication.devices import device_of
from safetynet.authentication.ending import end_all_of
from safetynet.authentication.models import ABSOLUTE_END, IDLE_END, MOST, Credential, SignIn
from safetynet.authentication.queries import ends_with_the_day, live_sign_ins
from safetynet.authentication.throttle import What
from safetynet.db import (
    columns_of,
    db,
    is_genuine,
    is_genuine_as_read,
    mac_with,
    only_looking,
)
from safetynet.notices import Kind, tell
from safetynet.vault import Purpose, vault
from safetynet.vault.compartments import NOBODY
from safetynet.vault.derive import as_address

COOKIE_KEY = "sign_in"
PULSE = timedelta(minutes=1)
"""How stale `seen_at` may get before a request renews it."""


@dataclass(frozen=True)
class Person(UserMixin):  # type: ignore[misc]
    """Who is signed in, as pages show them; flask-login's current user."""

    name: str
    agency: str
    language: str | None
    actor: Actor

    def get_id(self) -> str:
        return str(self.actor.id)


def fingerprint(email: str) -> bytes:
    """Return what an e-mail address is found by; equal for any spelling of case and spaces."""
    return vault().roots.fingerprint(NOBODY, "credentials.email", email, alike=as_address)


def check_password(email: str, password: str) -> UUID | None:
    """Return the member whom e-mail and password name, or None; both cost the same.

    Raises TooManyTriesError, and BusyError where the line is too long.
    """
    account = fingerprint(email)
    attempt = throttle.take_a_try(What.PASSWORD, account)
    with job("sign in: password"):
        row = db.session.execute(
            select(Credential, Member)
            .join(Credential.member)
            .where(Credential.email_fingerprint == account, Member.is_active)
        ).one_or_none()
        found = row[0] if row and all(map(is_genuine, row)) else None
        if found:
            db.session.expunge(found)
    # Outside of any transaction: a check takes a quarter of a second, and nobody should wait.
    is_right = vault().passwords.verify_password(
        found.password_hash if found else None, password, is_expected=attempt.is_expected
    )
    if found is None or not is_right:
        note_failure(account)
        return None
    attempt.forgive()
    return found.member_id


def end_others(member_id: UUID) -> None:
    """End every sign-in of a person but the one that this browser holds."""
    end_all_of(member_id, besides=_hash(_token() or b""))


def note_failure(account: bytes) -> None:
    """Put a try in vain on the ledger, under what its address is found by, known here or not."""
    with job("sign in: failed", result=Result.FAILED):
        who().asked = UUID(bytes=account)


def begin(member_id: UUID) -> None:
    """Remember that the password was right; the code is still to come."""
    token = secrets.token_bytes(32)
    with job("sign in: begin", actor_id=member_id):
        db.session.add(SignIn(token_hash=_hash(token), member_id=member_id, seen_at=clock.now()))
    hold(token)


def pass_code(code: str) -> bool:
    """Take the one-time code; a right one makes the half sign-in whole, under a new token.

    Raises TooManyTriesError.
    """
    return pass_second("sign in: code", lambda credential, now: use_code(credential, code, now))


def pass_second(name: str, is_right: Callable[[Credential, datetime], bool]) -> bool:
    """Take a second factor, whichever it is; `is_right` also writes down that it was used.

    Raises TooManyTriesError.
    """
    now = clock.now()
    half = _find(now)
    if half is None or half.sign_in.code_passed_at:
        return False
    account = account_of(half.member.id)
    attempt = throttle.take_a_try(What.CODE, account)
    with job(name, actor_id=half.member.id) as running:
        credential = db.session.scalars(
            select(Credential).where(Credential.member_id == half.member.id).with_for_update()
        ).one()
        if not is_genuine(credential):
            return False
        if not is_right(credential, now):
            db.session.rollback()
            note_failure(account)
            return False
        sign_in = db.session.scalars(select(SignIn).where(SignIn.id == half.sign_in.id)).one()
        token = make_whole(sign_in, credential, now)
        running.save(Result.SIGNED_IN)
    attempt.forgive()
    throttle.remember_place(account)
    hold(token)
    return True


def make_whole(sign_in: SignIn, credential: Credential, now: datetime) -> bytes:
    """Let a sign-in open the door from now on; return its new token, for `hold`.

    Whoever has more than so many at once loses the oldest, and is told.
    """
    others = [one for one in live_sign_ins(credential.member_id, now) if one.id != sign_in.id]
    for too_many in others[MOST - 1 :]:
        too_many.end(now)
        tell(Kind.ENDED, credential, [credential.member_id])
    token = secrets.token_bytes(32)
    sign_in.token_hash = _hash(token)
    sign_in.code_passed_at = sign_in.proved_at = sign_in.seen_at = now
    sign_in.browser, sign_in.system = device_of(request.user_agent.string)
    tell(Kind.SIGNED_IN, credential, [credential.member_id])
    return token


def hold(token: bytes) -> None:
    """Let this browser's cookie point at a sign-in; nothing else stays in it."""
    session.clear()
    point_at(token)


def point_at(token: bytes) -> None:
    """Exchange the token alone, so that forms in other tabs can still be sent."""
    session[COOKIE_KEY] = token.hex()


def renew() -> bytes:
    """Let this browser's sign-in be as new, in the running transaction; return its new token."""
    mine = select(SignIn).where(SignIn.token_hash == _hash(_token() or b""))
    sign_in, token = db.session.scalars(mine).one(), secrets.token_bytes(32)
    sign_in.token_hash = _hash(token)
    sign_in.proved_at = sign_in.seen_at = clock.now()
    return token


def use_code(credential: Credential, code: str, now: datetime) -> bool:
    step = step_of(credential, code, now)
    if step is None:
        return False
    credential.totp_step = step
    return True


def account_of(member_id: UUID) -> bytes:
    """Return what tries on somebody's account are counted by."""
    with _asking_who_it_is():
        wanted = select(Credential.email_fingerprint).where(Credential.member_id == member_id)
        return db.session.scalars(wanted).one()


def step_of(credential: Credential, code: str, now: datetime) -> int | None:
    """Return the time step that a code belongs to, if it is near and was not used before."""
    return step_in(credential.totp_secret, code, now, after=credential.totp_step)


def is_half_way() -> bool:
    """Say whether a password was just accepted and the code is awaited."""
    half = _find(clock.now())
    return half is not None and half.sign_in.code_passed_at is None


def end_this() -> None:
    """End the sign-in that the cookie names, whatever state it is in, and empty the cookie."""
    if found := _find(clock.now()):
        with job("sign out", actor_id=found.member.id, result=Result.SIGNED_OUT):
            for sign_in in db.session.scalars(select(SignIn).where(SignIn.id == found.sign_in.id)):
                sign_in.end(clock.now())
    session.clear()


def load_person() -> Person | None:
    """Return who the cookie stands for, with rights read afresh; None when it ended."""
    now = clock.now()
    if not (token := _token()):
        return None
    # One transaction for both: to begin and end one costs every visit as much as what it asks.
    with _asking_who_it_is():
        found = _look(token, now)
        if found is None or found.sign_in.code_passed_at is None:
            return None
        sign_in, member, agency = found
        rights = rights_of(member.id, member.role, agency.id)
    actor = Actor(
        id=member.id,
        role=member.role,
        agency_id=agency.id,
        sign_in=sign_in.id.bytes,
        proved_at=sign_in.proved_at,
        rights=rights,
        pulse=_pulse(sign_in, now),
    )
    return Person(member.name, agency.name, member.language, actor)


def _pulse(sign_in: Any, now: datetime) -> tuple[Executable, ...]:
    """Return what renews a sign-in, unless it changed meanwhile: what has ended stays ended."""
    if now - sign_in.seen_at < PULSE:
        return ()
    as_read = update(SignIn).where(SignIn.id == sign_in.id, SignIn.mac == sign_in.mac)
    return (as_read.values(seen_at=now, mac=mac_with(SignIn, sign_in, seen_at=now)),)


class _Found(NamedTuple):
    """A live sign-in, whose it is, and for whom that person works, each as plain values."""

    sign_in: Any
    member: Any
    agency: Any


def _find(now: datetime) -> _Found | None:
    if not (token := _token()):
        return None
    with _asking_who_it_is():
        return _look(token, now)


def _look(token: bytes, now: datetime) -> _Found | None:
    named = {
        "token_hash": _hash(token),
        "seen_after": now - IDLE_END,
        "created_after": now - ABSOLUTE_END,
    }
    row = db.session.execute(_who_it_is(), named).one_or_none()
    if row is None or not all(map(is_genuine_as_read, (SignIn, Member, Agency), row)):
        return None
    found = _Found(*row)
    is_over = ends_with_the_day(found.member.role, found.sign_in.created_at, now)
    return None if is_over else found


@cache
def _who_it_is() -> Select[Any]:
    """Build it once: every request asks it, and building costs as much as asking."""
    read: tuple[Any, ...] = (
        Bundle("sign_in", *columns_of(SignIn)),
        Bundle("member", *columns_of(Member), Member.name, Member.language),
        Bundle("agency", *columns_of(Agency)),
    )
    return (
        select(*read)
        .join(SignIn.member)
        .join(Member.agency)
        .where(
            SignIn.token_hash == bindparam("token_hash"),
            SignIn.ended_at.is_(None),
            SignIn.seen_at > bindparam("seen_after"),
            SignIn.created_at > bindparam("created_after"),
            Member.is_active,
            Agency.is_active,
        )
    )


@contextmanager
def _asking_who_it_is() -> Iterator[None]:
    """Look behind the walls at sign-ins and rights; nothing sealed is opened, nothing kept."""
    visit = Visit(HOUSE, "job:who is at the door", is_job=True, walls_are_down=True)
    with acting(visit), only_looking():
        yield
        db.session.rollback()
        db.session.expunge_all()


def _token() -> bytes | None:
    try:
        return bytes.fromhex(session.get(COOKIE_KEY, ""))
    except (ValueError, TypeError):
        return None


def _hash(token: bytes) -> bytes:
    return vault().roots.mac(Purpose.SIGN_IN, token)
