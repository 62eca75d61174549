"""Which content of which agency reaches a person, and why: loaded once per request, verified."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, or_, true

from safetynet import clock
from safetynet.access import Basis, Rights, Role, load_rights_with
from safetynet.agencies import Agency, County
from safetynet.agencies.papers import papers_of, spelled_papers
from safetynet.among import among
from safetynet.db import Gathering, is_genuine
from safetynet.sharing.carried import carried_to, spelled_grants
from safetynet.sharing.conflicts import hidden_from, spelled_blocks
from safetynet.sharing.emergencies import OPENS, opened_by_glass, spelled_glass
from safetynet.sharing.matters import past_walls, spelled_matters, walled_from
from safetynet.sharing.models import TeamSeat
from safetynet.sharing.observing import heard_today
from safetynet.sharing.seating import NOWHERE, TEAM_STATUTE, Seating, seating_of, spelled_seats
from safetynet.vault import Category, Triple

TEAM_OWN_WORDS = "team"

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
def rights_of(member: UUID, role: Role, agency: UUID) -> Rights:
    """Return what reaches this agency today beyond its own rows. Runs before the walls go up."""
    day = clock.today()
    found = _what_reaches().now(member=member, agency=agency, day=day)
    # A forged agency says that it is covered, and a forged county names no team.
    covered = frozenset(house.id for house in found.of(Agency) if house.is_covered)
    counties = filter(is_genuine, found.of(County))
    seats, blocks, matters, glass, papers, *grants = (wording or "" for wording in found.also)
    seating = seating_of(agency, seats)
    hidden = hidden_from(member, agency) if blocks else frozenset()
    walled = walled_from(agency, day) if matters else {}
    kind = AtTables
    if role is Role.OBSERVER:
        kind, seating = WhatWasHeard, seating.only(heard_today(member))
    return kind(
        cases=seating.cases_without(hidden),
        survivors=seating.survivors - hidden,
        hidden=hidden,
        papers=(held := papers_of(member, agency, papers)),
        lapsed=frozenset(kind for kind, until in held.items() if until < day),
        carried=past_walls(carried_to(agency, day, tuple(grants), covered), walled),
        walled=walled,
        team=next((county.team_id for county in counties), None),
        seating=seating,
        covered=covered,
        glass=opened_by_glass(member, clock.now()) if glass else {},
    )


@cache
def _what_reaches() -> Gathering:
    """Make the statement once: it is long, and every request runs it."""
    member: BindParameter[UUID] = bindparam("member")
    agency: BindParameter[UUID] = bindparam("agency")
    day: BindParameter[date] = bindparam("day")
    return Gathering(
        {County: true(), Agency: true()},
        also=(
            spelled_seats(agency),
            spelled_blocks(member, agency),
            spelled_matters(agency),
            spelled_glass(member),
            spelled_papers(member, agency),
            *spelled_grants(agency, day),
        ),
    )


@cache
def _goes_by_seat(model: Any) -> ColumnElement[bool]:
    """Say so of a table's rows; made once, for every wall of every request asks it."""
    goes: ColumnElement[bool] = model.category.in_(BY_SEAT)
    return goes


@cache
def _is_discussion(model: Any) -> ColumnElement[bool]:
    said: ColumnElement[bool] = model.category == Category.TEAM_DISCUSSION
    return said


@dataclass(frozen=True)
class AtTables(Rights):
    """Rights of an agency that sits at any number of tables: its walls look at the seats."""

    seating: Seating = NOWHERE
    covered: frozenset[UUID] = frozenset()
    glass: Mapping[UUID, Basis] = field(default_factory=dict)
    """Survivors whose case this very person opened in an emergency, for an hour (CR-45)."""

    @property
    def never_leaves(self) -> bool:
        return bool(self.glass)

    def basis_for(self, triple: Triple) -> Basis | None:
        """Ask the single grants first: they name their end."""
        if (basis := self.carried.get(triple)) is not None:
            return basis
        if triple.category not in self.walled.get(triple.survivor, (triple.category,)):
            return None
        if triple.category is Category.TEAM_DISCUSSION and triple.owner == self.team:
            return Basis(TEAM_OWN_WORDS) if triple.survivor in self.survivors else None
        if triple.owner in self.covered:
            return None
        seat = self.seating.others.get((triple.survivor, triple.owner))
        if seat and triple.category in BY_SEAT:
            return seat
        return self.glass.get(triple.survivor) if triple.category in OPENS else None

    def knows(self, case_id: Any) -> ColumnElement[bool]:
        return self.seating.is_at_case(case_id)

    def concerns(self, survivor_id: Any) -> ColumnElement[bool]:
        return self.seating.is_at_survivor(survivor_id)

    def carries(self, model: Any, owner_id: Any) -> ColumnElement[bool]:
        only: Category | None = getattr(model, "CATEGORY", None)
        ways = [super().carries(model, owner_id)]
        if only is None or only in BY_SEAT:
            ways.append(
                and_(
                    _goes_by_seat(model),
                    owner_id.not_in(self.covered),
                    self.seating.is_with(model.survivor_id, owner_id),
                )
            )
        if only in (None, Category.TEAM_DISCUSSION):
            ways.append(
                and_(
                    owner_id == self.team,
                    _is_discussion(model),
                    self.seating.is_at_survivor(model.survivor_id),
                )
            )
        if self.glass and (only is None or only in OPENS):
            ways.append(
                and_(
                    model.category.in_(OPENS),
                    owner_id.not_in(self.covered),
                    among(model.survivor_id, self.glass),
                )
            )
        return or_(*ways)


@dataclass(frozen=True)
class WhatWasHeard(AtTables):
    """Rights of an observer: the tables whose cases she signed for today."""

    def knows(self, case_id: Any) -> ColumnElement[bool]:
        return among(case_id, self.cases)

    def concerns(self, survivor_id: Any) -> ColumnElement[bool]:
        return among(survivor_id, self.survivors)


def by_seat(seat: TeamSeat, covered: Set[UUID]) -> dict[Triple, Basis]:
    """Return what an agency's seat carries to the others at the table: nothing of a covered one."""
    if seat.agency_id in covered:
        return {}
    return {
        Triple(seat.survivor_id, seat.agency_id, category): Basis(TEAM_STATUTE, id=seat.id)
        for category in BY_SEAT
    }
