from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from safetynet.db import db
from safetynet.exports.models import Export
from safetynet.exports.transfers.models import Transfer, TransferWords


def transfer_of(export_id: UUID) -> Transfer | None:
    """Return what a copy is beside a copy, where it goes to another county."""
    return db.session.scalars(select(Transfer).where(Transfer.export_id == export_id)).one_or_none()


def words_with(transfer_id: UUID) -> TransferWords | None:
    """Return the words on a transfer; None where they are another agency's."""
    return db.session.scalars(
        select(TransferWords).where(TransferWords.transfer_id == transfer_id)
    ).one_or_none()


def without_receipt(member_id: UUID, limit: int) -> Sequence[Export]:
    """Return the packets that somebody sent and nobody has said to have arrived."""
    return db.session.scalars(
        select(Export)
        .join(Transfer, Transfer.export_id == Export.id)
        .where(
            Export.requested_by_id == member_id,
            Export.downloads > 0,
            Export.recalled_at.is_(None),
            Transfer.received_on.is_(None),
        )
        .order_by(Export.downloaded_at)
        .limit(limit)
    ).all()
