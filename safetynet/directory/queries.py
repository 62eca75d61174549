from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import add
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true, tuple_
from sqlalchemy.orm import contains_eager

from safetynet.db import db
from safetynet.directory import finding
from safetynet.directory.codes import Gender, Opening, ServiceType
from safetynet.directory.finding import ANYBODY, asked_words, code_word
from safetynet.directory.hours import digit_at
from safetynet.directory.in_text import within
from safetynet.directory.models import (
    CONFIRMED_EVERY,
    Organization,
    Place,
    Service,
    ServicePlace,
)
from safetynet.directory.word_index import FEW, are_held

PAGE = 25
NEARLY = 5
"""Services that fit in all but one respect, shown after the last that fits in all."""


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the directory; an empty one finds everything."""

    words: str = ""
    kind: ServiceType | None = None
    place: str = ""
    language: str = ""
    opening: Opening | None = None
    age: int | None = None
    gender: Gender | None = None
    without_papers: bool = False
    takes_referrals: bool = False

    @property
    def is_about_her(self) -> bool:
        """Whether it says for whom, so that it can be said why a service fits."""
        return self != Wanted(self.words, self.kind)


@dataclass(frozen=True)
class Moment:
    """A day of the week (1 is Monday) and a minute of it, in the county."""

    day: int
    minute: int


@dataclass(frozen=True)
class Page:
    """At most 25 services by name, and the id to go on after, if there are more."""

    services: Sequence[Service]
    after: UUID | None
    nearly: Sequence[Service] = ()


def find(wanted: Wanted, now: Moment, after: UUID | None = None) -> Page:
    """Return one page of what matches, going on after a service (keyset, so pages stay put)."""
    tests, sought = _tests(wanted, now), _sought(wanted)
    query = sought.where(*tests).limit(PAGE + 1)
    if after and (last := service_named(after)):
        query = query.where(tuple_(*_ORDER) > tuple_(last.sort_name, last.id))
    ids = db.session.scalars(query).all()
    found = listed_among(ids[:PAGE])
    if len(ids) > PAGE:
        return Page(found, ids[PAGE - 1])
    return Page(found, None, _nearly(sought, tests) if tests else ())


def _nearly(sought: Select[UUID], tests: Sequence[ColumnElement[bool]]) -> Sequence[Service]:
    """Return a few that fail in one respect alone."""
    passed = [case((test, 1), else_=0) for test in tests]
    query = sought.where(reduce(add, passed) == len(tests) - 1)
    return listed_among(db.session.scalars(query.limit(NEARLY)).all())


_ORDER = (Service.sort_name, Service.id)


def _sought(wanted: Wanted) -> Select[UUID]:
    """Ask an index alone for what is needed: without it a service is no answer at all."""
    query, words = select(Service.id).order_by(*_ORDER), asked_words(wanted.words)
    # "Is not false" says the same, and leaves SQLite to the index that holds the words.
    query = query.where(Service.is_active.is_not(False) if words else Service.is_active)
    for word in words:
        query = query.where(within(Service.search_text, f" {word}"))
    if (few := _few_with(words)) is not None:
        query = query.where(Service.id.in_(few))
    if wanted.kind:
        query = query.where(_has(finding.KIND + code_word(wanted.kind)))
    if wanted.takes_referrals:
        query = query.where(_has(finding.REFERRED))
    return query


def _few_with(words: Sequence[str]) -> Sequence[UUID] | None:
    """Return all that can hold these words, where an index says so and they are few."""
    if not words or db.session.get_bind().dialect.name != "sqlite":
        return None
    ids = db.session.scalars(select(Service.id).where(are_held(words))).all()
    return ids if len(ids) <= FEW else None


def _tests(wanted: Wanted, now: Moment) -> list[ColumnElement[bool]]:
    """For whom, where and when: each may be what a service fails in."""
    tests = []
    if words := asked_words(wanted.place):
        tests.append(and_(*(_has(finding.WHERE + word, whole=False) for word in words)))
    if wanted.language:
        tests.append(_has(finding.LANGUAGE + code_word(wanted.language)))
    if wanted.gender:
        anybody, own = finding.GENDER + ANYBODY, finding.GENDER + code_word(wanted.gender)
        tests.append(or_(_has(anybody), _has(own)))
    if wanted.without_papers:
        tests.append(_has(finding.PAPERS))
    if wanted.age is not None:
        from_, to = func.coalesce(Service.age_from, 0), func.coalesce(Service.age_to, 999)
        tests.append(and_(from_ <= wanted.age, to >= wanted.age))
    if wanted.opening is Opening.NOW:
        place, digits = digit_at(now.day, now.minute)
        tests.append(func.substr(Service.open_slots, place, 1).in_(digits))
    elif wanted.opening:
        tests.append(_has(finding.OPEN + wanted.opening))
    return tests


def _has(fact: str, *, whole: bool = True) -> ColumnElement[bool]:
    return within(Service.facts, f" {fact} " if whole else f" {fact}")


def service_named(service_id: UUID) -> Service | None:
    return db.session.scalars(select(Service).where(Service.id == service_id)).one_or_none()


def listed_among(ids: Sequence[UUID]) -> Sequence[Service]:
    """Return those of these services that anybody may be told of, in this order."""
    wanted = (
        select(Service)
        .join(Service.organization)
        .options(contains_eager(Service.organization))
        .where(Service.id.in_(ids))
    )
    found = {row.id: row for row in db.session.scalars(wanted) if row.is_for_anybody}
    return [found[one] for one in dict.fromkeys(ids) if one in found]


def services_taking_referrals(kinds: Collection[str] = ()) -> Sequence[Service]:
    """Return what may be offered to a young person, by organization and name.

    With `kinds`, those of one of these kinds alone.
    """
    of_kind = [_has(finding.KIND + code_word(kind)) for kind in kinds]
    return db.session.scalars(
        listed()
        .where(Service.takes_referrals, or_(*of_kind) if of_kind else true())
        .order_by(func.lower(Organization.name), Service.sort_name)
    ).all()


def organizations() -> Sequence[Organization]:
    return db.session.scalars(select(Organization).order_by(func.lower(Organization.name))).all()


def organization_of(agency_id: UUID) -> Organization | None:
    """Return the agency's own organization, if it has one in the directory."""
    return db.session.scalars(
        select(Organization).where(Organization.agency_id == agency_id)
    ).one_or_none()


def services_of(organization: Organization) -> Sequence[Service]:
    wanted = select(Service).where(Service.organization_id == organization.id)
    return db.session.scalars(wanted.order_by(Service.sort_name)).all()


def links_of(service: Service) -> Sequence[ServicePlace]:
    wanted = select(ServicePlace).where(ServicePlace.service_id == service.id)
    return db.session.scalars(wanted).all()


def places_of(services: Sequence[Service]) -> dict[UUID, list[Place]]:
    """Return where each of these is offered; a confidential service is in no place at all."""
    open_ones = [service.id for service in services if not service.is_confidential]
    wanted = (
        select(ServicePlace)
        .join(ServicePlace.place)
        .options(contains_eager(ServicePlace.place))
        .where(ServicePlace.service_id.in_(open_ones))
        .order_by(Place.city, Place.address_1, Place.id)
    )
    found: dict[UUID, list[Place]] = {service.id: [] for service in services}
    for link in db.session.scalars(wanted) if open_ones else ():
        found[link.service_id].append(link.place)
    return found


def of_own_agency(agency_id: UUID) -> Sequence[Service]:
    """Return what an agency itself offers."""
    wanted = listed().where(Organization.agency_id == agency_id)
    return db.session.scalars(wanted.order_by(Service.sort_name)).all()


def rooms_to_confirm(agency_id: UUID, day: date) -> Sequence[Service]:
    """Return an agency's services whose number of openings nobody confirmed for a week."""
    confirmed = Service.openings_confirmed_on
    wanted = listed().where(
        Organization.agency_id == agency_id,
        Service.takes_referrals,
        Service.openings.is_not(None),
        or_(confirmed.is_(None), confirmed <= day - timedelta(days=CONFIRMED_EVERY)),
    )
    return db.session.scalars(wanted.order_by(Service.sort_name)).all()


def listed() -> Select[Service]:
    """Return what may be found, printed or exported; nothing else ever is."""
    return (
        select(Service)
        .join(Service.organization)
        .options(contains_eager(Service.organization))
        .where(Service.is_active, Service.unlisted.is_(None), Organization.unlisted.is_(None))
    )
