"""Clocks that run on a referral, and which agencies agreed to what was decided about it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency, Member
from safetynet.db import Model, Owned, Plain
from safetynet.referrals.models import Referral
from safetynet.vault import Category, Sealed


class ClockEnd(StrEnum):
    DONE = "done"
    MOOT = "moot"
    """The referral was not taken, or went elsewhere: nothing is to be done here any more."""


class ClockEndedError(Exception):
    """Somebody said already how this clock ended."""


class ReferralClock(Model):
    """One clock on one referral: since when, until when, and when it was done. A shell.

    It keeps its end also where the county sets the clock anew.
    """

    __tablename__ = "referral_clocks"
    __table_args__ = (Index("ix_referral_clocks_running", "ended", "due_at"),)

    key: Mapped[Plain]
    """Which of the declared clocks."""
    aware_at: Mapped[datetime]
    due_at: Mapped[datetime]
    ended: Mapped[ClockEnd | None]
    done_at: Mapped[datetime | None]
    """When what was to be done was done; that may be before somebody says so."""
    done_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    done_by: Mapped[Member | None] = relationship(foreign_keys=done_by_id)

    referral_id: Mapped[UUID] = mapped_column(ForeignKey(Referral.id), index=True)
    referral: Mapped[Referral] = relationship()
    from_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    """The sender's: the wall of a shell asks its own row."""

    def is_late(self, now: datetime) -> bool:
        if self.ended is ClockEnd.MOOT:
            return False
        return (self.done_at or now) > self.due_at

    def end(self, how: ClockEnd, done_at: datetime, by_id: UUID) -> None:
        """Raises ClockEndedError where it does not run any more."""
        if self.ended:
            raise ClockEndedError
        self.ended, self.done_at, self.done_by_id = how, done_at, by_id


class ClockWords(Owned):
    """A report's number, and why it came late, in the words of whoever did it."""

    __tablename__ = "referral_clock_words"
    CATEGORY = Category.REFERRAL_NARRATIVE

    clock_id: Mapped[UUID] = mapped_column(ForeignKey(ReferralClock.id), unique=True)
    reference: Mapped[Sealed | None]
    why_late: Mapped[Sealed | None]


class Agreed(StrEnum):
    """To what an agency agreed; no single agency accepts or closes (practice.md §1.4)."""

    TAKE = "take"
    REFUSE = "refuse"


class Agreement(Model):
    """One agency's word on one decision about a referral."""

    __tablename__ = "referral_agreements"
    __table_args__ = (UniqueConstraint("referral_id", "agency_id"),)

    to: Mapped[Agreed]
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    agency: Mapped[Agency] = relationship(foreign_keys=agency_id)
    noted_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))

    referral_id: Mapped[UUID] = mapped_column(ForeignKey(Referral.id), index=True)
    from_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    """The sender's: the wall of a shell asks its own row."""
