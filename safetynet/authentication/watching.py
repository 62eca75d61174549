"""Telling people that somebody tried their account.

Not as it happens: a mail to those who exist would cost more than none to those who do not.
"""

from datetime import datetime

from sqlalchemy import select

from safetynet import clock
from safetynet.access import job
from safetynet.agencies import Member
from safetynet.authentication.models import Credential
from safetynet.authentication.throttle import LIMITS, TOLD_AFTER, failed_on
from safetynet.db import db
from safetynet.notices import Kind, looks_for_news, tell, told_since


@looks_for_news
def tell_of_tries() -> None:
    """Write once in a window of time to each person on whose account many tries were in vain."""
    now = clock.now()
    with job("sign in: tell of tries"):
        wanted = select(Credential).join(Credential.member).where(Member.is_active)
        by_account = {one.email_fingerprint: one for one in db.session.scalars(wanted)}
        for what, limit in LIMITS.items():
            for account, failed in failed_on(what, by_account).items():
                if failed >= TOLD_AFTER:
                    _tell(by_account[account], now - limit.window)


def _tell(credential: Credential, since: datetime) -> None:
    if not told_since(since, Kind.LOCKED, credential):
        tell(Kind.LOCKED, credential, [credential.member_id])
