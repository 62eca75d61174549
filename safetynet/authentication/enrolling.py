"""Bringing people in."""

import secrets
from dataclasses import dataclass
from uuid import UUID

import pyotp
from sqlalchemy import select

from safetynet.access import Role, walls_down
from safetynet.agencies import Member
from safetynet.authentication.models import Credential
from safetynet.authentication.signing_in import fingerprint
from safetynet.db import db
from safetynet.vault import vault
from safetynet.vault.compartments import NOBODY


@dataclass(frozen=True)
class First:
    """What a new person needs for the first sign-in; shown once and kept nowhere in clear."""

    name: str
    password: str
    totp_secret: str


def is_enrolled(email: str) -> bool:
    """Say whether somebody signs in with this address, in whatever agency."""
    with walls_down("is an e-mail taken"):
        taken = db.session.scalar(
            select(Credential.id).where(Credential.email_fingerprint == fingerprint(email))
        )
    return taken is not None


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
