"""By when whom to tell: the clocks as shipped, as the county signed them off, and what is due.

Hours are hours, also in the night in which clocks are put forward. Days are days of the county:
the last one runs until midnight there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Mapped

from safetynet import clock
from safetynet.access import Actor
from safetynet.breaches.models import Breach, BreachPart
from safetynet.breaches.states import Bound, Certainty
from safetynet.db import db
from safetynet.sharing.county_laws import begun
from safetynet.sharing.law_settings import ByCounsel, SettingState

MANY = 500
"""Of more people than this the Attorney General gets a sample of the letter."""


class Clock(StrEnum):
    GRANT = "grant"
    BUSINESS = "business"
    PUBLIC = "public"
    ATTORNEY = "attorney"


@dataclass(frozen=True)
class Limit:
    """How long a clock is as shipped, and the longest that counsel can sign off here."""

    shipped: int
    most: int
    is_in_hours: bool = False


LIMITS: Mapping[Clock, Limit] = {
    # Award conditions of OJP and OVW: no later than 24 hours.
    Clock.GRANT: Limit(24, 24, is_in_hours=True),
    # Civil Code 1798.82(a), as SB 446 amends it from January 2026: 30 calendar days.
    Clock.BUSINESS: Limit(30, 30),
    # Civil Code 1798.29(a) names no days: without unreasonable delay. 60 is the longest that a
    # federal law gives to anybody at the table (45 CFR 164.404(b)).
    Clock.PUBLIC: Limit(30, 60),
    # Civil Code 1798.82(f); 1798.29(e) names no days.
    Clock.ATTORNEY: Limit(15, 15),
}

PEOPLE: Mapping[Bound, Clock] = {Bound.BUSINESS: Clock.BUSINESS, Bound.PUBLIC: Clock.PUBLIC}


class BreachClock(ByCounsel):
    """How long one clock is from a day on, as the county's counsel signed it off."""

    __tablename__ = "breach_clocks"
    UNDER_MAC = ("id", "clock", "amount", *ByCounsel.SIGNED)

    clock: Mapped[Clock]
    amount: Mapped[int]


@dataclass(frozen=True)
class Entered:
    """What counsel signed off for one clock, as it was typed."""

    clock: Clock
    amount: int
    since: date
    counsel: str
    signed_on: date
    reference: str


def propose(entered: Entered, actor: Actor) -> BreachClock:
    """Enter it; nothing changes before somebody else confirms."""
    setting = BreachClock(**asdict(entered), state=SettingState.PROPOSED, proposed_by_id=actor.id)
    db.session.add(setting)
    return setting


Amounts = Mapping[Clock, int]


def settings() -> list[BreachClock]:
    """Return every change that was entered, the newest first."""
    found = select(BreachClock).order_by(BreachClock.created_at.desc())
    return list(db.session.scalars(found))


def in_force(found: Iterable[BreachClock], day: date) -> dict[Clock, BreachClock]:
    return {one.clock: one for one in begun(found, day)}


def amounts_by(found: Iterable[BreachClock], day: date) -> Amounts:
    """Return how long each clock is on a day; whatever was saved, the outer limit holds."""
    held = in_force(found, day)
    return {
        which: max(1, min(held[which].amount, limit.most)) if which in held else limit.shipped
        for which, limit in LIMITS.items()
    }


@dataclass(frozen=True)
class Deadline:
    """By when one thing is due in one agency's part, and when it was done."""

    clock: Clock
    due: datetime
    done_at: datetime | None

    @property
    def day(self) -> date:
        """The last day on which it is in time."""
        return clock.day_of(self.due - timedelta(microseconds=1))

    @property
    def is_late(self) -> bool:
        return (self.done_at or clock.now()) > self.due

    @property
    def hours(self) -> int:
        """Whole hours that are left or, where it is late, that it is overdue."""
        return abs(self.due - clock.now()) // timedelta(hours=1)


def deadlines_of(
    breach: Breach, part: BreachPart, letters: int, found: Iterable[BreachClock]
) -> list[Deadline]:
    """Return what is due in a part; `letters` is how many young people are not told yet.

    A clock is as long as it was on the day on which the breach was noticed.
    """
    if breach.verdict is False:
        return []
    noticed_on = clock.day_of(breach.noticed_at)
    amounts = amounts_by(found, noticed_on)
    due = []
    if part.is_funded and breach.certainty is not Certainty.SUSPECTED:
        until = breach.grant_runs_from + timedelta(hours=amounts[Clock.GRANT])
        due.append(Deadline(Clock.GRANT, until, part.grant_told_at))
    if breach.verdict and (letters or part.last_letter_at):
        which = PEOPLE[part.bound]
        until = _end_after(noticed_on, amounts[which])
        due.append(Deadline(which, until, None if letters else part.last_letter_at))
        if part.people > MANY and part.first_letter_at:
            until = _end_after(clock.day_of(part.first_letter_at), amounts[Clock.ATTORNEY])
            due.append(Deadline(Clock.ATTORNEY, until, part.attorney_told_at))
    return due


def _end_after(day: date, days: int) -> datetime:
    return clock.end_of(day + timedelta(days=days))
