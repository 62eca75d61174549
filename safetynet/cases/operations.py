"""Opening a case, seating its team, closing it."""

from datetime import datetime
from uuid import UUID

from safetynet import clock
from safetynet.access import Actor, Permission
from safetynet.agencies import Member, tell_those_who, the_county
from safetynet.cases.models import Case, ClosingKind, ClosingReason
from safetynet.cases.queries import is_led_by, next_number
from safetynet.db import db
from safetynet.notices import Kind
from safetynet.sharing import ConflictBlock, TeamSeat, blocked_agencies
from safetynet.sharing.conflicts import set_block
from safetynet.sharing.queries import seats_about


class BlockedError(Exception):
    """A conflict of interest keeps this agency from the young person's tables."""


class LeadsError(Exception):
    """The agency leads a case of hers; another must lead before it can be kept out."""


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
    """Give an agency a place at the table; what it may see is decided per category, not by this.

    Raises BlockedError where a conflict of interest keeps the agency out.
    """
    if agency_id in blocked_agencies(case.survivor_id):
        raise BlockedError
    place = TeamSeat(case_id=case.id, survivor_id=case.survivor_id, agency_id=agency_id)
    db.session.add(place)
    tell_those_who(Permission.CASE_READ, Kind.WAITS, place, Member.agency_id == agency_id)
    return place


def keep_out(
    survivor_id: UUID, agency_id: UUID, member_id: UUID | None, reason: str, actor: Actor
) -> ConflictBlock:
    """Let her not exist for a person, or for a whole agency, whose seats about her then end.

    Raises LeadsError when that agency leads one of her cases, and NobodyLeftError when no other
    coordinator could lift it.
    """
    if member_id is None:
        if is_led_by(survivor_id, agency_id):
            raise LeadsError
        for place in seats_about(survivor_id, agency_id):
            place.end(clock.now())
    return set_block(survivor_id, agency_id, member_id, reason, actor)


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
