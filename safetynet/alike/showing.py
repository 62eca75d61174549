"""Who is possibly the same as somebody, as a page may tell it to whoever looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from safetynet.access import Actor
from safetynet.agencies import agency_names
from safetynet.alike.book import Found, Level, possibly_the_same
from safetynet.alike.finding import Scope, as_person, look_among, scope_of, told_both_ways
from safetynet.alike.models import other_of
from safetynet.alike.people import Person
from safetynet.alike.queries import joined_with, said_apart
from safetynet.alike.where import Where, where_are
from safetynet.alike.words import because
from safetynet.survivors import Name, known_as, names_by_survivor

MOST = 5
"""Shown of one person; who is like more than these is like anybody."""


@dataclass(frozen=True)
class Alike:
    """Somebody who is possibly the same, and because of what."""

    survivor_id: UUID
    level: Level
    names: Sequence[Name]
    because: str
    where: Where | None

    @property
    def name(self) -> str:
        return known_as(self.names)


@dataclass(frozen=True)
class Looked:
    """What came of looking for one young person."""

    alike: Sequence[Alike] = ()
    ask: Sequence[str] = ()
    """Agencies that may know her, of whom no more is said than that."""

    def __bool__(self) -> bool:
        return bool(self.alike or self.ask)


def possibly_the_same_as(survivor_id: UUID, actor: Actor, day: date) -> Looked:
    """Look for somebody among all of whom this viewer may be told.

    Left out is whom she is joined with, and who is somebody else as this viewer's office said.
    """
    person = as_person(survivor_id)
    if not person.names:
        return Looked()
    known = {joined.survivor_id for joined in joined_with(survivor_id)} | {survivor_id}
    known |= {other_of(apart, survivor_id) for apart in said_apart(survivor_id)}
    [found] = look_among(scope_of(actor), [person])
    return Looked(
        _shown(one for one in found if one.key not in known),
        _to_ask(person, known, actor, day),
    )


def possibly_known(person: Person[Any], actor: Actor) -> Looked:
    """Look for somebody who is being written down, among those her own agency knows."""
    if not person.names:
        return Looked()
    [found] = look_among(scope_of(actor), [person])
    return Looked(_shown(found))


def possibly_the_same_as_each(
    people: Sequence[Person[int]], actor: Actor, most: int
) -> tuple[list[int], dict[int, Sequence[Alike]]]:
    """Look for many who are not here yet.

    Returns the keys of all who are like somebody, and of the first `most` of them whom.
    """
    found = zip(people, look_among(scope_of(actor), people), strict=True)
    some = [(person.key, ones) for person, ones in found if ones]
    return [key for key, _ones in some], {key: _shown(ones) for key, ones in some[:most]}


def why_alike(one: UUID, other: UUID) -> str:
    """Return what makes two people alike, and what does not, in words; "" where nothing does."""
    found = possibly_the_same(as_person(one), [as_person(other)])
    return because(found[0].reasons) if found else ""


def _shown(found: Iterable[Found[UUID]]) -> list[Alike]:
    best = list(found)[:MOST]
    keys = [one.key for one in best]
    names, where = names_by_survivor(keys), where_are(keys)
    return [
        Alike(one.key, one.level, names[one.key], because(one.reasons), where.get(one.key))
        for one in best
    ]


def _to_ask(person: Person[UUID], known: set[UUID], actor: Actor, day: date) -> list[str]:
    """Return who may know her, among agencies with which a basis runs both ways; else silence."""
    told = told_both_ways(actor, person.key, day) - {actor.agency_id}
    names = agency_names() if told else {}
    return sorted(
        names[agency]
        for agency in told
        if any(one.key not in known for one in look_among(Scope({agency}), [person])[0])
    )
