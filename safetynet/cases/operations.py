"""Opening a case, seating its team, closing it."""

from datetime import datetime
from uuid import UUID

from safetynet.cases.models import Case, ClosingKind, ClosingReason
from safetynet.cases.queries import next_number
from safetynet.db import db
from safetynet.sharing import TeamSeat


def open_case(survivor_id: UUID, lead_agency_id: UUID, now: datetime, *, coded: bool) -> Case:
    """Open a case for a survivor with the lead agency in its first seat."""
    case = Case(
        number=next_number(now.year),
        opened_on=now.date(),
        survivor_id=survivor_id,
        lead_agency_id=lead_agency_id,
        is_coded=coded,
    )
    db.session.add(case)
    db.session.flush()
    seat(case, lead_agency_id)
    return case


def seat(case: Case, agency_id: UUID) -> TeamSeat:
    """Give an agency a place at the table; what it may see is decided per category, not by this."""
    place = TeamSeat(case_id=case.id, survivor_id=case.survivor_id, agency_id=agency_id)
    db.session.add(place)
    return place


def close(case: Case, kind: ClosingKind, reason: str, agency_id: UUID, now: datetime) -> None:
    """Close a case and keep the reason as the closing agency's own words."""
    case.close(kind, now)
    explain(case, reason, agency_id)


def reopen(case: Case, reason: str, agency_id: UUID) -> None:
    case.reopen()
    explain(case, reason, agency_id)


def explain(case: Case, reason: str, agency_id: UUID) -> None:
    db.session.add(
        ClosingReason(
            case_id=case.id, survivor_id=case.survivor_id, owner_id=agency_id, text=reason
        )
    )
