"""Bringing people in."""

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pyotp
from sqlalchemy import Select, select

from safetynet.access import Role, walls_down
from safetynet.agencies import Member
from safetynet.authentication.ending import end_all_of
from safetynet.authentication.models import Credential, Passkey, RecoveryCode
from safetynet.authentication.signing_in import fingerprint
from safetynet.db import db, is_genuine
from safetynet.vault import vault
from safetynet.vault.compartments import NOBODY

BESIDE_A_PASSWORD: tuple[Any, ...] = (RecoveryCode, Passkey)
"""Tables of what else somebody signs in with; whoever adds one adds it here."""


@dataclass(frozen=True)
class First:
    """What a new person needs for the first sign-in; shown once and kept nowhere in clear."""

    name: str
    password: str
    totp_secret: str


def invite(agency_id: UUID, *, name: str, email: str, role: Role) -> First:
    """Add a member with a random first password."""
    password = "-".join(secrets.token_hex(3) for _part in range(4))
    _member, secret = enrol(agency_id, name=name, email=email, role=role, password=password)
    return First(name, password, secret)


def enrol(
    agency_id: UUID,
    *,
    name: str,
    email: str,
    role: Role,
    password: str,
    totp_secret: str | None = None,
) -> tuple[Member, str]:
    """Add a member who can sign in at once; returns the member and the one-time-code secret."""
    secret = totp_secret or pyotp.random_base32()
    member = Member(name=name, role=role, agency_id=agency_id)
    db.session.add(member)
    db.session.flush()
    db.session.add(
        Credential(
            survivor_id=NOBODY,
            owner_id=agency_id,
            member_id=member.id,
            email=email,
            email_fingerprint=fingerprint(email),
            password_hash=vault().passwords.hash_password(password),
            totp_secret=secret,
        )
    )
    return member, secret


def signs_in_with(email: str) -> Credential | None:
    """Return what somebody signs in with whose address this is, in whatever agency.

    Ask with walls down; a forged row is nobody's.
    """
    wanted = select(Credential).where(Credential.email_fingerprint == fingerprint(email))
    found = db.session.scalars(wanted).one_or_none()
    return found if found and is_genuine(found) else None


def make_void(member_id: UUID) -> None:
    """Let nothing that somebody signed in with open anything; every sign-in ends at once.

    Her address stays, and what comes next is mailed to it.
    """
    with walls_down("what one signs in with is void"):
        for credential in db.session.scalars(_of(member_id)):
            credential.password_hash = ""
            credential.totp_secret = pyotp.random_base32()
            credential.next_totp_secret, credential.totp_step = None, 0
        for model in BESIDE_A_PASSWORD:
            for way in db.session.scalars(select(model).where(model.member_id == member_id)):
                db.session.delete(way)
    end_all_of(member_id)


def let_in_by(member_id: UUID, agency_id: UUID, email: str) -> None:
    """Give somebody an address and nothing to sign in with yet, in place of what there was.

    Call it with walls down.
    """
    held = db.session.scalars(_of(member_id)).one_or_none()
    if held is None:
        held = Credential(survivor_id=NOBODY, owner_id=agency_id, member_id=member_id)
        db.session.add(held)
    held.email, held.email_fingerprint = email, fingerprint(email)
    held.password_hash, held.totp_secret = "", pyotp.random_base32()


def address_of(member_id: UUID) -> str | None:
    """Open one person's address; None where her row cannot be believed."""
    with walls_down("somebody's address goes with her"):
        held = db.session.scalars(_of(member_id)).one_or_none()
        return held.email if held and is_genuine(held) else None


def give_up(credential: Credential) -> None:
    """Free the address of somebody who left, for whoever has it now; call it with walls down."""
    db.session.delete(credential)
    db.session.flush()


def release_address(member_id: UUID) -> None:
    """Free the address of somebody who goes on elsewhere under a row of her own there."""
    with walls_down("an address goes on to another agency"):
        for credential in db.session.scalars(_of(member_id)):
            give_up(credential)


def _of(member_id: UUID) -> Select[Credential]:
    return select(Credential).where(Credential.member_id == member_id)
