"""Which rows of a sheet are possibly young people who are here already; told, never merged."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from safetynet.access import Actor
from safetynet.alike import Alike, Birth, Person, look_among, possibly_the_same_as_each
from safetynet.alike.finding import Scope
from safetynet.among import among
from safetynet.db import db
from safetynet.referrals.models import Referral
from safetynet.referrals.sheets import BadRow, ReferralRow

MOST_ROWS = 2_000
"""Rows that are looked for; what a longer list repeats, each referral's own page says later."""
SHOWN = 50


class Known(NamedTuple):
    """Which rows of a sheet are possibly here already, and of the first of them who that is."""

    rows: Sequence[int]
    shown: Mapping[int, Sequence[Alike]]


def known_already(rows: Iterable[ReferralRow | BadRow], actor: Actor) -> Known:
    """Look for the rows of a sheet among those whom this viewer may see."""
    people = _people(rows)
    return Known(*(possibly_the_same_as_each(people, actor, SHOWN) if people else ([], {})))


def known_to(
    agency_id: UUID, rows: Iterable[ReferralRow | BadRow], most: int | None = MOST_ROWS
) -> dict[int, list[str]]:
    """Return, by row, the numbers of an agency's own referrals of whoever is possibly the same.

    For a terminal, on which nobody is signed in: no name, no reason, and nothing of anybody else's.
    A row stands there without a number where the agency knows her, and did not refer her. `most`
    rows are looked for, or all of them.
    """
    people = _people(rows, most)
    if not people:
        return {}
    looked = zip(people, look_among(Scope({agency_id}), people), strict=True)
    found = {person.key: [one.key for one in ones] for person, ones in looked if ones}
    numbers = _own_numbers(agency_id, {key for keys in found.values() for key in keys})
    return {
        row: sorted(numbers[key] for key in keys if key in numbers) for row, keys in found.items()
    }


def _own_numbers(agency_id: UUID, survivors: set[UUID]) -> dict[UUID, str]:
    wanted = select(Referral.survivor_id, Referral.number).where(
        Referral.from_agency_id == agency_id, among(Referral.survivor_id, survivors)
    )
    return {row.survivor_id: row.number for row in db.session.execute(wanted)}


def _people(
    rows: Iterable[ReferralRow | BadRow], most: int | None = MOST_ROWS
) -> list[Person[int]]:
    good = [row for row in rows if isinstance(row, ReferralRow) and row.names.any]
    return [_person(row) for row in good[:most]]


def _person(row: ReferralRow) -> Person[int]:
    names, at = row.names, row.address
    given = names.first or ("" if names.last else names.full)
    own = [(given, names.middle, names.last)] if given or names.last else []
    place = ", ".join(part for part in (at.line, at.city, at.state, at.postal_code) if part)
    return Person(
        row.number,
        names=[*own, *((alias, "", "") for alias in names.aliases)],
        births=[Birth.on(b.exact, is_estimated=b.estimated) for b in row.births if b.exact],
        places=[place] if place else [],
        reach=[*row.phones, *row.emails],
    )
