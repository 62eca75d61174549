from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from safetynet.db import db
from safetynet.referrals.imports.files import load
from safetynet.referrals.imports.models import (
    ColumnMatch,
    FileKind,
    ImportBatch,
    ImportOrigin,
    ImportStatus,
)

SHOWN = 20


def origin_of(batch: ImportBatch) -> ImportOrigin:
    return db.session.scalars(select(ImportOrigin).where(ImportOrigin.batch_id == batch.id)).one()


def match_for(agency_id: UUID, fingerprint: str) -> ColumnMatch | None:
    """Return how an agency matched these headings the last time; an agency knows some dozens."""
    newest_first = ColumnMatch.created_at.desc()
    known = db.session.scalars(
        select(ColumnMatch).where(ColumnMatch.owner_id == agency_id).order_by(newest_first)
    ).all()
    return next((match for match in known if match.headings == fingerprint), None)


def imports_of(agency_id: UUID) -> Sequence[ImportBatch]:
    """Return an agency's latest imports, newest first, without those given up."""
    return db.session.scalars(
        select(ImportBatch)
        .where(ImportBatch.agency_id == agency_id, ImportBatch.status != ImportStatus.DROPPED)
        .order_by(ImportBatch.created_at.desc())
        .limit(SHOWN)
    ).all()


def imported_before(agency_id: UUID, digest: str | None) -> datetime | None:
    """Return when an agency last began an import of just this file, of those that are done."""
    if digest is None:
        return None
    done = select(ImportBatch.id).where(
        ImportBatch.agency_id == agency_id, ImportBatch.status == ImportStatus.DONE
    )
    wanted = select(ImportOrigin).where(
        ImportOrigin.owner_id == agency_id, ImportOrigin.batch_id.in_(done)
    )
    newest_first = db.session.scalars(wanted.order_by(ImportOrigin.created_at.desc()))
    return next((one.created_at for one in newest_first if one.digest == digest), None)


def unfinished_of(agency_id: UUID, content: bytes) -> ImportBatch | None:
    """Return the agency's interrupted import of just this file."""
    begun = db.session.scalars(
        select(ImportBatch).where(
            ImportBatch.agency_id == agency_id, ImportBatch.status == ImportStatus.RUNNING
        )
    ).all()
    return next((b for b in begun if load(b, FileKind.UPLOAD) == content), None)
