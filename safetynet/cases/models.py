"""A case: known by its number; only the survivor's record knows the name."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency
from safetynet.db import Model, Owned, Plain
from safetynet.survivors import Survivor
from safetynet.vault import Category, Sealed


class CaseStatus(StrEnum):
    OPEN = "open"
    WATCH = "watch"
    """Stepped down: no longer reviewed weekly, still held."""
    CLOSED = "closed"


class ClosingKind(StrEnum):
    """practice.md §1.11."""

    SAFE_AND_STABLE = "safe_and_stable"
    MOVED_AWAY = "moved_away"
    TRANSFERRED = "transferred"
    DECLINED = "declined"
    LOST_CONTACT = "lost_contact"
    ADULT_SERVICES = "adult_services"
    OPENED_IN_ERROR = "opened_in_error"


class CaseNotOpenError(Exception):
    """The case is closed; reopen it first."""


class Case(Model):
    """A shell: number, state, dates, agencies. Every sealed statement is a row of its own."""

    __tablename__ = "cases"

    number: Mapped[Plain] = mapped_column(unique=True)
    status: Mapped[CaseStatus] = mapped_column(default=CaseStatus.OPEN, index=True)
    opened_on: Mapped[date]
    closed_at: Mapped[datetime | None]
    closing_kind: Mapped[ClosingKind | None]
    is_coded: Mapped[bool] = mapped_column(default=False)
    """No identity was given: the case is known by its number alone (CR-08, CR-49)."""

    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    survivor: Mapped[Survivor] = relationship()
    lead_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    lead_agency: Mapped[Agency] = relationship()

    @property
    def is_open(self) -> bool:
        return self.status is not CaseStatus.CLOSED

    def close(self, kind: ClosingKind, now: datetime) -> None:
        """Raises CaseNotOpenError when somebody closed it before."""
        if not self.is_open:
            raise CaseNotOpenError
        self.status, self.closing_kind, self.closed_at = CaseStatus.CLOSED, kind, now

    def reopen(self) -> None:
        self.status, self.closing_kind, self.closed_at = CaseStatus.OPEN, None, None


class ClosingReason(Owned):
    """Why an agency closed or reopened the case, in its own words."""

    __tablename__ = "closing_reasons"
    CATEGORY = Category.SAFETY_RISK

    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    text: Mapped[Sealed]
