"""Which content of which agency reaches a person, and why: loaded once per request, verified."""

import logging
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select, true
from sqlalchemy.orm import aliased

from safetynet import clock
from safetynet.access import Basis, Rights, Role, load_rights_with
from safetynet.agencies import Agency, County
from safetynet.db import gather
from safetynet.sharing.grants import is_genuine
from safetynet.sharing.models import Disclosure, DisclosureBasis, Release, TeamSeat
from safetynet.vault import Category, Triple


@dataclass(slots=True)
class Place:
    """A seat without an object: somebody at 1,500 tables meets 6,000 of them in each request."""

    id: UUID
    case_id: UUID
    survivor_id: UUID
    agency_id: UUID
    mac: bytes
    ended_at: None = None

    @property
    def __tablename__(self) -> str:
        return TeamSeat.__tablename__

    def granted(self) -> tuple[object, ...]:
        """Return what the MAC covers, as the seat itself says it."""
        return TeamSeat.granted(cast(TeamSeat, self))


_SEAT = (TeamSeat.id, TeamSeat.case_id, TeamSeat.survivor_id, TeamSeat.agency_id, TeamSeat.mac)
G = TypeVar("G", TeamSeat, Release, Disclosure, Place)
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
    day = clock.today()
    found = gather(
        {
            County: true(),
            Agency: true(),
            Release: and_(Release.to_agency_id == agency, _in_force(day)),
            Disclosure: and_(
                Disclosure.to_agency_id == agency,
                Disclosure.ended_at.is_(None),
                Disclosure.starts_on <= day,
                Disclosure.ends_on >= day,
            ),
        },
        bare=_SEAT,
        where=and_(_is_live(), TeamSeat.case_id.in_(_cases_of(agency))),
    )
    covered = {house.id for house in found.of(Agency) if house.is_covered}
    team = next((county.team_id for county in found.of(County)), None)
    told_nothing = covered - {agency}
    places = (Place(*row[: len(_SEAT)]) for row in found.bare)
    seats = genuine(place for place in places if place.agency_id not in told_nothing)
    mine = [seat for seat in seats if seat.agency_id == agency]
    cases = frozenset(seat.case_id for seat in mine)
    survivors = frozenset(seat.survivor_id for seat in mine)
    carried: dict[Triple, Basis] = {}
    if team:
        carried |= {team_words(survivor, team): Basis(TEAM_OWN_WORDS) for survivor in survivors}
    for told in genuine(found.of(Disclosure)):
        carried |= by_disclosure(told, covered)
    for release in genuine(found.of(Release)):
        carried |= by_release(release)
    return Rights(
        cases=cases,
        survivors=survivors,
        carried=carried,
        seats={
            (seat.survivor_id, seat.agency_id): Basis(TEAM_STATUTE, id=seat.id)
            for seat in seats
            if seat.agency_id != agency and seat.case_id in cases
        },
        by_seat=frozenset(BY_SEAT),
        team=team,
    )


def team_words(survivor: UUID, team: UUID) -> Triple:
    return Triple(survivor, team, Category.TEAM_DISCUSSION)


def by_seat(seat: TeamSeat, covered: Set[UUID]) -> dict[Triple, Basis]:
    """Return what an agency's seat carries to the others at the table: nothing of a covered one."""
    if seat.agency_id in covered:
        return {}
    return {
        Triple(seat.survivor_id, seat.agency_id, category): Basis(TEAM_STATUTE, id=seat.id)
        for category in BY_SEAT
    }


def by_disclosure(told: Disclosure, covered: Set[UUID]) -> dict[Triple, Basis]:
    """Return what a law carries to its recipient; no team statute opens a covered one (CR-02)."""
    if told.from_agency_id in covered and told.basis not in OPENS_COVERED:
        return {}
    basis = Basis(told.basis.value, clock.end_of(told.ends_on), told.id)
    return {
        Triple(told.survivor_id, told.from_agency_id, Category(category)): basis
        for category in told.categories
        if Category(category) is not Category.PRIVILEGED
    }


OPENS_COVERED = frozenset({DisclosureBasis.MANDATED_REPORT, DisclosureBasis.ANSWER})


def by_release(release: Release) -> dict[Triple, Basis]:
    """Return what a release carries to its recipient; privileged notes never (CR-13)."""
    basis = Basis(RELEASE, clock.end_of(release.ends_on), release.id)
    return {
        Triple(release.survivor_id, release.from_agency_id, Category(category)): basis
        for category in release.categories
        if Category(category) is not Category.PRIVILEGED
    }


def _is_live() -> ColumnElement[bool]:
    return TeamSeat.ended_at.is_(None)


def _in_force(day: date) -> ColumnElement[bool]:
    return and_(Release.revoked_at.is_(None), Release.starts_on <= day, Release.ends_on >= day)


def _cases_of(agency: UUID) -> Select[UUID]:
    mine = aliased(TeamSeat)
    return select(mine.case_id).where(mine.agency_id == agency, mine.ended_at.is_(None))


def genuine(grants: Iterable[G]) -> list[G]:
    """Keep the grants that the application itself wrote; the others are logged and open nothing."""
    kept = []
    for grant in grants:
        if is_genuine(grant):
            kept.append(grant)
        else:
            log.error(
                "a grant without a valid MAC was ignored", extra={"table": grant.__tablename__}
            )
    return kept
