"""Opening a case, seating its team, closing it."""

from datetime import datetime
from uuid import UUID

from safetynet import clock
from safetynet.agencies import the_county
from safetynet.cases.models import Case, ClosingKind, ClosingReason
from safetynet.cases.queries import next_number
from safetynet.db import db
from safetynet.sharing import TeamSeat


def open_case(survivor_id: UUID, lead_agency_id: UUID, now: datetime, *, coded: bool) -> Case:
    """Open a case for a survivor with the lead agency in its first seat."""
    day = clock.day_of(now)
    case = Case(
        number=next_number(day.year),
        opened_on=day,
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


def close(case: Case, kind: ClosingKind, reason: str, now: datetime) -> None:
    """Close a case and keep the reason as the team's own words; CaseNotOpenError when it was."""
    case.close(kind, now)
    _explain(case, reason)


def reopen(case: Case, reason: str) -> None:
    case.reopen()
    _explain(case, reason)


def _explain(case: Case, reason: str) -> None:
    team = the_county().team_id
    db.session.add(
        ClosingReason(case_id=case.id, survivor_id=case.survivor_id, owner_id=team, text=reason)
    )
