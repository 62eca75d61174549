"""What a transfer is beside the copy that leaves: why, who there takes it, and its receipt."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.agencies import Agency, Member
from safetynet.db import Model, Owned
from safetynet.exports.models import Export
from safetynet.referrals import TransferReason
from safetynet.survivors import Survivor
from safetynet.vault import Category, Sealed, SealedCode


class Transfer(Model):
    """A shell beside one copy of records."""

    __tablename__ = "transfers"

    export_id: Mapped[UUID] = mapped_column(ForeignKey(Export.id), unique=True)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    transfer_reason: Mapped[TransferReason]
    received_on: Mapped[date | None]
    """The day on which somebody there said the receipt; None while it is waited for."""
    noted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))


class TransferWords(Owned):
    """Who there takes it, the receipt that the packet holds, and who said it."""

    __tablename__ = "transfer_words"
    CATEGORY = Category.OFFICE

    transfer_id: Mapped[UUID] = mapped_column(ForeignKey(Transfer.id), unique=True)
    reach: Mapped[Sealed]
    receipt: Mapped[SealedCode]
    told_by: Mapped[Sealed | None]
