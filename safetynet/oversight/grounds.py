"""On what ground a reader could open content: worked out of the bases that the ledger names."""

import re
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from safetynet import clock
from safetynet.access import Actor, Role, walls_down
from safetynet.among import among
from safetynet.audit import Result
from safetynet.audit.reading import Line
from safetynet.db import gather
from safetynet.exports import Basis
from safetynet.sharing import BY_SEAT, RELEASE, TEAM_OWN_WORDS, TEAM_STATUTE, Disclosure, Release
from safetynet.sharing.emergencies import BREAK_GLASS, OPENS
from safetynet.vault import Category

OWN_AGENCY = "own agency"
UNKNOWN = ""
COPY_BY = {Basis.RELEASE: "copy_by_release", Basis.LAW: "copy_by_law"}
"""Why an agency was given a copy."""
_GRANT = re.compile(r"([a-z_]+) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:; |\Z)")


@dataclass(frozen=True)
class Ground:
    """Why one kind of content of one agency was open to the reader."""

    kind: str
    """own agency, release, team, team_statute, or the name of a law; empty when it is not known."""
    last_day: date | None = None
    """The last day on which it holds, or held."""
    explained_by: UUID | None = None
    """Who explained a release to the young person."""
    is_stopped: bool = False
    """Ended before its last day."""


@dataclass(frozen=True)
class _Grant:
    """A release or a disclosure, as far as grounds ask."""

    owner: UUID
    recipient: UUID
    categories: frozenset[str]
    ground: Ground

    def carries(self, owner: UUID, category: str, reader: UUID | None) -> bool:
        ends = (owner, reader) == (self.owner, self.recipient)
        return ends and category in self.categories


class Grounds:
    """The grants that some lines of the ledger name."""

    def __init__(self, grants: Mapping[UUID, _Grant], team: UUID | None) -> None:
        self._grants, self._team = grants, team

    def of(self, line: Line, reader: UUID | None) -> dict[tuple[UUID, Category], Ground]:
        """Say why what a visit opened was open to somebody of the agency `reader`.

        By owning agency and kind of content, each once: a visit opens many rows of one kind.
        """
        named = granted_in(line)
        opened = dict.fromkeys(
            (touch.owner, touch.category)
            for touch in line.entry.touches
            if touch.effect is Result.OPENED and touch.category
        )
        return {
            (owner, Category(kind)): self._ground(owner, kind, named, reader)
            for owner, kind in opened
        }

    def _ground(
        self, owner: UUID, category: str, named: Mapping[UUID, str], reader: UUID | None
    ) -> Ground:
        if owner == reader:
            return Ground(OWN_AGENCY)
        if owner == self._team:
            return Ground(TEAM_OWN_WORDS)
        for grant in (self._grants.get(one) for one in named):
            if grant and grant.carries(owner, category, reader):
                return grant.ground
        if TEAM_STATUTE in named.values() and category in BY_SEAT:
            return Ground(TEAM_STATUTE)
        by_glass = BREAK_GLASS in named.values() and category in OPENS
        return Ground(BREAK_GLASS if by_glass else UNKNOWN)


def granted_in(line: Line) -> dict[UUID, str]:
    """Return the seats, releases and disclosures that an entry stood on: id → kind."""
    return {UUID(one): kind for kind, one in _GRANT.findall(line.entry.basis)}


def grounds_of(lines: Iterable[Line], actor: Actor) -> Grounds:
    """Read the grants that these lines name, as far as the reader may know them.

    To a privacy officer no release exists, so they are read behind the walls: days and agencies.
    """
    named = {one for line in lines for one in granted_in(line)}
    sees_all = actor.role is Role.PRIVACY_OFFICER
    with walls_down("ledger") if sees_all and named else nullcontext():
        found = gather({Disclosure: among(Disclosure.id, named), Release: among(Release.id, named)})
        grants = {row.id: _released(row) for row in found.of(Release)}
        grants |= {row.id: _told(row) for row in found.of(Disclosure)}
    return Grounds(grants, actor.rights.team)


def _released(release: Release) -> _Grant:
    revoked = release.revoked_at
    ground = Ground(
        kind=RELEASE,
        last_day=clock.day_of(revoked) if revoked else release.ends_on,
        explained_by=release.explained_by_id,
        is_stopped=revoked is not None,
    )
    shared = _kinds(release.categories)
    return _Grant(release.from_agency_id, release.to_agency_id, shared, ground)


def _told(told: Disclosure) -> _Grant:
    last = clock.day_of(told.ended_at) if told.ended_at else told.ends_on
    ground = Ground(told.basis.value, last, is_stopped=told.ended_at is not None)
    return _Grant(told.from_agency_id, told.to_agency_id, _kinds(told.categories), ground)


def _kinds(categories: Iterable[str]) -> frozenset[str]:
    """Leave out what nobody can release (CR-13)."""
    return frozenset(categories) - {Category.PRIVILEGED.value}
