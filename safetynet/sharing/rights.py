"""Which content of which agency reaches a person, and why: loaded once per request, verified."""

import logging
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select

from safetynet import clock
from safetynet.access import Basis, Rights, Role, load_rights_with
from safetynet.agencies import Agency, AgencyClass, County
from safetynet.db import db
from safetynet.sharing.grants import is_genuine
from safetynet.sharing.models import Release, TeamSeat
from safetynet.vault import Category, Triple

G = TypeVar("G", TeamSeat, Release)
log = logging.getLogger(__name__)

TEAM_STATUTE = "team_statute"
TEAM_OWN_WORDS = "team"
RELEASE = "release"

BY_SEAT = (
    Category.IDENTITY,
    Category.SAFETY_RISK,
    Category.EXPLOITATION_ACCOUNT,
    Category.PERSONS_OF_CONCERN,
    Category.REFERRAL_NARRATIVE,
    Category.PLAN,
    Category.LINKAGE,
)
"""What members of a personnel team may exchange by Penal Code 13753 when both sit at the case's
table and the owner is not a federally covered provider. Everything else needs a release that
names it (CR-02, CR-10, CR-11)."""


@load_rights_with
def rights_of(_member: UUID, _role: Role, agency: UUID) -> Rights:
    """Return what reaches this agency today beyond its own rows. Runs before the walls go up."""
    day = clock.now().date()
    mine = _genuine(
        db.session.scalars(select(TeamSeat).where(_is_live(), TeamSeat.agency_id == agency))
    )
    survivors = frozenset(seat.survivor_id for seat in mine)
    cases = frozenset(seat.case_id for seat in mine)
    team = db.session.scalar(select(County.team_id))
    compartments: dict[bytes, Basis] = {}
    if team:
        for survivor in survivors:
            words = Triple(survivor, team, Category.TEAM_DISCUSSION)
            compartments[words.digest] = Basis(TEAM_OWN_WORDS)
    compartments |= _by_seat(agency, cases)
    compartments |= _by_release(agency, day)
    return Rights(cases=cases, survivors=survivors, compartments=compartments)


def _is_live() -> ColumnElement[bool]:
    return TeamSeat.ended_at.is_(None)


def _by_seat(agency: UUID, cases: frozenset[UUID]) -> dict[bytes, Basis]:
    """Content of the other agencies at the same tables, unless they are covered (CR-02)."""
    others = _genuine(
        db.session.scalars(
            select(TeamSeat)
            .join(TeamSeat.agency)
            .where(
                _is_live(),
                TeamSeat.case_id.in_(cases),
                TeamSeat.agency_id != agency,
                Agency.kind != AgencyClass.VICTIM_SERVICES,
            )
        )
    )
    return {
        Triple(seat.survivor_id, seat.agency_id, category).digest: Basis(TEAM_STATUTE, id=seat.id)
        for seat in others
        for category in BY_SEAT
    }


def _by_release(agency: UUID, day: date) -> dict[bytes, Basis]:
    found = _genuine(
        db.session.scalars(
            select(Release).where(
                Release.to_agency_id == agency,
                Release.revoked_at.is_(None),
                Release.starts_on <= day,
                Release.ends_on >= day,
            )
        )
    )
    return {
        Triple(release.survivor_id, release.from_agency_id, Category(category)).digest: Basis(
            RELEASE, _end_of(release.ends_on), release.id
        )
        for release in found
        for category in release.categories
        if Category(category) is not Category.PRIVILEGED
    }


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def _genuine(grants: Iterable[G]) -> list[G]:
    kept = []
    for grant in grants:
        if is_genuine(grant):
            kept.append(grant)
        else:
            log.error(
                "a grant without a valid MAC was ignored", extra={"table": grant.__tablename__}
            )
    return kept
