"""Ending sign-ins: when somebody leaves, changes roles, or loses an account to somebody else."""

from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.access import walls_down
from safetynet.authentication.models import SignIn
from safetynet.db import db


def end_all_of(*members: UUID, besides: bytes = b"") -> int:
    """End every sign-in of these people in the running transaction; return how many ended.

    The one whose token hash is `besides` stays: somebody who changes a password goes on.
    """
    live = select(SignIn).where(
        SignIn.member_id.in_(members), SignIn.ended_at.is_(None), SignIn.token_hash != besides
    )
    with walls_down("sign-ins end"):
        found = db.session.scalars(live).all()
        for sign_in in found:
            sign_in.end(clock.now())
    return len(found)
