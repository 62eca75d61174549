"""Bringing agencies and people in."""

from uuid import UUID

import pyotp

from safetynet.access import Role
from safetynet.agencies.models import Agency, AgencyClass, County, Credential, HostKind, Member
from safetynet.agencies.signing_in import fingerprint
from safetynet.db import db
from safetynet.vault import vault
from safetynet.vault.compartments import NOBODY


def found_county(name: str, host_name: str, host_kind: HostKind) -> County:
    """Write the county's own row and the review team's agency."""
    team = Agency(name=f"{name} review team", handle="team", kind=AgencyClass.REVIEW_TEAM)
    county = County(name=name, host_name=host_name, host_kind=host_kind, team_id=team.id)
    db.session.add(team)
    db.session.flush()
    db.session.add(county)
    return county


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
