from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from safetynet.accessreviews.models import Disposition, DispositionNote, SignOff
from safetynet.accessreviews.months import last_day_of
from safetynet.db import db

MOST = 2000
"""Decisions on one month; beyond that many, the rule does not fit the agency."""


def dispositions_in(month: date) -> Sequence[Disposition]:
    """Return what was decided about a month's reads, as this viewer may know it; earliest first.

    The privacy officer sees what was reported.
    """
    return db.session.scalars(
        select(Disposition)
        .where(Disposition.day.between(month, last_day_of(month)))
        .options(
            joinedload(Disposition.agency),
            joinedload(Disposition.reader),
            joinedload(Disposition.decided_by),
        )
        .order_by(Disposition.created_at)
        .limit(MOST)
    ).all()


def notes_on(dispositions: Sequence[Disposition]) -> dict[UUID, DispositionNote]:
    """Return the agency's own words on its dispositions."""
    ids = [disposition.id for disposition in dispositions]
    found = db.session.scalars(
        select(DispositionNote).where(DispositionNote.disposition_id.in_(ids))
    )
    return {note.disposition_id: note for note in found}


def sign_offs_since(month: date) -> Sequence[SignOff]:
    """Return the sign-offs of this month and later ones that this viewer may know of."""
    return db.session.scalars(
        select(SignOff)
        .where(SignOff.month >= month)
        .options(joinedload(SignOff.agency), joinedload(SignOff.signed_by))
        .order_by(SignOff.month.desc(), SignOff.created_at)
    ).all()


def sign_off_of(month: date, agency_id: UUID) -> SignOff | None:
    return db.session.scalars(
        select(SignOff).where(SignOff.month == month, SignOff.agency_id == agency_id)
    ).one_or_none()
