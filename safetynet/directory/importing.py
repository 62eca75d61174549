"""Brings a read directory into ours: new entries are added, known ones brought up to date."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import select

from safetynet.db import db
from safetynet.directory.bringing import FACTS, OF_A_PLACE, OF_AN_ORGANIZATION, forget, put
from safetynet.directory.codes import Unlisted
from safetynet.directory.models import Organization, Place, Service, ServicePlace
from safetynet.directory.records import Directory, Listing, Provider, Spot

E = TypeVar("E", Organization, Service, Place)


@dataclass
class Import:
    """What an import did, or would do."""

    organizations: int = 0
    """New ones."""
    organization_rows: int = 0
    organizations_of_rows: int = 0
    """New organizations that have a row of their own among the services."""
    organizations_changed_by_rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    inactive: int = 0
    excluded: int = 0
    hidden: list[tuple[int, str]] = field(default_factory=list)
    """Rows that are for nobody to find: the line, and why."""
    taken_out: int = 0
    """Entries that were listed until now and are no longer for anybody to find."""
    places: int = 0
    """New ones."""
    places_changed: int = 0
    organizations_changed: int = 0
    no_longer_told: int = 0
    """Listed services of the same source that the file does not name; they stay."""


def bring_in(
    directory: Directory,
    source: str,
    *,
    rows: Iterable[Provider | Listing] | None = None,
    takes_referrals: bool = False,
) -> Import:
    """Write a directory of one source (a short name that keeps its ids apart).

    `rows` are its good rows, perhaps behind a progress bar.
    """
    importing = _Importing(directory, source, takes_referrals)
    importing.around()
    for row in directory.good if rows is None else rows:
        if isinstance(row, Provider):
            importing.row_of_organization(row)
        else:
            importing.service(row)
    importing.finish()
    db.session.flush()
    return importing.done


class _Importing:
    """One source's entries by the file's own ids, as they were and as they become."""

    def __init__(self, directory: Directory, source: str, takes_referrals: bool) -> None:
        self.done = Import()
        self._directory = directory
        self._source, self._takes_referrals = source, takes_referrals
        self._organizations = {row.source_key: row for row in self._known(Organization)}
        self._services = {row.source_key: row for row in self._known(Service)}
        self._places = {row.source_key: row for row in self._known(Place)}
        self._links: dict[Any, dict[Any, ServicePlace]] = defaultdict(dict)
        for link in self._known_links():
            self._links[link.service_id][link.place_id] = link
        self._settled: set[str] = set()
        self._named: set[str] = set()
        self._secret = self._what_is_secret()

    def _known(self, model: type[E]) -> Sequence[E]:
        ours = model.source_key.startswith(f"{self._source}:", autoescape=True)
        return db.session.scalars(select(model).where(ours)).all()

    def _known_links(self) -> Sequence[ServicePlace]:
        ours = Service.source_key.startswith(f"{self._source}:", autoescape=True)
        return db.session.scalars(select(ServicePlace).join(ServicePlace.service).where(ours)).all()

    def _key(self, key: str) -> str:
        return f"{self._source}:{key}"

    def _what_is_secret(self) -> tuple[set[str], set[str]]:
        """Return keys and addresses of places that must not be known, by whoever said so."""
        keys = set[str]()
        addresses = set[str]()
        for row in self._directory.good:
            if isinstance(row, Provider):
                continue
            ours = self._services.get(self._key(row.key))
            if row.is_secret or (ours is not None and ours.is_confidential):
                keys.update(spot.key for spot in row.places)
                addresses.update(spot.address for spot in row.places if spot.address)
        return keys, addresses

    def _is_secret(self, spot: Spot) -> bool:
        keys, addresses = self._secret
        return spot.is_secret or spot.key in keys or spot.address in addresses

    def around(self) -> None:
        """Write what stands beside the services: organizations, and the places they have."""
        listed = {row.organization_key for row in self._directory.good if row.unlisted is None}
        told = {provider.organization_key for provider in self._directory.providers}
        for provider in self._directory.providers:
            if provider.unlisted is None:
                self._organization(provider)
        for spot in self._directory.spots:
            # A place of an organization that is for nobody to find stays away with it.
            if spot.organization_key in listed | told:
                self._place(spot, self._organizations.get(self._key(spot.organization_key)))

    def row_of_organization(self, row: Provider) -> None:
        if row.unlisted is None:
            new, changed = self.done.organizations, self.done.organizations_changed
            self._organization(row)
            self.done.organization_rows += 1
            self.done.organizations_of_rows += self.done.organizations - new
            if self.done.organizations == new:
                self.done.organizations_changed_by_rows += self.done.organizations_changed - changed
        else:
            self._hidden(row)
            known = self._organizations.get(self._key(row.organization_key))
            if known is not None and known.unlisted is None:
                known.unlisted = row.unlisted
                self.done.taken_out += 1

    def service(self, row: Listing) -> None:
        key = self._key(row.key)
        self._named.add(key)
        service = self._services.get(key)
        if row.unlisted is not None:
            self._hidden(row)
            if service is not None and service.unlisted is None:
                service.is_active, service.unlisted = False, row.unlisted
                self.done.taken_out += 1
            return
        organization = self._organization(row)
        if service is None:
            service = self._services[key] = Service(
                organization=organization,
                organization_id=organization.id,
                source_key=key,
                takes_referrals=self._takes_referrals and row.takes_referrals,
                is_confidential=row.is_secret,
            )
            self._fill(service, row)
            self._link(service, row)
            db.session.add(service)
            self.done.added += 1
            return
        changes = [self._fill(service, row), self._listed_again(service), self._link(service, row)]
        if any(changes):
            self.done.changed += 1
        else:
            self.done.unchanged += 1

    def _hidden(self, row: Provider | Listing) -> None:
        if row.unlisted is Unlisted.INACTIVE:
            self.done.inactive += 1
        else:
            self.done.excluded += 1
        self.done.hidden.append((row.line, row.reason))

    def _fill(self, service: Service, row: Listing) -> bool:
        """Copy the facts; return whether any was new."""
        said = {name: getattr(row, name) for name in FACTS}
        said["website"] = row.own_website
        said["phones"] = [phone.code for phone in row.phones]
        if row.is_secret:
            said["is_confidential"] = True
        if row.is_secret or service.is_confidential:
            said["location_note"] = None
        return put(service, said)

    def _listed_again(self, service: Service) -> bool:
        if service.unlisted in {None, Unlisted.WITHDRAWN}:
            return False
        service.is_active, service.unlisted = True, None
        return True

    def _link(self, service: Service, row: Listing) -> bool:
        """Say where it is offered; a service whose place is confidential is offered nowhere."""
        places = [] if service.is_confidential else self._places_of(row, service.organization)
        near = " ".join(dict.fromkeys(spot.near for spot, _place in places if spot.near))
        changed = put(service, {"near": near or None})
        wanted = {place.id: place for _spot, place in places}
        had = self._links[service.id]
        for place_id in set(had) - set(wanted):
            db.session.delete(had.pop(place_id))
            changed = True
        for place_id in set(wanted) - set(had):
            link = ServicePlace(
                service=service,
                service_id=service.id,
                place=wanted[place_id],
                place_id=place_id,
            )
            db.session.add(link)
            had[place_id] = link
            changed = True
        return changed

    def _places_of(self, row: Listing, organization: Organization) -> list[tuple[Spot, Place]]:
        found = []
        for spot in row.places:
            place = None if self._is_secret(spot) else self._place(spot, organization)
            if place is not None:
                found.append((spot, place))
        return found

    def _place(self, spot: Spot, organization: Organization | None) -> Place | None:
        if organization is None or self._is_secret(spot):
            return None
        key = self._key(spot.key)
        place = self._places.get(key)
        if key in self._settled and place is not None:
            return place
        self._settled.add(key)
        said: dict[str, Any] = {name: getattr(spot, name) for name in OF_A_PLACE}
        said["phones"] = [phone.code for phone in spot.phones]
        said["hours"] = list(spot.hours)
        if place is None:
            place = self._places[key] = Place(
                organization=organization, organization_id=organization.id, source_key=key, **said
            )
            db.session.add(place)
            self.done.places += 1
        elif put(place, said):
            self.done.places_changed += 1
        return place

    def _organization(self, row: Provider | Listing) -> Organization:
        """Return the organization of a row; what it, or the first row, says of it holds."""
        key = self._key(row.organization_key)
        organization = self._organizations.get(key)
        if organization is None:
            organization = Organization(name=row.organization, source_key=key)
            self._organizations[key] = organization
            db.session.add(organization)
            self.done.organizations += 1
        if f"organization {key}" in self._settled:
            return organization
        self._settled.add(f"organization {key}")
        said: dict[str, Any] = {"unlisted": None}
        if isinstance(row, Provider):
            said |= {name: getattr(row, name) for name in OF_AN_ORGANIZATION[1:]}
            said |= {"name": row.organization, "phones": [phone.code for phone in row.phones]}
        elif row.website:
            said["website"] = row.website
        if put(organization, said) and organization not in db.session.new:
            self.done.organizations_changed += 1
        return organization

    def finish(self) -> None:
        """Take away what must not be known any more, and count what the file no longer names."""
        keys, addresses = self._secret
        for place in list(self._places.values()):
            told = " ".join(f"{place.address_1 or ''} {place.city or ''}".casefold().split())
            if place.source_key in {self._key(key) for key in keys} or (told and told in addresses):
                forget(place)
        gone = set(self._services) - self._named
        self.done.no_longer_told = sum(1 for key in gone if self._services[key].unlisted is None)
