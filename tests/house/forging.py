"""What SQL may write into the tables of grants, in the hope that somebody then reads more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, Executable, Table, delete, insert, update

from safetynet import clock
from safetynet.sharing import Disclosure, Release, TeamSeat
from safetynet.vault import Category
from tests.cast import Cast
from tests.house.inside import Hand
from tests.scenes import Scene

GRANTS: dict[type[Any], str] = {
    TeamSeat: "agency_id",
    Release: "to_agency_id",
    Disclosure: "to_agency_id",
}
"""The tables that open an agency's door to another's words, and the column that says to whom."""
AN_AGE = timedelta(days=1000)


@dataclass(frozen=True)
class Forgery:
    """One thing that SQL does to a grant, and how it is undone."""

    what: str
    taker: UUID
    """The agency that had the grant with which it begins."""
    forge: Executable
    undo: Executable

    @property
    def is_new(self) -> bool:
        return self.what.startswith("new")


def forgeries(hand: Hand, cast: Cast, other: Scene) -> list[Forgery]:
    """Return every grant copied under every kind of MAC, and every column of it set."""
    found = {model: hand.table(model.__table__) for model in GRANTS}
    macs = {model: next(iter(rows))["mac"] for model, rows in found.items()}
    made: list[Forgery] = []
    for model, rows in found.items():
        for row in rows:
            stolen = next(mac for kind, mac in macs.items() if kind is not model)
            made += _copied(model, row, cast, (row["mac"], bytes(32), b"", stolen))
            made += _altered(model, row, cast, other)
    return made


def _copied(
    model: Any, row: dict[str, Any], cast: Cast, macs: tuple[bytes, ...]
) -> Iterator[Forgery]:
    """Give the outsider what somebody else has; give it again to whoever has, or had, it."""
    table, to = model.__table__, GRANTS[model]
    for agency in (cast.outsider.agency_id, row[to]):
        for mac in macs:
            new = row | {"id": uuid4(), to: agency, "mac": mac}
            gone = delete(table).where(table.c.id == new["id"])
            yield Forgery(f"new {table}", row[to], insert(table).values(new), gone)


def _altered(model: Any, row: dict[str, Any], cast: Cast, other: Scene) -> Iterator[Forgery]:
    table: Table = model.__table__
    for column in table.columns:
        held = row[column.name]
        for value in _hoped_for(column, held, cast, other):
            there, back = table.c.id == row["id"], table.c.id == row["id"]
            if column.primary_key:
                back = table.c.id == value
            yield Forgery(
                f"{column}",
                row[GRANTS[model]],
                update(table).where(there).values({column: value}),
                update(table).where(back).values({column: held}),
            )


def _hoped_for(column: Column[Any], held: Any, cast: Cast, other: Scene) -> list[Any]:
    """Return what somebody might like a column of a grant to say instead."""
    if column.foreign_keys:
        [key] = column.foreign_keys
        theirs = {
            "agencies": cast.outsider.agency_id,
            "survivors": other.survivor_id,
            "cases": other.case_id,
            "members": cast.outsider.id,
        }
        return [theirs[key.column.table.name]]
    if isinstance(held, list):
        return [list(Category), []]
    now, today = clock.now(), clock.today()
    kinds: dict[Any, list[Any]] = {
        UUID: [uuid4()],
        datetime: [now - AN_AGE, now + AN_AGE, *([None] if column.nullable else [])],
        date: [today - AN_AGE, today + AN_AGE],
        bytes: [bytes(32)],
        int: [0, 99],
    }
    kind: Any = getattr(column.type, "impl_instance", column.type).python_type
    return kinds[kind] if kind in kinds else [one for one in kind if one != held]
