"""Another authenticator app: a new secret, which counts once a code of it was right."""

from dataclasses import dataclass
from uuid import UUID

import pyotp
import segno
from flask import current_app
from sqlalchemy import select

from config import Config
from safetynet import clock
from safetynet.authentication.codes import step_in
from safetynet.authentication.models import Credential
from safetynet.authentication.signing_in import end_others
from safetynet.db import db, is_genuine
from safetynet.notices import Kind, tell


@dataclass(frozen=True)
class Offered:
    """What an app is to take in: the secret in groups of four, and the same as a picture."""

    secret: str
    picture: str


def begin(member_id: UUID) -> None:
    """Draw a new secret; codes of the app in use stay good until one of the new app was right."""
    _credential(member_id).next_totp_secret = pyotp.random_base32()


def offered(member_id: UUID) -> Offered | None:
    """Return the secret that waits for a code of it; None where nobody asked for one."""
    credential = _credential(member_id)
    if not (secret := credential.next_totp_secret):
        return None
    config: Config = current_app.extensions["config"]
    address = pyotp.TOTP(secret).provisioning_uri(name=credential.email, issuer_name=config.title)
    picture = segno.make(address, micro=False).svg_data_uri(scale=5, light="#fff", border=4)
    groups = (secret[at : at + 4] for at in range(0, len(secret), 4))
    return Offered(" ".join(groups), picture)


def confirm(member_id: UUID, code: str) -> bool:
    """Let the new app take the place of the old one, if this is its code; others are signed out.

    That very code is used up by it.
    """
    credential = _credential(member_id)
    secret = credential.next_totp_secret
    if not secret or not is_genuine(credential):
        return False
    if (step := step_in(secret, code, clock.now())) is None:
        return False
    credential.totp_secret, credential.totp_step = secret, step
    credential.next_totp_secret = None
    tell(Kind.WAYS_CHANGED, credential, [member_id])
    end_others(member_id)
    return True


def _credential(member_id: UUID) -> Credential:
    return db.session.scalars(select(Credential).where(Credential.member_id == member_id)).one()
