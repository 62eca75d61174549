"""A clock that was missed is told to whoever triages: once, and by a mail that names nobody."""

from sqlalchemy import select

from safetynet import clock
from safetynet.access import Permission, job
from safetynet.agencies import tell_those_who
from safetynet.db import db
from safetynet.notices import STALE, Asked, Kind, looks_for_news, stands_while, told_since
from safetynet.referrals.desk.models import ReferralClock


@looks_for_news
def tell_of_missed_clocks() -> None:
    """Queue a mail for each clock that ran out and was not told of yet."""
    now = clock.now()
    missed = select(ReferralClock).where(
        ReferralClock.ended.is_(None),
        ReferralClock.due_at <= now,
        ReferralClock.due_at > now - STALE,
    )
    with job("referrals: missed clocks"):
        for running in db.session.scalars(missed.order_by(ReferralClock.due_at)):
            if not told_since(running.due_at, Kind.WAITS, running):
                tell_those_who(Permission.REFERRAL_TRIAGE, Kind.WAITS, running)


@stands_while(ReferralClock)
def _runs_still(running: ReferralClock, asked: Asked) -> bool:
    may_act = asked.actor.is_granted(Permission.REFERRAL_TRIAGE)
    return may_act and running.ended is None
