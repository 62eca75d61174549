"""Clocks begin and end with what happens to a referral."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from safetynet.db import db
from safetynet.deadlines import Clock, due_by
from safetynet.referrals.clocks import (
    FIRST_MEETING,
    HOTLINE_REPORT,
    MATCH,
    RAPID_RESPONSE,
    SPECIALIST,
    TRIAGE,
    URGENT_TRIAGE,
)
from safetynet.referrals.desk.models import ClockEnd, ReferralClock
from safetynet.referrals.models import Referral
from safetynet.referrals.vocabulary import Route, Urgency

TO_TRIAGE = frozenset({TRIAGE.key, URGENT_TRIAGE.key})
AT_ROUTE = {
    Route.EMERGENCY: RAPID_RESPONSE,
    Route.RAPID_RESPONSE: RAPID_RESPONSE,
    Route.HOTLINE: HOTLINE_REPORT,
}


def on_receipt(referral: Referral, now: datetime) -> None:
    """Let run what runs from receiving a referral on."""
    wait_for_triage(referral, now)
    start(referral, FIRST_MEETING, now)
    start(referral, MATCH, now)
    if referral.urgency is Urgency.HOURS:
        start(referral, SPECIALIST, now)


def wait_for_triage(referral: Referral, now: datetime) -> None:
    start(referral, URGENT_TRIAGE if referral.urgency is Urgency.HOURS else TRIAGE, now)


def on_triage(referral: Referral, by_id: UUID, now: datetime) -> None:
    """Let run what runs from where triage sends a referral, once each."""
    _end(referral, TO_TRIAGE, by_id, now)
    begun = {each.key for each in clocks_on(referral.id)}
    follows = [AT_ROUTE[referral.route]] if referral.route in AT_ROUTE else []
    for which in follows:
        if which.key not in begun:
            start(referral, which, now)
    if referral.urgency is Urgency.HOURS and SPECIALIST.key not in begun:
        start(referral, SPECIALIST, referral.received_at or now)
    settle(referral)


def on_decision(referral: Referral, by_id: UUID, now: datetime) -> None:
    """Triage is done, whatever came of it; what else runs goes on."""
    _end(referral, TO_TRIAGE, by_id, now)
    settle(referral)


def on_end(referral: Referral, by_id: UUID, now: datetime) -> None:
    """Nothing is to be done here any more: the referral is not taken, or went elsewhere."""
    _end(referral, TO_TRIAGE, by_id, now)
    _end(referral, None, by_id, now, ClockEnd.MOOT)
    settle(referral)


def done_for_case(case_id: UUID, which: Clock, by_id: UUID, now: datetime) -> None:
    """End a clock on every visible referral of a case: what it waits for has happened."""
    wanted = select(Referral).where(Referral.case_id == case_id, Referral.burns_at.is_not(None))
    for referral in db.session.scalars(wanted):
        _end(referral, {which.key}, by_id, now)
        settle(referral)


def start(referral: Referral, which: Clock, since: datetime) -> None:
    """Let a clock run from a moment (aware) on; nothing where the county switched it off."""
    if (due := due_by(which, since)) is None:
        return
    db.session.add(
        ReferralClock(
            key=which.key,
            referral=referral,
            referral_id=referral.id,
            from_agency_id=referral.from_agency_id,
            aware_at=since,
            due_at=due,
        )
    )
    if referral.burns_at is None or due < referral.burns_at:
        referral.burns_at = due


def settle(referral: Referral) -> None:
    """Let the referral say when the nearest of its running clocks is over."""
    db.session.flush()
    running = select(func.min(ReferralClock.due_at)).where(
        ReferralClock.referral_id == referral.id, ReferralClock.ended.is_(None)
    )
    referral.burns_at = db.session.scalar(running)


def clocks_on(referral_id: UUID) -> list[ReferralClock]:
    """Return the visible clocks of a referral, those that run first, the nearest first."""
    wanted = select(ReferralClock).where(ReferralClock.referral_id == referral_id)
    found = db.session.scalars(wanted.order_by(ReferralClock.due_at, ReferralClock.created_at))
    return sorted(found, key=lambda each: each.ended is not None)


def _end(
    referral: Referral,
    keys: Iterable[str] | None,
    by_id: UUID,
    now: datetime,
    how: ClockEnd = ClockEnd.DONE,
) -> None:
    """End the running clocks of these kinds; None means all."""
    for each in clocks_on(referral.id):
        if each.ended is None and (keys is None or each.key in keys):
            each.end(how, now, by_id)
