from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from safetynet.db import db
from safetynet.transfers.models import Arrival, ArrivalWords, TransferredRecord

SHOWN = 50


def arrivals_of(agency_id: UUID) -> Sequence[Arrival]:
    """Return the packets that an agency took in last, the latest first."""
    return db.session.scalars(
        select(Arrival)
        .where(Arrival.agency_id == agency_id)
        .order_by(Arrival.created_at.desc())
        .limit(SHOWN)
    ).all()


def arrival_of(referral_id: UUID) -> Arrival | None:
    """Return the packet that became an agency's own referral, if one did."""
    return db.session.scalars(
        select(Arrival).where(Arrival.referral_id == referral_id)
    ).one_or_none()


def words_on(referral_id: UUID) -> ArrivalWords | None:
    """Return who sent it and why; None to whom the referral's own words do not reach."""
    return db.session.scalars(
        select(ArrivalWords).where(ArrivalWords.referral_id == referral_id)
    ).one_or_none()


def records_with(referral_id: UUID) -> Sequence[TransferredRecord]:
    """Return what is kept in words of it, as far as this person may see, in order of writing."""
    return db.session.scalars(
        select(TransferredRecord)
        .where(TransferredRecord.referral_id == referral_id)
        .order_by(TransferredRecord.written_on, TransferredRecord.id)
    ).all()
