"""A case: known by its number; only the survivor's record knows the name."""

import re
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency
from safetynet.db import Owned, Plain, WithMac
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


_NUMBER = re.compile(r"SN-([0-9]{4})-([0-9]{1,5})")


def ordinal_of(number: str) -> int:
    """Return where a case number stands among all: SN-2026-014 is 202600014.

    Raises ValueError for what is no case number.
    """
    if not (parts := _NUMBER.fullmatch(number)):
        raise ValueError
    return int(parts[1]) * 100_000 + int(parts[2])


def _ordinal(saved: Any) -> int:
    return ordinal_of(saved.get_current_parameters()["number"])


class CaseNotOpenError(Exception):
    """The case is closed; reopen it first."""


class Case(WithMac):
    """A shell: number, state, dates, agencies. Every sealed statement is a row of its own."""

    __tablename__ = "cases"
    # A seat at its table is a seat about this survivor.
    UNDER_MAC = ("id", "number", "survivor_id")
    # Lists show the newest of one state; without it they sorted all of them.
    __table_args__ = (Index("ix_cases_listed", "status", "ordinal"),)

    number: Mapped[Plain] = mapped_column(unique=True)
    ordinal: Mapped[int] = mapped_column(unique=True, default=_ordinal)
    """Sorts as people count: the thousandth case of a year comes after the 999th."""
    status: Mapped[CaseStatus] = mapped_column(default=CaseStatus.OPEN)
    opened_on: Mapped[date] = mapped_column(index=True)
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

    def step_down(self) -> None:
        """Hold the case on the watch list. Raises CaseNotOpenError when it is closed."""
        self._be(CaseStatus.WATCH)

    def step_up(self) -> None:
        """Review it regularly again. Raises CaseNotOpenError when it is closed."""
        self._be(CaseStatus.OPEN)

    def _be(self, status: CaseStatus) -> None:
        if not self.is_open:
            raise CaseNotOpenError
        self.status = status

    def reopen(self) -> None:
        self.status, self.closing_kind, self.closed_at = CaseStatus.OPEN, None, None


class ClosingReason(Owned):
    """Why the team closed or reopened the case, in the team's own words."""

    __tablename__ = "closing_reasons"
    CATEGORY = Category.TEAM_DISCUSSION

    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    text: Mapped[Sealed]
