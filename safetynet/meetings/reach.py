"""Whom an agency's research reaches: by release, by law, by its seat, like all of its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.agencies import Agency, AgencyClass
from safetynet.cases import Case
from safetynet.db import db
from safetynet.meetings.models import ResearchPart, kind_of_part
from safetynet.meetings.sources import NEEDED, needs_release
from safetynet.sharing import (
    Release,
    disclosures_about,
    releases_about,
    seats_of,
    sits_about,
)
from safetynet.sharing.carried import genuine
from safetynet.sharing.grid import crossings
from safetynet.sharing.keys import with_keys
from safetynet.sharing.matters import barriers_about
from safetynet.vault import Category


@dataclass(frozen=True)
class PartReach:
    """Where one part would go if it were shared."""

    kind: Category
    agencies: tuple[Agency, ...]
    not_without_release: bool
    """Whether federal law wants a release before this agency writes anything down for others."""

    @property
    def may_be_shared(self) -> bool:
        """Others may share what reaches nobody yet: a release may come before the meeting."""
        return bool(self.agencies) or not self.not_without_release


def reach_of(case: Case, agency_id: UUID) -> Mapping[ResearchPart, PartReach]:
    """Return for each part whom it reaches at the case's table and in the coordinating office."""
    survivor = case.survivor_id
    agencies = {agency.id: agency for agency in db.session.scalars(select(Agency))}
    own, seats = agencies[agency_id], seats_of(case.id)
    cells = crossings(
        seats,
        releases_about(survivor),
        disclosures_about(survivor),
        agencies,
        clock.today(),
        barriers_about(survivor),
    )
    seated = {seat.agency_id for seat in seats}
    there = [one for one in agencies.values() if one.id in seated or _is_office(one)]
    there.sort(key=lambda one: one.name)
    return {
        part: PartReach(
            kind := kind_of_part(part, own.kind),
            tuple(one for one in there if (own.id, one.id, kind) in cells),
            needs_release(own),
        )
        for part in ResearchPart
    }


def _is_office(agency: Agency) -> bool:
    return agency.kind is AgencyClass.COORDINATING


def may_write_to_share(survivor_id: UUID, agency_id: UUID, category: Category) -> bool:
    """Say it as a row is saved, trusting nothing but the database."""
    kind = db.session.scalar(select(Agency.kind).where(Agency.id == agency_id))
    if kind not in NEEDED:
        return kind is not None
    today = clock.today()
    releases = db.session.scalars(
        select(Release).where(
            Release.survivor_id == survivor_id, Release.from_agency_id == agency_id
        )
    )
    live = genuine(one for one in releases if one.is_in_force_on(today))
    return any(
        category in release.categories
        and (_is_office(release.to_agency) or sits_about(survivor_id, release.to_agency_id))
        for release in with_keys(live)
    )
