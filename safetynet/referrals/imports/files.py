"""An uploaded file, sealed in parts: it lies in no folder and in no database in clear."""

from base64 import b64decode, b64encode
from hashlib import sha256

from sqlalchemy import select

from safetynet.db import db
from safetynet.referrals.imports.models import FileKind, ImportBatch, ImportFile
from safetynet.vault import NOBODY

PART = 600_000
"""Bytes of a file in one sealed row."""


def digest_of(content: bytes) -> str:
    """Return by what a file is known again."""
    return sha256(content).hexdigest()


def store(batch: ImportBatch, kind: FileKind, content: bytes) -> None:
    """Seal a file in parts."""
    for part, start in enumerate(range(0, max(len(content), 1), PART)):
        db.session.add(
            ImportFile(
                survivor_id=NOBODY,
                owner_id=batch.agency_id,
                batch_id=batch.id,
                kind=kind,
                part=part,
                text=b64encode(content[start : start + PART]).decode(),
            )
        )


def load(batch: ImportBatch, kind: FileKind) -> bytes | None:
    """Return a stored file, or None when it is not there any more."""
    parts = _parts(batch, kind)
    return b"".join(b64decode(part.text) for part in parts) if parts else None


def discard(batch: ImportBatch, kind: FileKind) -> None:
    for part in _parts(batch, kind):
        db.session.delete(part)


def has(batch: ImportBatch, kind: FileKind) -> bool:
    wanted = select(ImportFile.id).where(ImportFile.batch_id == batch.id, ImportFile.kind == kind)
    return db.session.scalars(wanted.limit(1)).first() is not None


def _parts(batch: ImportBatch, kind: FileKind) -> list[ImportFile]:
    wanted = select(ImportFile).where(ImportFile.batch_id == batch.id, ImportFile.kind == kind)
    return list(db.session.scalars(wanted.order_by(ImportFile.part)))
