"""Whether the reason for a mail still stands, for the very person it goes to.

Each room says of its own rows when they still wait for somebody. They are looked up through that
person's walls: what a release, a seat or a conflict of interest closed meanwhile is not there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from safetynet.access import Actor, looking_as
from safetynet.db import Model, db
from safetynet.notices.models import ALSO_OUTSIDE, WITH_LINK, Kind, Told

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Asked:
    """What a mail would say, to whom, and on which day."""

    kind: Kind
    actor: Actor
    day: date


Stands = Callable[[Any, Asked], bool]

_stands: dict[str, tuple[type[Model], Stands]] = {}


@dataclass(frozen=True)
class Reader:
    """Whoever a mail goes to, as the rows say now."""

    address: str = field(repr=False)
    language: str
    is_active: bool
    actor: Actor


Finder = Callable[[UUID], Reader | None]
_find: list[Finder] = []


def stands_while(model: type[M]) -> Callable[[Callable[[M, Asked], bool]], Stands]:
    """Register until when a row of this model is a reason to write; False drops the mail."""

    def register(stands: Callable[[M, Asked], bool]) -> Stands:
        _stands[model.__tablename__] = (model, stands)
        return stands

    return register


Leads = Callable[[Any], str]
_leads: dict[str, Leads] = {}


def leads_to(model: type[M]) -> Callable[[Callable[[M], str]], Leads]:
    """Register the path of ours to which a mail about a row of this model leads by itself."""

    def register(leads: Callable[[M], str]) -> Leads:
        _leads[model.__tablename__] = leads
        return leads

    return register


def check_somebody_says_until_when(about: Model) -> None:
    """Raises LookupError where no room said until when such a row is a reason to write."""
    if about.__tablename__ not in _stands:
        raise LookupError(f"{about.__tablename__}: say with stands_while until when it is news")


def find_readers_with(finder: Finder) -> Finder:
    """Register who knows people's addresses, languages and rights."""
    _find[:] = [finder]
    return finder


def reader_of(member_id: UUID) -> Reader | None:
    """Return whom a mail would go to; None where their rows cannot be believed."""
    [find] = _find
    return find(member_id)


def still_standing(notices: Iterable[Told], reader: Reader, day: date) -> dict[UUID, str]:
    """Return those whose reason this reader would find behind the door now, by id.

    Each with the path to which it leads by itself, or "".
    """
    with looking_as(reader.actor, "notices: look"):
        found = {
            notice.id: _where(notice, Asked(notice.kind, reader.actor, day))
            for notice in notices
            if reader.is_active or notice.kind in ALSO_OUTSIDE
        }
    return {notice: path for notice, path in found.items() if path is not None}


def _where(notice: Told, asked: Asked) -> str | None:
    """Return to where a notice leads; None where its reason is gone."""
    model, stands = _stands[notice.about_table]
    row = db.session.scalars(select(model).where(model.id == notice.about_id)).one_or_none()
    if row is None or not stands(row, asked):
        return None
    return _leads[notice.about_table](row) if notice.kind in WITH_LINK else ""
