"""Brings a read directory into ours: new entries are added, known ones brought up to date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select

from safetynet.db import db
from safetynet.directory.hsds import Listing, Provider
from safetynet.directory.models import Organization, Service

E = TypeVar("E", Organization, Service)
FACTS = ("name", "description", "phone", "types", "languages", "age_from", "age_to", "is_active")
"""What a second import may change. Openings, confidentiality and whether a service takes
referrals are answers that people gave here, and stay."""


@dataclass
class Import:
    """What an import did, or would do."""

    organizations: int = 0
    """New ones."""
    organization_rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0


def bring_in(
    rows: Iterable[Provider | Listing], source: str, *, takes_referrals: bool = False
) -> Import:
    """Write rows of one source (a short name that keeps its ids apart); runs in a job."""
    importing = _Importing(source, takes_referrals)
    for row in rows:
        if isinstance(row, Provider):
            importing.organization(row)
            importing.done.organization_rows += 1
        else:
            importing.service(row)
    db.session.flush()
    return importing.done


class _Importing:
    """One source's entries by the file's own ids, as they were and as they become."""

    def __init__(self, source: str, takes_referrals: bool) -> None:
        self.done = Import()
        self._source, self._takes_referrals = source, takes_referrals
        self._services = {row.source_key: row for row in self._known(Service)}
        self._organizations = {row.source_key: row for row in self._known(Organization)}
        self._told: set[str] = set()

    def _known(self, model: type[E]) -> Sequence[E]:
        ours = model.source_key.startswith(f"{self._source}:", autoescape=True)
        return db.session.scalars(select(model).where(ours)).all()

    def service(self, listing: Listing) -> None:
        organization = self.organization(listing)
        key = f"{self._source}:{listing.key}"
        service = self._services.get(key)
        if service is None:
            service = self._services[key] = Service(
                organization_id=organization.id,
                source_key=key,
                takes_referrals=self._takes_referrals and listing.takes_referrals,
            )
            _fill(service, listing)
            db.session.add(service)
            self.done.added += 1
        elif _fill(service, listing):
            self.done.changed += 1
        else:
            self.done.unchanged += 1

    def organization(self, row: Provider | Listing) -> Organization:
        """Return the organization of a row; what the first row says of it is kept."""
        key = f"{self._source}:{row.organization_key}"
        organization = self._organizations.get(key)
        if organization is None:
            organization = Organization(name=row.organization, source_key=key)
            self._organizations[key] = organization
            db.session.add(organization)
            self.done.organizations += 1
        if key not in self._told:
            self._told.add(key)
            organization.website = row.website or organization.website
        return organization


def _fill(service: Service, listing: Listing) -> bool:
    """Copy the facts; return whether any was new."""
    before = [getattr(service, name) for name in (*FACTS, "location_note")]
    for name in FACTS:
        setattr(service, name, getattr(listing, name))
    service.location_note = service.location_note or listing.location_note
    service.keep_place_secret()
    return before != [getattr(service, name) for name in (*FACTS, "location_note")]
