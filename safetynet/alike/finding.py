"""Looking for somebody among all whom this viewer may see, and opening no more than that takes.

Nothing fuzzy lies in a database: names are opened for the time of one request, compared in memory
and forgotten. The ledger hears how many were opened, and which of them are then shown.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement

from safetynet.access import Actor, Permission
from safetynet.alike.book import Book, Found
from safetynet.alike.in_hand import HOUSEMATES
from safetynet.alike.people import Birth, Person
from safetynet.among import among
from safetynet.audit import who
from safetynet.db import Owned, is_genuine, open_column
from safetynet.sharing import Disclosure, Release, disclosures_about, releases_about
from safetynet.survivors import (
    Address,
    BirthDate,
    Name,
    NameKind,
    SafeContact,
    addresses_of,
    birth_dates_of,
    names_of,
    safe_contacts_of,
)
from safetynet.vault import Category


class Scope:
    """Whose rows are looked at: all that this viewer may see, or those of some agencies alone."""

    def __init__(self, owners: Collection[UUID] | None = None) -> None:
        self._owners = owners

    housemates = HOUSEMATES

    def born_with(self, births: Sequence[Birth]) -> set[UUID]:
        # It would take opening all birth dates; who has no name like hers is not looked for.
        return set()

    def names(self) -> Iterator[tuple[UUID, str]]:
        # The code word of a coded referral is nobody's name.
        return self._opened(Name, "parts", Name.kind != NameKind.CODE)

    def births(self, keys: Collection[UUID]) -> Mapping[UUID, Sequence[Birth]]:
        def said(is_estimated: bool) -> Iterator[tuple[UUID, Birth]]:
            which = self._about(BirthDate, keys) & (BirthDate.is_estimated == is_estimated)
            for her, iso in self._opened(BirthDate, "iso", which):
                yield her, Birth.on(date.fromisoformat(iso), is_estimated=is_estimated)

        return _gathered(chain(said(False), said(True)))

    def places(self, keys: Collection[UUID]) -> Mapping[UUID, Sequence[str]]:
        # With Safe at Home it is the program's address, which is the same for everybody in it.
        real = self._about(Address, keys) & Address.is_safe_at_home.is_(False)
        return _gathered(self._opened(Address, "text", real))

    def reach(self, keys: Collection[UUID]) -> Mapping[UUID, Sequence[str]]:
        about = self._about(SafeContact, keys)
        return _gathered(self._opened(SafeContact, "value", about))

    @staticmethod
    def _about(model: type[Owned], keys: Collection[UUID]) -> ColumnElement[bool]:
        return among(model.survivor_id, keys)

    def _opened(
        self, model: type[Owned], column: str, which: ColumnElement[bool]
    ) -> Iterator[tuple[UUID, str]]:
        if self._owners is not None:
            which &= among(model.owner_id, self._owners)
        return open_column(model, column, which)


def look_among(scope: Scope, people: Iterable[Person[Any]]) -> list[list[Found[UUID]]]:
    """Return for each of these people who is possibly the same, opening the names only once."""
    with who().scanning():
        book = Book(scope.names(), scope)
        return [book.like(person) for person in people]


def as_person(survivor_id: UUID) -> Person[UUID]:
    """Open what this viewer may see of somebody, to compare it with others."""
    names = [name for name in names_of(survivor_id) if name.kind is not NameKind.CODE]
    contacts = safe_contacts_of(survivor_id)
    return Person(
        survivor_id,
        names=[(name.first, name.middle, name.last) for name in names],
        births=[
            Birth.on(born.day, is_estimated=born.is_estimated)
            for born in birth_dates_of(survivor_id)
        ],
        places=[one.text for one in addresses_of(survivor_id) if not one.is_safe_at_home],
        reach=[contact.value for contact in contacts if contact.value],
    )


def scope_of(actor: Actor) -> Scope:
    """Return whose names somebody may look among and be told why: where she works.

    Whoever triages looks among all that was told to the office, for that is why it was told.
    """
    return Scope(None if actor.is_granted(Permission.REFERRAL_TRIAGE) else {actor.agency_id})


def told_both_ways(actor: Actor, survivor_id: UUID, day: date) -> set[UUID]:
    """Return the agencies that this one lets know who she is: only of them it may hear (D19)."""
    grants: list[Release | Disclosure] = [
        *releases_about(survivor_id),
        *disclosures_about(survivor_id),
    ]
    return {
        grant.to_agency_id
        for grant in grants
        if grant.from_agency_id == actor.agency_id
        and Category.IDENTITY in grant.categories
        and grant.is_in_force_on(day)
        and is_genuine(grant)
    }


def _gathered(rows: Iterable[tuple[UUID, Any]]) -> Mapping[UUID, Sequence[Any]]:
    found = defaultdict[UUID, list[Any]](list)
    for her, said in rows:
        found[her].append(said)
    return found
