"""What was decided about the privilege, and by whom: it is hers, and a guardian may not be safe.

EVID 1038.2(b) gives the privilege to a guardian where the young person has one. Somebody who harms
her could then speak for her, so counsel looks first wherever a guardian is not known to be safe
(CR-15). None of this lets a privileged note leave; it is what the agency answers a court by.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.agencies import Member
from safetynet.cases import Case
from safetynet.db import Owned
from safetynet.vault import Category, Sealed


class Holder(StrEnum):
    """Whose the privilege is (EVID 1038.2(b), 1035.6, 1037.5)."""

    YOUTH = "youth"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"
    """A court's guardian ad litem, a conservator, or whoever represents somebody who died."""


class PrivilegeAct(StrEnum):
    CLAIMED = "claimed"
    WAIVED = "waived"


class GuardianSafety(StrEnum):
    """Whether the guardian harmed, sold or threatened her, or lives with somebody who did."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    UNKNOWN = "unknown"


class CounselSays(StrEnum):
    STANDS = "stands"
    DOES_NOT_STAND = "does_not_stand"


class PrivilegeState(StrEnum):
    STANDS = "stands"
    WAITS_FOR_COUNSEL = "waits_for_counsel"
    SET_ASIDE = "set_aside"


class PrivilegeDecision(Owned):
    """Somebody claimed or waived the privilege; counsel's look at it stands in the same row."""

    __tablename__ = "privilege_decisions"
    CATEGORY = Category.PRIVILEGED

    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    holder: Mapped[Holder]
    act: Mapped[PrivilegeAct]
    guardian: Mapped[GuardianSafety | None]
    """None where no guardian holds it."""
    decided_on: Mapped[date]
    scope: Mapped[Sealed]
    """Of which communications, towards whom, and on which paper."""
    counsel_says: Mapped[CounselSays | None]
    reviewed_on: Mapped[date | None]
    reviewed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    counsel_words: Mapped[Sealed | None]
    """Who counsel is, and why."""

    @property
    def needs_counsel(self) -> bool:
        """A guardian decided, of whom nobody can say that she is safe with her or him."""
        return self.holder is Holder.GUARDIAN and self.guardian is not GuardianSafety.SAFE

    @property
    def state(self) -> PrivilegeState:
        """Until counsel has looked, what an unsafe guardian decided counts for nothing."""
        if self.counsel_says is CounselSays.DOES_NOT_STAND:
            return PrivilegeState.SET_ASIDE
        if self.needs_counsel and self.counsel_says is None:
            return PrivilegeState.WAITS_FOR_COUNSEL
        return PrivilegeState.STANDS

    def review(self, says: CounselSays, words: str, on: date, by_id: UUID) -> None:
        """Write down once what counsel said; what was said stays."""
        if self.counsel_says is None:
            self.counsel_says, self.counsel_words = says, words
            self.reviewed_on, self.reviewed_by_id = on, by_id
