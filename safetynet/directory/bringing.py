"""What an import may change of a row, and how nothing changes where nothing is new."""

from typing import Any

from sqlalchemy import select

from safetynet.db import db
from safetynet.directory.models import Place, ServicePlace

FACTS = (
    "name", "alternate_name", "description", "email", "types", "terms", "languages", "age_from",
    "age_to", "genders", "without_papers", "eligibility", "application", "fees", "documents",
    "phone", "hours", "hours_note", "areas", "wait_note",
)  # fmt: skip
"""What a second import may change. Openings, confidentiality, whether a service takes referrals
and whether somebody here took it out are answers that people gave here, and stay."""
OF_A_PLACE = (
    "name", "alternate_name", "description", "address_1", "address_2", "city", "county", "state",
    "postal_code", "country", "latitude", "longitude", "transport", "access", "is_postal",
)  # fmt: skip
MAY_BE_NONE = frozenset({"terms", "genders", "phones", "hours", "areas"})
OF_AN_ORGANIZATION = ("name", "alternate_name", "description", "email", "website")


def put(row: Any, said: dict[str, Any]) -> bool:
    """Set what is different; return whether anything was. Nothing told is none, and no list."""
    told = {
        name: None if value == [] and name in MAY_BE_NONE else value for name, value in said.items()
    }
    different = {name: value for name, value in told.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


def forget(place: Place) -> None:
    """Forget a place, and that anything is offered there."""
    links = db.session.scalars(select(ServicePlace).where(ServicePlace.place_id == place.id))
    for link in links:
        db.session.delete(link)
    db.session.delete(place)
