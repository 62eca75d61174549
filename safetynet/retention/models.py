"""How long records are kept, what stops their destruction, and what remains of them."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.agencies import Agency, Member
from safetynet.db import Model, Owned, Plain, PlainCodes
from safetynet.retention.classes import Action, RecordClass, Start
from safetynet.survivors import Survivor
from safetynet.vault import Category, Sealed


class OrderBasis(StrEnum):
    """The law under which a court orders records sealed or destroyed (CR-35)."""

    WIC_781 = "wic_781"
    WIC_786 = "wic_786"
    WIC_826 = "wic_826"
    WIC_389 = "wic_389"
    OTHER_ORDER = "other_order"


class OrderState(StrEnum):
    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class OrderDecidedError(Exception):
    """Somebody confirmed or declined it before."""


class Schedule(Model):
    """How long one class of records is kept from a day on, as the privacy officer set it."""

    __tablename__ = "retention_schedules"

    record_class: Mapped[RecordClass] = mapped_column(index=True)
    start: Mapped[Start]
    years: Mapped[int]
    action: Mapped[Action]
    authority: Mapped[Plain]
    """The law or policy that says so."""
    since: Mapped[date]
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))


class Deadline(Model):
    """The day on which one agency's records of one class about one survivor are destroyed."""

    __tablename__ = "retention_deadlines"
    __table_args__ = (UniqueConstraint("survivor_id", "owner_id", "record_class"),)

    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id))
    owner_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    keeper_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    """Who is warned: the owner, or the lead agency for the team's own words."""
    record_class: Mapped[RecordClass]
    number: Mapped[Plain]
    """The case's number; empty where a referral never became a case."""
    due_on: Mapped[date] = mapped_column(index=True)
    announced_on: Mapped[date | None]
    """The day from which the keeper was warned."""


class Postponement(Owned):
    """Why a supervisor keeps records longer, in words of her own, until a day."""

    __tablename__ = "postponements"
    CATEGORY = Category.OFFICE

    of_owner_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    record_class: Mapped[RecordClass]
    until: Mapped[date]
    text: Mapped[Sealed]
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))


class LegalHold(Owned):
    """A subpoena, a court, a duty to preserve: nothing about her is destroyed (CR-34)."""

    __tablename__ = "legal_holds"
    CATEGORY = Category.OFFICE

    number: Mapped[Plain]
    text: Mapped[Sealed]
    set_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    cleared_at: Mapped[datetime | None]
    cleared_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    clearing: Mapped[Sealed | None]
    """Why it was lifted."""


class DestructionOrder(Model):
    """A court ordered it for the young person: asked by a supervisor, confirmed by another."""

    __tablename__ = "destruction_orders"

    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    number: Mapped[Plain]
    basis: Mapped[OrderBasis]
    ordered_on: Mapped[date]
    state: Mapped[OrderState] = mapped_column(default=OrderState.ASKED)
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    decided_at: Mapped[datetime | None]

    def check(self, by_id: UUID) -> None:
        """Raises OrderDecidedError when it was decided already, or when the same person asked."""
        if self.state is not OrderState.ASKED or by_id == self.asked_by_id:
            raise OrderDecidedError

    def decide(self, state: OrderState, by_id: UUID, now: datetime) -> None:
        """Take the second person's word; raises what `check` raises."""
        self.check(by_id)
        self.state, self.decided_by_id, self.decided_at = state, by_id, now


class Destruction(Model):
    """What remains of destroyed records: whose, how many, when, and under which law (CR-33)."""

    __tablename__ = "destructions"

    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    keeper_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    number: Mapped[Plain]
    categories: Mapped[PlainCodes]
    rows: Mapped[int]
    authority: Mapped[Plain]
    destroyed_on: Mapped[date] = mapped_column(index=True)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    """Who confirmed an order; None for the schedule."""


class AgeRange(StrEnum):
    UNDER_12 = "under_12"
    FROM_12 = "12_to_14"
    FROM_15 = "15_to_17"
    FROM_18 = "18_to_24"
    FROM_25 = "25_and_over"
    UNKNOWN = "unknown"


class PastCase(Model):
    """One case that was, for counting: no survivor, no number, no day, no word (CR-36)."""

    __tablename__ = "past_cases"
    # Its entry must not name it: the ledger would lead from a young person to her row.
    IS_WATCHED = False

    opened_in: Mapped[Plain]
    """A quarter, such as 2026-Q1."""
    closed_in: Mapped[Plain]
    age_range: Mapped[AgeRange]
