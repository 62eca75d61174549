from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from safetynet.access import walls_down
from safetynet.cases.models import Case, CaseStatus
from safetynet.db import db


def open_cases() -> Sequence[Case]:
    """Return the visible cases that are not closed, by number."""
    return db.session.scalars(
        select(Case).where(Case.status != CaseStatus.CLOSED).order_by(Case.number)
    ).all()


def case_of(survivor_id: UUID) -> Case | None:
    """Return the survivor's latest visible case."""
    return db.session.scalars(
        select(Case)
        .where(Case.survivor_id == survivor_id)
        .order_by(Case.opened_on.desc(), Case.number.desc())
        .limit(1)
    ).one_or_none()


def next_number(year: int) -> str:
    """Return the next free case number of a year, such as SN-2026-014."""
    prefix = f"SN-{year}-"
    with walls_down("case number"):
        last = db.session.scalar(
            select(Case.number)
            .where(Case.number.startswith(prefix, autoescape=True))
            .order_by(Case.number.desc())
            .limit(1)
        )
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:03}"
