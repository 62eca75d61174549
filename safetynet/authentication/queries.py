from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.access import Role
from safetynet.authentication.models import ABSOLUTE_END, IDLE_END, SignIn
from safetynet.db import db


def ends_with_the_day(role: Role, since: datetime, now: datetime) -> bool:
    """Say whether an observer's sign-in is over: it is for the day on which it began."""
    return role is Role.OBSERVER and clock.day_of(since) != clock.day_of(now)


def live_sign_ins(member_id: UUID, now: datetime) -> Sequence[SignIn]:
    """Return a person's sign-ins that still open the door, newest first."""
    return db.session.scalars(
        select(SignIn)
        .where(
            SignIn.member_id == member_id,
            SignIn.ended_at.is_(None),
            SignIn.code_passed_at.is_not(None),
            SignIn.seen_at > now - IDLE_END,
            SignIn.created_at > now - ABSOLUTE_END,
        )
        .order_by(SignIn.created_at.desc())
    ).all()
