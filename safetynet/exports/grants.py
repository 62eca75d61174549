"""On what a copy may leave: what is in force today, and what of it may stand on paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from safetynet import clock
from safetynet.agencies import Agency, agencies_at_the_table, agencies_elsewhere
from safetynet.exports.models import Basis, Export
from safetynet.process.bundle import NEVER as NEVER_PRODUCED
from safetynet.sharing import (
    Disclosure,
    DisclosureBasis,
    How,
    Release,
    disclosures_about,
    releases_about,
)
from safetynet.sharing.grid import SHAREABLE, crossings
from safetynet.sharing.laws import OUT_OF_THE_COUNTY
from safetynet.sharing.matters import Barriers, barriers_about
from safetynet.vault import Category

NEVER = NEVER_PRODUCED | {Category.JUVENILE_COURT, Category.FILE}
"""Privileged (CR-13); and what is, or may be, a juvenile case file: those whom WIC 827 names may
inspect one, and copies need the court (CR-18)."""

OFFERED = tuple(kind for kind in SHAREABLE if kind not in NEVER)

ON_PAPER = frozenset(
    {
        DisclosureBasis.TEAM_STATUTE,
        DisclosureBasis.CHILD_STATUTE,
        DisclosureBasis.MANDATED_REPORT,
        DisclosureBasis.EMERGENCY,
    }
)
"""Not a court's order: what a court or a lawyer gets goes through the desk (CR-38)."""


@dataclass(frozen=True)
class Grant:
    """One basis in force: for whom, which kinds of content, and until which day."""

    basis: Basis
    kinds: frozenset[Category]
    to_agency_id: UUID | None = None
    last_day: date | None = None
    id: UUID | None = None
    law: DisclosureBasis | None = None

    @property
    def code(self) -> str:
        """What the form calls it."""
        return f"{self.basis} {self.id}" if self.id else str(self.basis)

    @property
    def ledger_word(self) -> str:
        return str(self.law or self.basis)


HERSELF = Grant(Basis.OWN_REQUEST, frozenset(OFFERED))
"""Her own records are hers to ask for; that it was she is written down with the request."""


def grants_about(survivor_id: UUID, agency_id: UUID) -> list[Grant]:
    """Return what of an agency's own may leave today about one young person, and to whom."""
    elsewhere = agencies_elsewhere()
    agencies = {agency.id: agency for agency in (*agencies_at_the_table(), *elsewhere)}
    if agency_id not in agencies:
        return []
    away = frozenset(agency.id for agency in elsewhere)
    today = _Today(agencies, away, barriers_about(survivor_id), clock.today())
    found = [*_released(survivor_id, agency_id, today), *_told(survivor_id, agency_id, today)]
    return [HERSELF, *(grant for grant in found if grant.kinds)]


def grants_elsewhere(survivor_id: UUID, agency_id: UUID) -> list[Grant]:
    """Return the same for agencies of other counties alone."""
    away = {agency.id for agency in agencies_elsewhere()}
    return [grant for grant in grants_about(survivor_id, agency_id) if grant.to_agency_id in away]


def grant_of(export: Export) -> Grant | None:
    """Return the basis of a copy if it still holds for all that the copy contains."""
    named = export.release_id or export.disclosure_id
    wanted = (export.basis, named, export.to_agency_id)
    for grant in grants_about(export.survivor_id, export.agency_id):
        if (grant.basis, grant.id, grant.to_agency_id) == wanted and export.kinds <= grant.kinds:
            return grant
    return None


@dataclass(frozen=True)
class _Today:
    """What decides, beside a grant's own row, whether it carries anything."""

    agencies: Mapping[UUID, Agency]
    elsewhere: frozenset[UUID]
    barriers: Barriers
    day: date

    def on_paper(
        self, to: UUID, *, releases: Sequence[Release] = (), told: Sequence[Disclosure] = ()
    ) -> frozenset[Category]:
        """Return the kinds that a grant carries, as far as a copy may hold them."""
        if to not in self.agencies:
            return frozenset()
        cells = crossings([], releases, told, self.agencies, self.day, self.barriers)
        return frozenset(kind for _owner, _recipient, kind in cells if kind in OFFERED)


def _released(survivor_id: UUID, agency_id: UUID, today: _Today) -> Iterator[Grant]:
    """Yield the releases of this agency that let something be given in writing (CR-03)."""
    for release in releases_about(survivor_id):
        if release.from_agency_id == agency_id and How.WRITTEN in release.how:
            to = release.to_agency_id
            kinds = today.on_paper(to, releases=[release])
            yield Grant(Basis.RELEASE, kinds, to, release.ends_on, release.id)


def _told(survivor_id: UUID, agency_id: UUID, today: _Today) -> Iterator[Grant]:
    for told in disclosures_about(survivor_id):
        to = told.to_agency_id
        laws = OUT_OF_THE_COUNTY if to in today.elsewhere else ON_PAPER
        if told.from_agency_id == agency_id and told.basis in laws:
            kinds = today.on_paper(to, told=[told])
            yield Grant(Basis.LAW, kinds, to, told.ends_on, told.id, told.basis)
