"""A joining: two young people who came apart were found to be one, and stay two records."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency, Member
from safetynet.db import Owned, WithMac
from safetynet.survivors import Survivor
from safetynet.vault import Category, Sealed


class AlreadyUndoneError(Exception):
    """Somebody undid this joining, or took this answer back, before."""


class Joining(WithMac):
    """Says that two are one, and nothing else: no row is re-keyed, moved or given to anybody.

    A forged one is not there: SQL can join nobody, and part nobody whom people joined.
    """

    __tablename__ = "joinings"
    ABSENT_IF_FORGED = True
    UNDER_MAC = (
        "id",
        "survivor_id",
        "other_survivor_id",
        "brought_by_id",
        "other_brought_by_id",
        "joined_by_id",
        "undone_at",
    )

    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    other_survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    brought_by_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    """Which agency brought the one, and may know of her without a seat; and which the other."""
    other_brought_by_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    joined_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    joined_by: Mapped[Member] = relationship(foreign_keys=joined_by_id)
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    undone_by: Mapped[Member | None] = relationship(foreign_keys=undone_by_id)

    @property
    def stands(self) -> bool:
        return self.undone_at is None

    def undo(self, by_id: UUID, now: datetime) -> None:
        """Raises AlreadyUndoneError when somebody undid it before."""
        if not self.stands:
            raise AlreadyUndoneError
        self.undone_at, self.undone_by_id = now, by_id


class Apart(WithMac):
    """Says, where somebody works who compared two, that they are two; they are not offered again.

    It is no joining's opposite for anybody else: each office asks and answers for itself.
    """

    __tablename__ = "kept_apart"
    ABSENT_IF_FORGED = True
    UNDER_MAC = (
        "id",
        "agency_id",
        "survivor_id",
        "other_survivor_id",
        "said_by_id",
        "taken_back_at",
    )

    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    """The office that said so."""
    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    other_survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    said_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    said_by: Mapped[Member] = relationship(foreign_keys=said_by_id)
    taken_back_at: Mapped[datetime | None]
    taken_back_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))

    def take_back(self, by_id: UUID, now: datetime) -> None:
        """Raises AlreadyUndoneError when somebody took it back before."""
        if self.taken_back_at is not None:
            raise AlreadyUndoneError
        self.taken_back_at, self.taken_back_by_id = now, by_id


def other_of(two: Joining | Apart, survivor_id: UUID) -> UUID:
    """Return the other of the two whom a joining, or its contrary, is about."""
    return two.other_survivor_id if two.survivor_id == survivor_id else two.survivor_id


class Deed(StrEnum):
    JOINED = "joined"
    UNDONE = "undone"


class JoiningReason(Owned):
    """How whoever joined two, or parted them again, knows; kept where they work."""

    __tablename__ = "joining_reasons"
    CATEGORY = Category.OFFICE

    joining_id: Mapped[UUID] = mapped_column(ForeignKey(Joining.id), index=True)
    deed: Mapped[Deed]
    text: Mapped[Sealed]
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
