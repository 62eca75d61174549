"""What the desk shows of one referral."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from safetynet import clock
from safetynet.agencies import agencies_at_the_table
from safetynet.referrals.desk.models import Agreement, ClockWords, ReferralClock
from safetynet.referrals.desk.operations import agreed_on, words_of
from safetynet.referrals.desk.running import TO_TRIAGE, clocks_on
from safetynet.referrals.desk.tabled import Tabled, where_tabled
from safetynet.referrals.models import Referral


@dataclass(frozen=True)
class Desk:
    """Clocks, who agreed, and where the case comes up, as far as the viewer may know."""

    clocks: Sequence[ReferralClock]
    words: Mapping[UUID, ClockWords]
    agreed: Sequence[Agreement]
    around: int
    """How many agencies sit at the table: half of them and one are a majority."""
    tabled: Tabled | None
    now: datetime
    by_themselves = TO_TRIAGE
    """Clocks that triage ends; nobody says by hand that they are done."""


def desk_of(referral: Referral) -> Desk:
    running, agreed = clocks_on(referral.id), agreed_on(referral.id)
    return Desk(
        clocks=running,
        words=words_of(running),
        agreed=agreed,
        around=len(agencies_at_the_table()) if agreed else 0,
        tabled=where_tabled([referral]).get(referral.case_id) if referral.case_id else None,
        now=clock.now(),
    )
