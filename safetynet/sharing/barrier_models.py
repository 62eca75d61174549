"""What stops content whatever else carries it: a conflict of interest, an open matter."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.agencies import Agency, Member
from safetynet.db import Owned, PlainCodes, WithMac
from safetynet.survivors import Survivor
from safetynet.vault import Category, Sealed


class ConflictBlock(WithMac):
    """A conflict of interest: to this person, or this whole agency, she does not exist (CR-23).

    A forged one says that it stands: SQL can hide somebody, and cannot lift what hides her.
    """

    __tablename__ = "conflict_blocks"
    UNDER_MAC = ("id", "survivor_id", "member_id", "blocked_agency_id", "lifted_at")
    IF_FORGED: ClassVar = {"lifted_at": None}

    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id), index=True)
    """Who is blocked; None where it is the whole agency."""
    blocked_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    """That agency, or the one in which the blocked person worked when the block was set."""
    set_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    """None while nobody has looked at what screening found; it stands all the same."""
    set_by_agency_id: Mapped[UUID | None] = mapped_column(ForeignKey(Agency.id))
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))

    @property
    def is_provisional(self) -> bool:
        return self.set_by_id is None

    def blocks(self, member_id: UUID, agency_id: UUID) -> bool:
        """Say whether it is about this person, wherever they work now, or about their agency."""
        if self.member_id is not None:
            return self.member_id == member_id
        return self.blocked_agency_id == agency_id

    def lift(self, by_id: UUID, now: datetime) -> None:
        if self.lifted_at is None:
            self.lifted_at, self.lifted_by_id = now, by_id


class ConflictReason(Owned):
    """Why a block was set, and why it was lifted, in the words of whoever did it."""

    __tablename__ = "conflict_reasons"
    CATEGORY = Category.OFFICE

    block_id: Mapped[UUID] = mapped_column(ForeignKey(ConflictBlock.id), index=True)
    text: Mapped[Sealed]
    is_lifting: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))


class MatterKind(StrEnum):
    """How a young person is part of an open matter (CR-17)."""

    CHARGED = "charged"
    VICTIM_WITNESS = "victim_witness"


class Matter(WithMac):
    """An open matter: its prosecutors or investigators see what they contributed, and no more.

    A forged one says that it is open, and that no court ordered anything.
    """

    __tablename__ = "matters"
    UNDER_MAC = ("id", "survivor_id", "walled_agency_id", "ordered", "order_ends_on", "ended_at")
    IF_FORGED: ClassVar = {"ended_at": None, "ordered": []}

    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    walled_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    kind: Mapped[MatterKind]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    ordered: Mapped[PlainCodes]
    """The kinds of content that a court ordered to be opened."""
    ordered_on: Mapped[date | None]
    order_ends_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))

    def opened_on(self, day: date) -> frozenset[Category]:
        """Return what a court's order opens on a day; the last day included."""
        if self.order_ends_on is None or day > self.order_ends_on:
            return frozenset()
        return frozenset(Category(code) for code in self.ordered)

    def open_by_order(self, kinds: Iterable[Category], ordered_on: date, ends_on: date) -> None:
        self.ordered = [kind.value for kind in kinds]
        self.ordered_on, self.order_ends_on = ordered_on, ends_on

    def end(self, by_id: UUID, now: datetime) -> None:
        if self.ended_at is None:
            self.ended_at, self.ended_by_id = now, by_id
