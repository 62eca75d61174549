"""What waits for somebody about referrals."""

from collections.abc import Iterator
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from safetynet import clock
from safetynet.access import Actor, Permission
from safetynet.agencies.handing_over import Work, waits_for_one_person
from safetynet.deadlines import time_left
from safetynet.notices import Asked, Waiting, stands_while, who_waits
from safetynet.referrals.clocks import sentence_of
from safetynet.referrals.desk.inbox import NEARLY, pressing, to_triage
from safetynet.referrals.desk.running import TO_TRIAGE
from safetynet.referrals.models import UNDECIDED, Referral
from safetynet.referrals.queries import to_answer
from safetynet.referrals.vocabulary import ReferralStatus

MOST = 50

waits_for_one_person(
    Work(
        _l("referrals"),
        Referral,
        Referral.handler_id,
        Referral.status.in_(UNDECIDED),
        Permission.REFERRAL_TRIAGE,
    )
)


@who_waits
def waiting_for(actor: Actor, day: date) -> Iterator[Waiting]:
    """Referrals to triage for whoever triages; open questions for whoever sent one."""
    if actor.is_granted(Permission.REFERRAL_TRIAGE):
        now = clock.now()
        yield from _to_triage(actor, day, now)
        yield from _other_clocks(actor, now)
    elif actor.is_granted(Permission.REFERRAL_WRITE) and actor.reads_content:
        for referral in to_answer(actor.agency_id, MOST):
            yield Waiting(
                _l("Answer a question about referral %(number)s", number=referral.number),
                "referrals.ask_to_reply",
                {"referral": referral.id},
                day,
                "referrals",
            )


def _to_triage(actor: Actor, day: date, now: datetime) -> Iterator[Waiting]:
    for referral in to_triage(MOST):
        due = referral.burns_at
        left = time_left(due, now) if due else None
        sentence = _("Triage referral %(number)s", number=referral.number)
        yield Waiting(
            f"{sentence}: {left.word}" if left else sentence,
            "referrals.show",
            {"referral": referral.id},
            clock.day_of(due) if due else day,
            "referrals",
            _how_far_from(actor, referral),
            by=due if due and due <= now + NEARLY else None,
        )


def _other_clocks(actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Tell of what is over, or nearly, beside triage."""
    for running in pressing(now, MOST):
        if running.key in TO_TRIAGE:
            continue
        left = time_left(running.due_at, now)
        said = {"number": running.referral.number, "left": left.word}
        what = sentence_of(running.key)
        yield Waiting(
            f"{_('Referral %(number)s: %(left)s', **said)} – {what}",
            "referrals.show",
            {"referral": running.referral_id},
            clock.day_of(running.due_at),
            "referrals",
            _how_far_from(actor, running.referral),
            by=running.due_at,
        )


def _how_far_from(actor: Actor, referral: Referral) -> int:
    """Put one's own first, then what nobody has, then what a colleague has."""
    if referral.handler_id == actor.id:
        return 0
    return 1 if referral.handler_id is None else 2


@stands_while(Referral)
def _waits_for_them(referral: Referral, asked: Asked) -> bool:
    """To be triaged by whoever triages; else a question waits for the sender's answer."""
    if asked.actor.is_granted(Permission.REFERRAL_TRIAGE):
        return referral.status in {ReferralStatus.RECEIVED, ReferralStatus.SCREENED}
    return referral.status is ReferralStatus.RETURNED
