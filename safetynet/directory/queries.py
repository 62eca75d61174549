from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, cast, func, or_, select, tuple_
from sqlalchemy.orm import contains_eager

from safetynet.db import db
from safetynet.directory.models import Organization, Service, ServiceType

PAGE = 25


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the directory; an empty one finds everything."""

    words: str = ""
    kind: ServiceType | None = None
    language: str = ""
    takes_referrals: bool = False


@dataclass(frozen=True)
class Page:
    """At most 25 services by name, and the id to go on after, if there are more."""

    services: Sequence[Service]
    after: UUID | None


def find(wanted: Wanted, after: UUID | None = None) -> Page:
    """Return one page of what matches, going on after a service (keyset, so pages stay put)."""
    order = (func.lower(Service.name), Service.id)
    query = _matching(wanted).order_by(*order).limit(PAGE + 1)
    if after and (last := service_named(after)):
        query = query.where(tuple_(*order) > tuple_(func.lower(last.name), last.id))
    found = db.session.scalars(query).all()
    return Page(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def service_named(service_id: UUID) -> Service | None:
    return db.session.scalars(select(Service).where(Service.id == service_id)).one_or_none()


def services_taking_referrals() -> Sequence[Service]:
    """Return what may be offered to a young person, by organization and name."""
    return db.session.scalars(
        _listed()
        .where(Service.takes_referrals)
        .order_by(func.lower(Organization.name), func.lower(Service.name))
    ).all()


def organizations() -> Sequence[Organization]:
    return db.session.scalars(select(Organization).order_by(func.lower(Organization.name))).all()


def organization_of(agency_id: UUID) -> Organization | None:
    """Return the agency's own organization, if it has one in the directory."""
    return db.session.scalars(
        select(Organization).where(Organization.agency_id == agency_id)
    ).one_or_none()


def languages_spoken() -> list[str]:
    """Return the codes of all languages that some listed service speaks."""
    spoken = db.session.scalars(select(Service.languages).where(Service.is_active))
    return sorted({code for codes in spoken for code in codes})


def _listed() -> Select[Service]:
    return (
        select(Service)
        .join(Service.organization)
        .options(contains_eager(Service.organization))
        .where(Service.is_active)
    )


def _matching(wanted: Wanted) -> Select[Service]:
    query = _listed()
    for word in wanted.words.split():
        query = query.where(
            or_(
                Service.name.icontains(word, autoescape=True),
                Service.description.icontains(word, autoescape=True),
                Organization.name.icontains(word, autoescape=True),
            )
        )
    if wanted.kind:
        query = query.where(_holds(Service.types, wanted.kind))
    if wanted.language:
        query = query.where(_holds(Service.languages, wanted.language))
    if wanted.takes_referrals:
        query = query.where(Service.takes_referrals)
    return query


def _holds(codes: object, code: str) -> ColumnElement[bool]:
    """Find a code in a JSON list in a way that both databases know."""
    return cast(codes, String).contains(f'"{code}"', autoescape=True)
