"""What people sign in with besides password and code: a lost phone, a new one half set up."""

import secrets
from datetime import timedelta

import pyotp
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Role
from safetynet.authentication.models import Credential, Passkey
from safetynet.db import db
from safetynet.demo.telling import Teller
from safetynet.vault.compartments import NOBODY


def fill(teller: Teller) -> None:
    """Show a passkey that was switched off; a browser can make no other without a hand on it."""
    advocate = teller.setting.person(Role.ADVOCATE)
    mine = select(Credential).where(Credential.member_id == advocate.id)
    with teller.by(advocate.id, "passkeys"), teller.at(9, 10):
        db.session.add(
            Passkey(
                survivor_id=NOBODY,
                owner_id=advocate.agency_id,
                member_id=advocate.id,
                credential_id=secrets.token_bytes(32),
                public_key=b"",
                name="Phone that I lost in May",
                sign_count=3,
                asked_at=clock.now() - timedelta(days=30),
                off_at=clock.now(),
            )
        )
        db.session.scalars(mine).one().next_totp_secret = pyotp.random_base32()
