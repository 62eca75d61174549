"""Keeping the directory right: an entry with its organization, and the number of openings."""

from datetime import date
from uuid import UUID

from safetynet.agencies import Agency
from safetynet.db import db
from safetynet.directory.models import Organization, Service
from safetynet.directory.queries import organization_of


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


def keep_right(service: Service, openings_before: int | None, day: date) -> None:
    """Finish an edit: a new number of openings is confirmed, a secret place has no address."""
    service.keep_place_secret()
    if service.openings != openings_before:
        service.confirm_openings(day)
