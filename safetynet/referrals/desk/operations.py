"""What somebody at the desk does: looks, takes it, ends or starts a clock, notes who agreed."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from safetynet.access import Actor
from safetynet.db import db
from safetynet.deadlines import Clock
from safetynet.referrals.desk.models import (
    Agreed,
    Agreement,
    ClockEnd,
    ClockWords,
    ReferralClock,
)
from safetynet.referrals.desk.running import settle, start
from safetynet.referrals.models import Referral


def end_clock(
    running: ReferralClock,
    by: Actor,
    done_at: datetime,
    *,
    reference: str | None,
    why_late: str | None,
) -> None:
    """Say when something was done; raises ClockEndedError where somebody said so before."""
    running.end(ClockEnd.DONE, done_at, by.id)
    if reference or why_late:
        db.session.add(
            ClockWords(
                survivor_id=running.referral.survivor_id,
                owner_id=by.agency_id,
                clock_id=running.id,
                reference=reference,
                why_late=why_late,
            )
        )
    settle(running.referral)


def start_by_hand(referral: Referral, which: Clock, aware_at: datetime) -> None:
    start(referral, which, aware_at)
    settle(referral)


def note_agreed(referral: Referral, to: Agreed, agencies: Iterable[UUID], noted_by: UUID) -> None:
    """Note which agencies agreed to a decision, each once; an earlier note is replaced."""
    wanted = select(Agreement).where(Agreement.referral_id == referral.id)
    held = {each.agency_id: each for each in db.session.scalars(wanted)}
    for agency in agencies:
        row = held.get(agency) or Agreement(
            referral_id=referral.id, from_agency_id=referral.from_agency_id, agency_id=agency
        )
        row.to, row.noted_by_id = to, noted_by
        db.session.add(row)


def words_of(clocks: Iterable[ReferralClock]) -> dict[UUID, ClockWords]:
    """Return the visible words on how clocks ended, by the clock's id."""
    ids = [each.id for each in clocks]
    found = db.session.scalars(select(ClockWords).where(ClockWords.clock_id.in_(ids)))
    return {words.clock_id: words for words in found}


def agreed_on(referral_id: UUID) -> list[Agreement]:
    wanted = select(Agreement).where(Agreement.referral_id == referral_id)
    return sorted(db.session.scalars(wanted), key=lambda each: each.agency.name)
