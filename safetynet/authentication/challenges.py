"""What a passkey is to sign: drawn anew each time, for one browser, one act and five minutes.

Until it is answered it lives in the browser's own cookie, under our signature: who asks for one
without having signed in makes the server write nothing. That each is answered once the passkey
itself remembers (`Passkey.asked_at`).
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from flask import session

from safetynet import clock
from safetynet.late import Late

if TYPE_CHECKING:
    import webauthn.helpers
else:
    webauthn = Late("webauthn")

LIVES = timedelta(minutes=5)
COOKIE_KEY = "challenge"


class Act(StrEnum):
    """What an answer is for; one for another act is none."""

    SIGN_IN = "sign_in"
    ENROL = "enrol"
    STEP_UP = "step_up"


@dataclass(frozen=True)
class Challenge:
    """Bytes that only this browser was asked to have signed."""

    value: bytes
    made_at: datetime


def begin(act: Act, member_id: UUID | None = None) -> bytes:
    """Draw a challenge in place of an older one, for whoever holds this browser's cookie."""
    value = secrets.token_bytes(32)
    session[COOKIE_KEY] = [
        act.value,
        str(member_id or ""),
        webauthn.helpers.bytes_to_base64url(value),
        clock.now().isoformat(),
    ]
    return value


def take(act: Act, member_id: UUID | None = None) -> Challenge | None:
    """Return what this browser was asked, and forget it; None if it was another thing, or old."""
    kept = session.pop(COOKIE_KEY, None)
    if not kept or kept[:2] != [act.value, str(member_id or "")]:
        return None
    challenge = Challenge(
        webauthn.helpers.base64url_to_bytes(kept[2]), datetime.fromisoformat(kept[3])
    )
    age = clock.now() - challenge.made_at
    # From the future, it would be good for longer than it should.
    return challenge if timedelta() <= age <= LIVES else None
