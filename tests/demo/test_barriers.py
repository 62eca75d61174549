"""What stands in somebody's way in the demonstration: for each there is somebody whom it stops."""

from uuid import UUID

from sqlalchemy import select

from safetynet.access import job
from safetynet.agencies import Member
from safetynet.db import db
from safetynet.screening import Kind, Match, MatchState
from safetynet.sharing import ConflictBlock, TeamSeat
from safetynet.sharing.barrier_models import Matter
from safetynet.sharing.emergencies import words_about
from safetynet.sharing.models import BreakGlass
from tests.county import County


def _sits(survivor_id: UUID, agency_id: UUID) -> bool:
    seats = db.session.scalars(select(TeamSeat).where(TeamSeat.survivor_id == survivor_id))
    return any(seat.agency_id == agency_id and seat.ended_at is None for seat in seats)


def test_a_conflict_stands_against_somebody_whose_agency_sits_at_her_table(county: County) -> None:
    with county.app.app_context(), job("test: look"):
        blocks = db.session.scalars(select(ConflictBlock)).all()
        standing = [block for block in blocks if block.lifted_at is None]
        [block] = [one for one in standing if not one.is_provisional]
        assert any(one.lifted_at and not one.is_provisional for one in blocks)
        who = db.session.get_one(Member, block.member_id)
        assert _sits(block.survivor_id, who.agency_id)


def test_names_like_a_person_of_concerns_wait_to_be_looked_at(county: County) -> None:
    """And somebody looked at another. The canaries leave none of the names whole."""
    with county.app.app_context(), job("test: look"):
        matches = db.session.scalars(select(Match)).all()
        of_members = {match.state for match in matches if match.kind is Kind.MEMBER}
        assert of_members == {MatchState.OPEN, MatchState.OTHER}


def test_an_open_matter_walls_off_an_agency_at_her_table(county: County) -> None:
    with county.app.app_context(), job("test: look"):
        matters = db.session.scalars(select(Matter)).all()
        standing = [matter for matter in matters if matter.ended_at is None]
        assert len(standing) == 1 and len(matters) == 2
        assert _sits(standing[0].survivor_id, standing[0].walled_agency_id)


def test_somebody_looked_at_an_emergency(county: County) -> None:
    with county.app.app_context(), job("test: look"):
        [glass] = db.session.scalars(select(BreakGlass))
        assert glass.closed_at and glass.closed_by_id != glass.member_id
        assert _sits(glass.survivor_id, glass.of_agency_id)
        assert len(words_about([glass])[glass.id]) == 2
