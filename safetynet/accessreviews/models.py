"""What a supervisor said about reads that nothing explains, and that a month is reviewed."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency, Member
from safetynet.db import Model, Owned
from safetynet.survivors import Survivor
from safetynet.vault import Category, Sealed


class Verdict(StrEnum):
    """What became of a read that nothing explained."""

    EXPLAINED = "explained"
    SPOKEN_WITH = "spoken_with"
    REPORTED = "reported"
    """Reported to the privacy officer, who sees who, when and which record, and no note."""


class Disposition(Model):
    """What one supervisor decided about one person's reads of one record on one day.

    A shell that the privacy officer may know of; the words are a DispositionNote. It is never
    changed: a later one stands beside it and counts.
    """

    __tablename__ = "dispositions"
    __table_args__ = (Index(None, "agency_id", "day"),)

    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    """Whose review it is."""
    agency: Mapped[Agency] = relationship()
    reader_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    reader: Mapped[Member] = relationship(foreign_keys=reader_id)
    about_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id))
    day: Mapped[date]
    """The day (of the county) of the reads."""
    verdict: Mapped[Verdict]
    decided_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    decided_by: Mapped[Member] = relationship(foreign_keys=decided_by_id)


class DispositionNote(Owned):
    """The supervisor's words, in the agency's own office compartment."""

    __tablename__ = "disposition_notes"
    CATEGORY = Category.OFFICE

    disposition_id: Mapped[UUID] = mapped_column(ForeignKey(Disposition.id), unique=True)
    text: Mapped[Sealed]


class SignOff(Model):
    """A supervisor reviewed an agency's month, and nothing was left open."""

    __tablename__ = "access_sign_offs"
    __table_args__ = (UniqueConstraint("agency_id", "month"),)

    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    agency: Mapped[Agency] = relationship()
    month: Mapped[date]
    """Its first day."""
    signed_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    signed_by: Mapped[Member] = relationship()
    flagged: Mapped[int]
    """How many reads nothing explained."""
    reported: Mapped[int]
    """How many of them were reported to the privacy officer."""
