"""Places entered by hand: where a service is offered, if that may be known."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from safetynet.db import db
from safetynet.directory.models import Place, Service, ServicePlace
from safetynet.directory.queries import links_of


def takes_places(service: Service) -> bool:
    """Say whether places may be entered: none of a confidential service, and what a file brought
    is changed in the file, which would say it over."""
    return not service.is_confidential and service.source_key is None


def place_in(service: Service, place_id: UUID) -> Place | None:
    return next((link.place for link in links_of(service) if link.place_id == place_id), None)


def add_place(service: Service, said: Mapping[str, Any]) -> None:
    place = Place(organization_id=service.organization_id, **said)
    db.session.add(place)
    # A link is checked against both its rows when it is written, so they go first.
    db.session.flush()
    db.session.add(ServicePlace(service_id=service.id, place_id=place.id))
    db.session.flush()
    find_by_places([service])


def change_place(place: Place, said: Mapping[str, Any]) -> None:
    for name, value in said.items():
        setattr(place, name, value)
    find_by_places(_offered_at(place))


def remove_place(service: Service, place: Place) -> None:
    """Take the service out of this place, and the place away with the last one."""
    others = [other for other in _offered_at(place) if other.id != service.id]
    for link in links_of(service):
        if link.place_id == place.id:
            db.session.delete(link)
    db.session.flush()
    if not others:
        db.session.delete(place)
    find_by_places([service])


def find_by_places(services: Iterable[Service]) -> None:
    """Let services be found by the towns, counties and postal codes of their places."""
    for service in services:
        near = [link.place.near for link in links_of(service)]
        service.near = " ".join(dict.fromkeys(text for text in near if text)) or None


def _offered_at(place: Place) -> list[Service]:
    wanted = select(ServicePlace).where(ServicePlace.place_id == place.id)
    return [link.service for link in db.session.scalars(wanted)]
