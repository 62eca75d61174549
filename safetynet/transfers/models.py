"""A packet of another county that was taken in: which, by whom, and what it became."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency, Member
from safetynet.db import Model, Owned
from safetynet.referrals import Referral
from safetynet.vault import Category, Sealed, SealedCode


class Arrival(Model):
    """A shell: one packet became one referral, once for each agency that takes it in."""

    __tablename__ = "arrivals"
    __table_args__ = (UniqueConstraint("agency_id", "packet"),)

    packet: Mapped[UUID]
    """The packet's own id, which its sender gave it."""
    made_on: Mapped[date]
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    taken_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    taken_by: Mapped[Member] = relationship()
    referral_id: Mapped[UUID] = mapped_column(ForeignKey(Referral.id), unique=True)
    referral: Mapped[Referral] = relationship()


class ArrivalWords(Owned):
    """Who sent it and why, and the word by which its sender learns that it came."""

    __tablename__ = "arrival_words"
    CATEGORY = Category.REFERRAL_NARRATIVE

    referral_id: Mapped[UUID] = mapped_column(ForeignKey(Referral.id), unique=True)
    county: Mapped[Sealed]
    sender: Mapped[Sealed]
    """The agency."""
    transfer_reason: Mapped[SealedCode]
    """A code of `TransferReason`."""
    purpose: Mapped[Sealed]
    receipt: Mapped[SealedCode]


class TransferredRecord(Owned):
    """What the other county wrote and no form here asks for: kept in words, under its own law."""

    __tablename__ = "transferred_records"

    referral_id: Mapped[UUID] = mapped_column(ForeignKey(Referral.id), index=True)
    written_on: Mapped[date]
    title: Mapped[Sealed]
    text: Mapped[Sealed]
