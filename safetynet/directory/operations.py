"""Keeping the directory right: an entry with its organization, its places, and its openings."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from safetynet.agencies import Agency
from safetynet.db import db
from safetynet.directory.codes import Unlisted
from safetynet.directory.models import Organization, Place, Service, ServicePlace
from safetynet.directory.queries import links_of, organization_of, services_of


def organization_for(agency: Agency) -> Organization:
    """Return the agency's organization, new if its first service is being entered."""
    return organization_of(agency.id) or found(agency.name, agency.id)


def found(name: str, agency_id: UUID | None = None) -> Organization:
    """Put an organization into the directory."""
    organization = Organization(name=name, agency_id=agency_id)
    db.session.add(organization)
    # A service is checked against its organization's row when it is written, so that goes first.
    db.session.flush()
    return organization


def list_service(organization: Organization) -> Service:
    """Add a service without facts; a form or a file fills it before the flush."""
    service = Service(organization_id=organization.id)
    db.session.add(service)
    return service


def keep_right(
    service: Service, openings_before: int | None, day: date, by: UUID | None = None
) -> None:
    """Finish an edit: a new number of openings is confirmed, a secret place has no address."""
    keep_place_secret(service)
    service.unlisted = None if service.is_active else service.unlisted or Unlisted.WITHDRAWN
    if service.openings != openings_before:
        service.confirm_openings(day, by=by)


def keep_place_secret(service: Service) -> None:
    """Forget where it is; a confidential place has no address in any database (CR-21).

    What else is offered at that address loses it too: it would give the first away.
    """
    if not service.is_confidential:
        return
    service.location_note = service.near = None
    for link in links_of(service):
        for other in _links_to(link.place):
            other.service.near = None
            db.session.delete(other)
        db.session.delete(link.place)


def rename(organization: Organization, name: str) -> None:
    """Give an organization another name, by which its services are then found."""
    if organization.name == name:
        return
    organization.name = name
    for service in services_of(organization):
        service.refind()


def _links_to(place: Place) -> list[ServicePlace]:
    wanted = select(ServicePlace).where(ServicePlace.place_id == place.id)
    return list(db.session.scalars(wanted))
