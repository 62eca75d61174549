from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from safetynet.access import walls_down
from safetynet.agencies import Agency
from safetynet.cases.models import Case, CaseStatus, ClosingReason, ordinal_of
from safetynet.db import db

ON_A_PAGE = 30


def open_cases() -> Sequence[Case]:
    """Return the visible cases that are not closed, by number."""
    return db.session.scalars(
        select(Case).where(Case.status != CaseStatus.CLOSED).order_by(Case.ordinal)
    ).all()


def case_of(survivor_id: UUID) -> Case | None:
    """Return the survivor's latest visible case."""
    return db.session.scalars(
        select(Case).where(Case.survivor_id == survivor_id).order_by(Case.ordinal.desc()).limit(1)
    ).one_or_none()


def is_led_by(survivor_id: UUID, agency_id: UUID) -> bool:
    """Say whether an agency leads one of the survivor's cases."""
    wanted = select(Case.id).where(
        Case.survivor_id == survivor_id, Case.lead_agency_id == agency_id
    )
    return db.session.scalars(wanted.limit(1)).first() is not None


def next_number(year: int) -> str:
    """Return the next free case number of a year, such as SN-2026-014."""
    first = ordinal_of(f"SN-{year}-1")
    with walls_down("case number"):
        last = db.session.scalar(
            select(Case.ordinal)
            .where(Case.ordinal.between(first, ordinal_of(f"SN-{year}-99999")))
            .order_by(Case.ordinal.desc())
            .limit(1)
        )
    return f"SN-{year}-{last - first + 2 if last else 1:03}"


@dataclass(frozen=True)
class Page:
    """Some cases, newest first, and the numbers to go on from in either direction."""

    cases: Sequence[Case]
    newer_than: str | None
    older_than: str | None


def page_of_cases(
    status: CaseStatus, *, newer_than: int | None = None, older_than: int | None = None
) -> Page:
    """Return a page of the visible cases in one state, beside the given ordinal; nothing counts."""
    # The lead agency comes along, so that no row asks for it on its own.
    asked = select(Case, Agency).join(Case.lead_agency).where(Case.status == status)
    if newer_than is not None:
        asked = asked.where(Case.ordinal > newer_than).order_by(Case.ordinal)
    else:
        asked = asked.order_by(Case.ordinal.desc())
    if older_than is not None:
        asked = asked.where(Case.ordinal < older_than)
    found = [case for case, _agency in db.session.execute(asked.limit(ON_A_PAGE + 1))]
    there_is_more = len(found) > ON_A_PAGE
    cases = found[:ON_A_PAGE]
    if newer_than is not None:
        cases.reverse()
        return Page(cases, _end(cases, 0, there_is_more), _end(cases, -1, True))
    return Page(cases, _end(cases, 0, older_than is not None), _end(cases, -1, there_is_more))


def _end(cases: Sequence[Case], place: int, there_is_more: bool) -> str | None:
    return cases[place].number if cases and there_is_more else None


def reasons_of(case_id: UUID) -> Sequence[ClosingReason]:
    """Return why a case was closed and reopened, the latest first."""
    return db.session.scalars(
        select(ClosingReason)
        .where(ClosingReason.case_id == case_id)
        .order_by(ClosingReason.created_at.desc())
    ).all()
