from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from safetynet.authentication.models import ABSOLUTE_END, IDLE_END, SignIn
from safetynet.db import db


def live_sign_ins(now: datetime) -> Sequence[SignIn]:
    """Return the actor's own sign-ins that still open the door, newest first."""
    return db.session.scalars(
        select(SignIn)
        .where(
            SignIn.ended_at.is_(None),
            SignIn.code_passed_at.is_not(None),
            SignIn.seen_at > now - IDLE_END,
            SignIn.created_at > now - ABSOLUTE_END,
        )
        .order_by(SignIn.created_at.desc())
    ).all()
