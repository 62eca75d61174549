"""Who sits where: an agency's tables, read again only when a seat there changed, and verified.

An agency may sit at thousands of tables. Reading and verifying every seat for every page took
seconds; so each request asks for the seats as one long text, which costs milliseconds, and what
was verified stands as long as that text is the same to the letter.
"""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Table,
    exists,
    select,
)

from safetynet.access import Basis, part_of_a_wall
from safetynet.db import db, is_believed
from safetynet.db.spelling import AGENCIES_AT_ONCE, Asked, spelled
from safetynet.sharing.models import TeamSeat

TEAM_STATUTE = "team_statute"
SEATS: Table = TeamSeat.__table__  # type: ignore[assignment]
MINE, THEIRS = SEATS.alias("my_seats"), SEATS.alias("their_seats")


@dataclass(frozen=True, slots=True)
class Place:
    """A live seat as it was read."""

    id: UUID
    case_id: UUID
    survivor_id: UUID
    agency_id: UUID
    mac: bytes

    @property
    def is_genuine(self) -> bool:
        """Ask what TeamSeat.UNDER_MAC lists; a live seat has no end."""
        said = (self.id, self.case_id, self.survivor_id, self.agency_id, None)
        return is_believed(SEATS.name, self.mac, said)


@dataclass(frozen=True)
class Seating:
    """The tables of one agency, and who else sits at them."""

    agency: UUID
    spelled: str
    about: Mapping[UUID, UUID]
    """Its cases, and about whom each is."""
    cases: frozenset[UUID]
    survivors: frozenset[UUID]
    others: Mapping[tuple[UUID, UUID], Basis]
    """(survivor, other agency) → that agency's seat at one of these tables, as a basis."""
    forged: tuple[UUID, ...]
    """Seats that SQL alone wrote; they seat nobody."""

    walls: dict[Any, ColumnElement[bool]] = field(default_factory=dict, compare=False, repr=False)
    """Criteria already built; they cost more than the question itself."""

    def cases_without(self, survivors: Set[UUID]) -> frozenset[UUID]:
        """Return its cases, less those about some survivors."""
        if not survivors:
            return self.cases
        return frozenset(case for case, about in self.about.items() if about not in survivors)

    def only(self, cases: Set[UUID]) -> "Seating":
        """Return the same without the tables of other cases, and nobody else's seat at any."""
        about = {case: survivor for case, survivor in self.about.items() if case in cases}
        return replace(
            self,
            about=about,
            cases=frozenset(about),
            survivors=frozenset(about.values()),
            others={},
            walls={},
        )

    def is_at_case(self, case_id: Any) -> ColumnElement[bool]:
        """Say in SQL whether the agency sits at the table of the case that a column names."""
        case = plain(case_id)
        return self._once((case,), lambda: _there_is(self._mine(MINE.c.case_id == case)))

    def is_at_survivor(self, survivor_id: Any) -> ColumnElement[bool]:
        """Say in SQL whether it sits at a table about the survivor that a column names."""
        survivor = plain(survivor_id)
        return self._once(
            (survivor,), lambda: _there_is(self._mine(MINE.c.survivor_id == survivor))
        )

    def is_with(self, survivor_id: Any, owner_id: Any) -> ColumnElement[bool]:
        """Say in SQL whether it and the agency `owner_id` sit at one table about the survivor."""
        survivor, owner = plain(survivor_id), plain(owner_id)
        return self._once(
            (survivor, owner),
            lambda: _there_is(
                self._mine(MINE.c.case_id == THEIRS.c.case_id).where(
                    THEIRS.c.survivor_id == survivor,
                    THEIRS.c.agency_id == owner,
                    *_is_live(THEIRS, self.forged),
                )
            ),
        )

    def _mine(self, *where: ColumnElement[bool]) -> Select[Any]:
        agency = MINE.c.agency_id == self.agency
        return select(1).where(agency, *_is_live(MINE, self.forged), *where)

    def _once(
        self, columns: tuple[ColumnElement[Any], ...], build: Callable[[], ColumnElement[bool]]
    ) -> ColumnElement[bool]:
        """Build a criterion once for each table's columns, as long as nothing changes."""
        if not all(isinstance(getattr(column, "table", None), Table) for column in columns):
            return build()
        if columns not in self.walls:
            self.walls[columns] = build()
        return self.walls[columns]


NOWHERE = Seating(UUID(int=0), "", {}, frozenset(), frozenset(), {}, ())


def _is_live(seats: FromClause, forged: tuple[UUID, ...]) -> list[ColumnElement[bool]]:
    live: list[ColumnElement[bool]] = [seats.c.ended_at.is_(None)]
    return [*live, seats.c.id.not_in(forged)] if forged else live


def plain(column: Any) -> ColumnElement[Any]:
    """Return the bare column; a mapped one would make our EXISTS a query of its own to the ORM."""
    element: ColumnElement[Any] = column.__clause_element__()
    return element._deannotate()


def _there_is(found: Select[Any]) -> ColumnElement[bool]:
    """Make an EXISTS of it, tied to whatever row the wall is about."""
    return exists(part_of_a_wall(found.correlate_except(MINE, THEIRS)))


def _at_tables_of(agency: Asked) -> list[ColumnElement[bool]]:
    tables = select(MINE.c.case_id).where(MINE.c.agency_id == agency, MINE.c.ended_at.is_(None))
    return [SEATS.c.ended_at.is_(None), SEATS.c.case_id.in_(tables)]


def spelled_seats(agency: Asked) -> ColumnElement[Any]:
    """Return the live seats at an agency's tables as one text, to notice any change by."""
    columns = (SEATS.c.id, SEATS.c.case_id, SEATS.c.survivor_id, SEATS.c.agency_id)
    return spelled(columns, *_at_tables_of(agency))


def seating_of(agency: UUID, spelled: str) -> Seating:
    """Return an agency's tables; `spelled` is what `spelled_seats` says of them now."""
    known: dict[UUID, Seating] = current_app.extensions.setdefault("seating", {})
    held = known.get(agency)
    if held is None or held.spelled != spelled:
        if len(known) >= AGENCIES_AT_ONCE:
            known.clear()
        held = known[agency] = _read(agency, spelled) if spelled else _nowhere(agency)
    return held


def sits_about(survivor_id: UUID, agency_id: UUID) -> bool:
    """Say whether an agency has a live and genuine seat at a table about a survivor."""
    said = (TeamSeat.id, TeamSeat.case_id, TeamSeat.survivor_id, TeamSeat.agency_id, TeamSeat.mac)
    live = select(*said).where(
        TeamSeat.survivor_id == survivor_id,
        TeamSeat.agency_id == agency_id,
        TeamSeat.ended_at.is_(None),
    )
    return any(Place(*row).is_genuine for row in db.session.execute(live))


def _nowhere(agency: UUID) -> Seating:
    return replace(NOWHERE, agency=agency, walls={})


def _read(agency: UUID, spelled: str) -> Seating:
    columns = (SEATS.c.id, SEATS.c.case_id, SEATS.c.survivor_id, SEATS.c.agency_id, SEATS.c.mac)
    places = [
        Place(*row) for row in db.session.execute(select(*columns).where(*_at_tables_of(agency)))
    ]
    genuine = [place for place in places if place.is_genuine]
    kept = {place.id for place in genuine}
    forged = tuple(place.id for place in places if place.id not in kept)
    mine = [place for place in genuine if place.agency_id == agency]
    about = {place.case_id: place.survivor_id for place in mine}
    return Seating(
        agency=agency,
        spelled=spelled,
        about=about,
        cases=frozenset(about),
        survivors=frozenset(place.survivor_id for place in mine),
        others={
            (place.survivor_id, place.agency_id): Basis(TEAM_STATUTE, id=place.id)
            for place in genuine
            if place.agency_id != agency and place.case_id in about
        },
        forged=forged,
    )
