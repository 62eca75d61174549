"""One-time codes: six digits, each good for half a minute and once (RFC 6238)."""

import secrets
from datetime import datetime

import pyotp

STEP = 30
"""Seconds a one-time code lives; one step of drift either way is accepted."""


def step_in(secret: str, code: str, now: datetime, *, after: int = 0) -> int | None:
    """Return the time step that a code belongs to, if it is near and later than `after`."""
    digits = "".join(code.split()).encode(errors="surrogatepass")
    current = int(now.timestamp()) // STEP
    totp = pyotp.TOTP(secret)
    for step in (current, current - 1, current + 1):
        if step > after and secrets.compare_digest(totp.generate_otp(step).encode(), digits):
            return step
    return None
