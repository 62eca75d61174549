"""Brings a read directory into ours: new entries are added, known ones brought up to date."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select

from safetynet.db import db
from safetynet.directory.hsds import Listing
from safetynet.directory.models import Organization, Service

FACTS = ("name", "description", "phone", "types", "languages", "age_from", "age_to", "is_active")
"""What a second import may change. Openings, confidentiality and whether a service takes
referrals are answers that people gave here, and stay."""


@dataclass
class Import:
    """What an import did, or would do."""

    organizations: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    known: dict[str, Organization] = field(default_factory=dict, repr=False)


def bring_in(listings: Iterable[Listing], source: str, *, takes_referrals: bool = False) -> Import:
    """Write listings of one source (a short name that keeps its ids apart); runs in a job."""
    done = Import()
    for listing in listings:
        _bring_one(done, listing, source, takes_referrals)
    db.session.flush()
    return done


def _bring_one(done: Import, listing: Listing, source: str, takes_referrals: bool) -> None:
    organization = _organization(done, listing, source)
    key = f"{source}:{listing.key}"
    service = db.session.scalars(select(Service).where(Service.source_key == key)).one_or_none()
    if service is None:
        service = Service(
            organization_id=organization.id, source_key=key, takes_referrals=takes_referrals
        )
        _fill(service, listing)
        db.session.add(service)
        done.added += 1
    elif _fill(service, listing):
        done.changed += 1
    else:
        done.unchanged += 1


def _fill(service: Service, listing: Listing) -> bool:
    """Copy the facts; return whether any was new."""
    before = [getattr(service, name) for name in (*FACTS, "location_note")]
    for name in FACTS:
        setattr(service, name, getattr(listing, name))
    service.location_note = service.location_note or listing.location_note
    service.keep_place_secret()
    return before != [getattr(service, name) for name in (*FACTS, "location_note")]


def _organization(done: Import, listing: Listing, source: str) -> Organization:
    key = f"{source}:{listing.organization_key}"
    if key in done.known:
        return done.known[key]
    wanted = select(Organization).where(Organization.source_key == key)
    organization = db.session.scalars(wanted).one_or_none()
    if organization is None:
        organization = Organization(name=listing.organization, source_key=key)
        db.session.add(organization)
        done.organizations += 1
    organization.website = listing.website or organization.website
    db.session.flush()
    done.known[key] = organization
    return organization
