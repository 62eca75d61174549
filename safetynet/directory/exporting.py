"""The directory as HSDS 3.0 (Open Referral): what is listed, and nothing that must not be known."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from safetynet.db import db
from safetynet.directory.hours import MIDNIGHT, parts_of
from safetynet.directory.models import Organization, Place, Service, ServicePlace
from safetynet.directory.phones import Phone
from safetynet.directory.queries import listed
from safetynet.directory.taxonomy import NAME, TERMS
from safetynet.directory.texts import email_address, web_address
from safetynet.directory.words import english_language

Thing = dict[str, Any]
_OURS = uuid5(NAMESPACE_URL, "https://openreferral.org/safetynet")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
COUNTRY = "US"
OPEN_ELIGIBILITY_URI = "https://openeligibility.org"


def organizations() -> list[Thing]:
    """Return every listed organization with its places, as `organization.json` asks."""
    places: dict[UUID, list[Place]] = {}
    for place in _places():
        places.setdefault(place.organization_id, []).append(place)
    rows = db.session.scalars(
        select(Organization)
        .where(Organization.unlisted.is_(None))
        .order_by(Organization.name, Organization.id)
    )
    return [
        {
            **organization_of(row),
            **_lists(
                phones=_phones(row.id, [Phone.of(code) for code in row.phones or ()]),
                locations=[location_of(place) for place in places.get(row.id, [])],
            ),
        }
        for row in rows
    ]


def services() -> Iterator[Thing]:
    """Return every listed service with all that belongs to it, as `service.json` asks."""
    places: dict[UUID, list[ServicePlace]] = {}
    for link in _links():
        places.setdefault(link.service_id, []).append(link)
    rows = db.session.scalars(listed().order_by(Service.sort_name, Service.id))
    for row in rows:
        yield service_of(row, () if row.is_confidential else places.get(row.id, ()))


def service_of(row: Service, links: Iterable[ServicePlace]) -> Thing:
    return {
        "id": str(row.id),
        "organization_id": str(row.organization_id),
        "name": row.name,
        "status": "active",
        **_told(
            alternate_name=row.alternate_name,
            description=row.description,
            url=_uri(row.website),
            email=_email(row.email),
            application_process=row.application,
            fees_description=row.fees,
            wait_time=_wait(row),
            eligibility_description=_eligibility(row),
            minimum_age=row.age_from,
            maximum_age=row.age_to,
            assured_date=row.openings_confirmed_on.isoformat()
            if row.openings_confirmed_on
            else None,
        ),
        "organization": organization_of(row.organization),
        **_lists_of(row, links),
    }


def _lists_of(row: Service, links: Iterable[ServicePlace]) -> Thing:
    """Return what belongs to a service, several of each."""
    return _lists(
        phones=_phones(row.id, row.told),
        schedules=_schedules(row.id, row.hours or (), row.hours_note),
        languages=[
            {"id": _id(row.id, "language", code), "name": english_language(code), "code": code}
            for code in row.languages
        ],
        service_areas=[{"id": _id(row.id, "area", area), "name": area} for area in row.areas or ()],
        required_documents=[
            {"id": _id(row.id, "document", line), "document": line}
            for line in (row.documents or "").splitlines()
            if line
        ],
        service_at_locations=[
            {
                "id": str(link.id),
                "service_id": str(row.id),
                "location_id": str(link.place_id),
                "location": location_of(link.place),
            }
            for link in links
        ],
        attributes=list(_attributes(row)),
    )


def organization_of(row: Organization) -> Thing:
    return {
        "id": str(row.id),
        "name": row.name,
        "description": row.description or row.name,
        **_told(
            alternate_name=row.alternate_name,
            email=_email(row.email),
            website=_uri(row.website),
        ),
    }


def location_of(row: Place) -> Thing:
    kind = "postal" if row.is_postal else "physical"
    address = [
        {
            "id": _id(row.id, "address", ""),
            **_told(address_2=row.address_2, region=row.county),
            "address_1": row.address_1 or "",
            "city": row.city or "",
            "state_province": row.state or "",
            "postal_code": row.postal_code or "",
            "country": _country(row.country),
            "address_type": kind,
        }
    ]
    access = [{"id": _id(row.id, "access", ""), "description": row.access}]
    return {
        "id": str(row.id),
        "organization_id": str(row.organization_id),
        "location_type": kind,
        **_told(
            name=row.name,
            alternate_name=row.alternate_name,
            description=row.description,
            transportation=row.transport,
            latitude=row.latitude,
            longitude=row.longitude,
        ),
        **_lists(
            addresses=address if row.address_1 or row.city else [],
            phones=_phones(row.id, row.told),
            schedules=_schedules(row.id, row.hours or (), None),
            accessibility=access if row.access else [],
        ),
    }


def _phones(owner: UUID, phones: Sequence[Phone]) -> list[Thing]:
    return [
        {
            "id": _id(owner, "phone", phone.code),
            "number": phone.number,
            "type": phone.kind,
            **_told(
                extension=int(phone.extension) if phone.extension else None,
                description=phone.about or None,
            ),
        }
        for phone in phones
    ]


def _schedules(owner: UUID, spans: Sequence[str], note: str | None) -> list[Thing]:
    """Return a weekly schedule for all days with the same times."""
    by_times: dict[tuple[int, int], list[int]] = {}
    for day, opens, closes in map(parts_of, spans):
        by_times.setdefault((opens, closes), []).append(day)
    if not by_times and note:
        return [{"id": _id(owner, "schedule", "note"), "description": note}]
    return [
        {
            "id": _id(owner, "schedule", f"{opens} {closes}"),
            "freq": "WEEKLY",
            "interval": 1,
            "wkst": "MO",
            "byday": ",".join(_DAYS[day - 1] for day in sorted(days)),
            "opens_at": _clock(opens),
            "closes_at": _clock(closes),
            **_told(description=note),
        }
        for (opens, closes), days in by_times.items()
    ]


def _attributes(row: Service) -> Iterator[Thing]:
    """Our kinds as terms of Open Eligibility, the sender's own terms as what they are."""
    for kind in row.kinds:
        code, title = TERMS[kind][0]
        yield _attribute(
            row,
            f"{NAME} {code}",
            {"code": code, "name": title, "taxonomy": NAME, "term_uri": OPEN_ELIGIBILITY_URI},
        )
    for term in row.terms or ():
        yield _attribute(row, f"term {term}", {"name": term, "taxonomy": "Sender"})


def _attribute(row: Service, key: str, term: Thing) -> Thing:
    return {
        "id": _id(row.id, "attribute", key),
        "link_id": str(row.id),
        "link_entity": "service",
        "taxonomy_term": {"id": str(uuid5(_OURS, key)), "description": term["name"], **term},
    }


def _eligibility(row: Service) -> str | None:
    taken = {
        "girls": "Girls and young women",
        "boys": "Boys and young men",
        "diverse": "Trans and nonbinary young people",
    }
    said = [row.eligibility or ""]
    if row.genders and not row.eligibility:
        said.append(f"Takes only: {', '.join(taken[code] for code in row.genders)}.")
    if row.without_papers and "immigration status" not in said[0]:
        said.append("Regardless of immigration status.")
    return "\n".join(text for text in said if text) or None


def _wait(row: Service) -> str | None:
    if row.openings_confirmed_on is None or row.openings is None:
        return row.wait_note
    wait = f", {row.wait_days} days to wait" if row.wait_days else ""
    return f"{row.openings} openings on {row.openings_confirmed_on.isoformat()}{wait}"


def _places() -> Sequence[Place]:
    """Return the places of listed organizations; a confidential place has no row."""
    wanted = (
        select(Place)
        .join(Place.organization)
        .where(Organization.unlisted.is_(None))
        .order_by(Place.name, Place.id)
    )
    return db.session.scalars(wanted).all()


def _links() -> Sequence[ServicePlace]:
    wanted = (
        select(ServicePlace)
        .join(ServicePlace.place)
        .options(contains_eager(ServicePlace.place))
        .order_by(ServicePlace.id)
    )
    return db.session.scalars(wanted).all()


def _told(**facts: Any) -> Thing:
    """Keep what is said: a field without a value is not there, since the schema knows no null."""
    return {name: value for name, value in facts.items() if value not in {None, ""}}


def _lists(**lists: list[Thing]) -> Thing:
    return {name: rows for name, rows in lists.items() if rows}


def _id(owner: UUID, kind: str, what: str) -> str:
    """Return an id that stays the same as long as the thing does."""
    return str(uuid5(owner, f"{kind} {what}"))


def _uri(text: str | None) -> str | None:
    return web_address(text) if text else None


def _email(text: str | None) -> str | None:
    return email_address(text) if text else None


def _country(text: str | None) -> str:
    """Return two letters, as ISO 3166 has them."""
    return text.upper() if text and re.fullmatch("[A-Za-z]{2}", text) else COUNTRY


def _clock(minutes: int) -> str:
    told = min(minutes, MIDNIGHT - 1) if minutes == MIDNIGHT else minutes
    return f"{told // 60:02}:{told % 60:02}"
