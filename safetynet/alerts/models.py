"""An alert is set by one person and removed by two."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.agencies import Member
from safetynet.cases import Case
from safetynet.db import Owned
from safetynet.vault import Category, Sealed

LONGEST_DAYS = 180
"""Half a year: an alert that nobody looks at again is believed by nobody."""


class AlertKind(StrEnum):
    NOT_ALONE = "not_alone"
    WEAPONS = "weapons"
    VIOLENCE = "violence"
    TRACKED = "tracked"
    SELF_HARM = "self_harm"
    OTHER = "other"


class WrongAlertStateError(Exception):
    """Somebody did something else with this alert meanwhile."""


class SamePersonError(Exception):
    """Whoever asked for it cannot be the second person too."""


class SafetyAlert(Owned):
    """One danger in an agency's own words, until two of its people agreed that it is over."""

    __tablename__ = "safety_alerts"
    __table_args__ = (
        CheckConstraint("confirmed_by_id <> asked_by_id", name="two_people"),
        CheckConstraint(
            "removed_at IS NULL OR (asked_by_id IS NOT NULL AND confirmed_by_id IS NOT NULL)",
            name="removed_by_two",
        ),
    )
    CATEGORY = Category.SAFETY_RISK

    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    kind: Mapped[AlertKind]
    text: Mapped[Sealed]
    review_on: Mapped[date]
    asked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    """Who asked that it be removed."""
    asked_at: Mapped[datetime | None]
    removal_reason: Mapped[Sealed | None]
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    removed_at: Mapped[datetime | None]

    @property
    def stands(self) -> bool:
        return self.removed_at is None

    @property
    def waits_for_removal(self) -> bool:
        return self.stands and self.asked_by_id is not None

    def is_overdue(self, day: date) -> bool:
        return self.stands and self.review_on < day

    def ask_for_removal(self, member_id: UUID, reason: str, now: datetime) -> None:
        """Ask a second person; raises WrongAlertStateError."""
        if not self.stands or self.waits_for_removal:
            raise WrongAlertStateError
        self.asked_by_id, self.removal_reason, self.asked_at = member_id, reason, now

    def keep(self) -> None:
        """Let it stand although somebody asked; raises WrongAlertStateError."""
        if not self.waits_for_removal:
            raise WrongAlertStateError
        self.asked_by_id = self.removal_reason = self.asked_at = None

    def remove(self, member_id: UUID, now: datetime) -> None:
        """Be the second person; raises WrongAlertStateError and SamePersonError."""
        if not self.waits_for_removal:
            raise WrongAlertStateError
        if member_id == self.asked_by_id:
            raise SamePersonError
        self.confirmed_by_id, self.removed_at = member_id, now

    def look_again_on(self, day: date) -> None:
        """Say that it still holds, and when to look again; raises WrongAlertStateError."""
        if not self.stands:
            raise WrongAlertStateError
        self.review_on = day


class AlertTold(Owned):
    """Who knows of an alert: whoever wrote it down, or somebody whom she told.

    It names the alert by its id alone: that is perhaps another agency's, destroyed before.
    """

    __tablename__ = "alerts_told"
    CATEGORY = Category.SAFETY_RISK

    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    alert_id: Mapped[UUID] = mapped_column(index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    told_on: Mapped[date]
    person: Mapped[Sealed | None]
    """None where the author says it of herself."""
