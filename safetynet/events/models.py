"""What happened, or will happen, to a young person: what probation and child welfare log."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from safetynet import clock
from safetynet.agencies import Member
from safetynet.cases import Case
from safetynet.db import Owned
from safetynet.events.clocks import Duty
from safetynet.vault import Category, Sealed

WRITTEN_LATER = timedelta(hours=1)
"""What is written down more than an hour after it was done says so."""


class EventKind(StrEnum):
    """practice.md §1.9."""

    HEARING = "hearing"
    CUSTODY = "custody"
    RELEASE_FROM_CUSTODY = "release_from_custody"
    PLACEMENT = "placement"
    MISSING = "missing"
    RETURNED = "returned"
    CONTACT_ATTEMPT = "contact_attempt"
    INCIDENT = "incident"


MAY_LIE_AHEAD = frozenset({EventKind.HEARING, EventKind.RELEASE_FROM_CUSTODY, EventKind.PLACEMENT})

CATEGORY_OF = {
    EventKind.HEARING: Category.JUVENILE_COURT,
    EventKind.CUSTODY: Category.JUVENILE_COURT,
    EventKind.RELEASE_FROM_CUSTODY: Category.JUVENILE_COURT,
    EventKind.PLACEMENT: Category.LOCATION,
    EventKind.MISSING: Category.SAFETY_RISK,
    EventKind.RETURNED: Category.SAFETY_RISK,
    EventKind.INCIDENT: Category.SAFETY_RISK,
    EventKind.CONTACT_ATTEMPT: Category.SAFE_CONTACT,
}
"""That she has a hearing is itself court content: the kind decides the compartment."""


class Outcome(StrEnum):
    HELD = "held"
    CONTINUED = "continued"
    TAKEN_OFF = "taken_off"
    REACHED = "reached"
    MESSAGE_LEFT = "message_left"
    NOT_REACHED = "not_reached"


OUTCOMES = {
    EventKind.HEARING: (Outcome.HELD, Outcome.CONTINUED, Outcome.TAKEN_OFF),
    EventKind.CONTACT_ATTEMPT: (Outcome.REACHED, Outcome.MESSAGE_LEFT, Outcome.NOT_REACHED),
}
"""What can come of it; other kinds have no outcome."""


class Event(Owned):
    """One event as one agency knows it. Kind and day are content too, so the whole row is walled.

    Its kind never changes: the compartment hangs on it.
    """

    __tablename__ = "events"

    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    kind: Mapped[EventKind]
    day: Mapped[date] = mapped_column(index=True)
    at_time: Mapped[time | None]
    """In the county's time."""
    outcome: Mapped[Outcome | None]
    text: Mapped[Sealed | None]
    police_told_at: Mapped[datetime | None]
    report_number: Mapped[Sealed | None]
    ncmec_told_at: Mapped[datetime | None]
    """When the National Center for Missing and Exploited Children was told."""

    @property
    def at(self) -> datetime | None:
        """The moment (UTC), where a time is known."""
        return clock.moment_of(self.day, self.at_time) if self.at_time else None

    @property
    def from_when(self) -> datetime:
        """The moment (UTC) from which clocks run: a day without a time counts from its start."""
        return self.at or clock.start_of(self.day)


class DutyDone(Owned):
    """That an agency did what is owed to somebody missing or back: when, and under which number.

    It names the event by its id alone: an event of another agency may be destroyed before.
    """

    __tablename__ = "missing_duties"
    __table_args__ = (UniqueConstraint("event_id", "kind", "owner_id"),)
    CATEGORY = Category.SAFETY_RISK

    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    event_id: Mapped[UUID] = mapped_column(index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    kind: Mapped[Duty]
    done_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    """When it was written down, at last: what was filled in afterwards can be told apart."""
    report_number: Mapped[Sealed | None]

    @property
    def is_written_later(self) -> bool:
        return self.recorded_at - self.done_at > WRITTEN_LATER


class Account(StrEnum):
    """What she is asked when she is back (WIC 16501.35)."""

    WHY_LEFT = "why_left"
    WHAT_HAPPENED = "what_happened"


CATEGORY_OF_ACCOUNT = {
    Account.WHY_LEFT: Category.SAFETY_RISK,
    Account.WHAT_HAPPENED: Category.EXPLOITATION_ACCOUNT,
}


class ReturnAccount(Owned):
    """One answer after she came back; what happened to her is walled apart from why she left."""

    __tablename__ = "return_accounts"
    __table_args__ = (UniqueConstraint("event_id", "kind", "owner_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    event_id: Mapped[UUID] = mapped_column(index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    kind: Mapped[Account]
    text: Mapped[Sealed]
