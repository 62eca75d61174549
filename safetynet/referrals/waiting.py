"""What waits for somebody about referrals."""

from collections.abc import Iterator
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

from safetynet.access import Actor, Permission
from safetynet.notices import Asked, Waiting, stands_while, who_waits
from safetynet.referrals.models import Referral
from safetynet.referrals.queries import to_answer, to_triage
from safetynet.referrals.vocabulary import ReferralStatus, Urgency

MOST = 50
FRIDAY = 4


@who_waits
def waiting_for(actor: Actor, day: date) -> Iterator[Waiting]:
    """Referrals to triage for whoever triages; open questions for whoever sent one."""
    if actor.is_granted(Permission.REFERRAL_TRIAGE):
        for referral in to_triage(MOST):
            arrived = referral.received_at.date() if referral.received_at else day
            burns = referral.urgency is Urgency.HOURS
            yield Waiting(
                _l("Triage referral %(number)s", number=referral.number),
                "referrals.show",
                {"referral": referral.id},
                arrived if burns else next_working_day(arrived),
                "referrals",
            )
    elif actor.is_granted(Permission.REFERRAL_WRITE) and actor.reads_content:
        for referral in to_answer(actor.agency_id, MOST):
            yield Waiting(
                _l("Answer a question about referral %(number)s", number=referral.number),
                "referrals.ask_to_reply",
                {"referral": referral.id},
                day,
                "referrals",
            )


@stands_while(Referral)
def _waits_for_them(referral: Referral, asked: Asked) -> bool:
    """To be triaged by whoever triages; else a question waits for the sender's answer."""
    triages = asked.actor.is_granted(Permission.REFERRAL_TRIAGE)
    waits = ReferralStatus.RECEIVED if triages else ReferralStatus.RETURNED
    return referral.status is waits


def next_working_day(day: date) -> date:
    """Triage within one working day (practice.md §1.12)."""
    later = day + timedelta(days=1)
    while later.weekday() > FRIDAY:
        later += timedelta(days=1)
    return later
