"""What stands in somebody's way in the demonstration: for each there is somebody whom it stops."""

from uuid import UUID

from sqlalchemy import select

from safetynet.access import job
from safetynet.agencies import Member
from safetynet.db import db
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
        assert len(standing) == 1 and len(blocks) == 2
        who = db.session.get_one(Member, standing[0].member_id)
        assert _sits(standing[0].survivor_id, who.agency_id)


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
