"""What the register lists, and what stands beside a copy."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select

from safetynet.among import among
from safetynet.db import db
from safetynet.exports.models import Export, ExportWords
from safetynet.process.models import LegalProcess, Production

PAGE = 50


def exports(page: int = 1) -> tuple[Sequence[Export], bool]:
    """Return a page of the copies that may be known, the latest first, and if there are more."""
    found = db.session.scalars(
        select(Export)
        .order_by(Export.created_at.desc(), Export.id)
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    ).all()
    return found[:PAGE], len(found) > PAGE


def exports_about(survivor_id: UUID) -> Sequence[Export]:
    """Return the copies about one young person that may be known, the latest first."""
    return db.session.scalars(
        select(Export).where(Export.survivor_id == survivor_id).order_by(Export.created_at.desc())
    ).all()


def exports_among(ids: Iterable[UUID]) -> dict[UUID, Export]:
    """Return those of these copies that may be known, by id."""
    wanted = select(Export).where(among(Export.id, set(ids)))
    return {export.id: export for export in db.session.scalars(wanted)}


def words_of(export_id: UUID) -> ExportWords | None:
    """Return the words on a copy; None where they are another agency's, or were destroyed."""
    return db.session.scalars(
        select(ExportWords).where(ExportWords.export_id == export_id)
    ).one_or_none()


def produced_about(survivor_id: UUID) -> Sequence[tuple[Production, LegalProcess]]:
    """Return what left about her under legal process, as far as this person keeps that desk."""
    found = db.session.execute(
        select(Production, LegalProcess)
        .join(LegalProcess, LegalProcess.id == Production.process_id)
        .where(Production.survivor_id == survivor_id, Production.serial.is_not(None))
        .order_by(Production.created_at.desc())
    )
    return [(production, process) for production, process in found]
