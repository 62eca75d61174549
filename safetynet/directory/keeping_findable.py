"""Whoever changes a service changes by what it is found; nobody has to remember it."""

from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session

from safetynet.db import db
from safetynet.directory.finding import Facts, facts_line, search_text, sort_name
from safetynet.directory.hours import slots_of
from safetynet.directory.models import Organization, Service


@event.listens_for(db.session, "before_flush")
def keep_findable(session: Session, *_context: Any) -> None:
    for row in (*session.new, *session.dirty):
        if isinstance(row, Service):
            _write(row)


def _write(service: Service) -> None:
    offered_by = _offered_by(service)
    if service.offered_by != offered_by:
        service.offered_by = offered_by
    facts = Facts(
        names=(service.name, service.alternate_name or "", offered_by or ""),
        terms=tuple(service.terms or ()),
        about=service.description or "",
        where=_where(service),
        areas=tuple(service.areas or ()),
        types=tuple(service.types or ()),
        languages=tuple(service.languages or ()),
        genders=tuple(service.genders or ()),
        hours=tuple(service.hours or ()),
        # A new service takes them unless it says otherwise, as its column does.
        takes_referrals=service.takes_referrals is not False,
        without_papers=service.without_papers is True,
    )
    service.sort_name = sort_name(service.name)
    service.facts = facts_line(facts)
    service.search_text = search_text(facts)
    service.open_slots = slots_of(service.hours or ())


def _offered_by(service: Service) -> str | None:
    organization: Organization | None = inspect(service).dict.get("organization")
    if organization is not None:
        return organization.name
    if service.offered_by is not None:
        return service.offered_by
    wanted = select(Organization.name).where(Organization.id == service.organization_id)
    return db.session.scalar(wanted)


def _where(service: Service) -> str:
    if service.is_confidential:
        return ""
    return f"{service.location_note or ''} {service.near or ''}"
