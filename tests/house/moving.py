"""What somebody who administers the database, and holds no key, may do with sealed values."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import Executable, Table, UniqueConstraint, select, update

from safetynet.access import job
from safetynet.db import Model, db
from safetynet.vault import ShreddedError, TamperedError
from safetynet.vault.columns import lazy_attributes
from tests.house.inside import Hand

Stored = dict[str, Any]
TRIPLE = ("survivor_id", "owner_id", "category")
CLOTHES = ("id", *TRIPLE, "compartment", "seal_version")
"""All that a sealed value is bound to beside its column, and the compartment's digest."""


@dataclass(frozen=True)
class Spot:
    """One sealed value where it lies: a model's attribute in a row as it is stored."""

    model: type[Any]
    name: str
    row: Stored

    def __str__(self) -> str:
        return f"{self.table}.{self.name}"

    @property
    def table(self) -> Table:
        table: Table = self.model.__table__
        return table

    @property
    def blob(self) -> bytes:
        return bytes(self.row[self.name])

    def differs_in(self, other: "Spot") -> set[str]:
        """Return which of a row's ids, or which table, another place does not share."""
        found = {name for name in ("id", *TRIPLE) if self.row[name] != other.row[name]}
        return found | ({"table"} if self.model is not other.model else set())


def spots_in(hand: Hand) -> list[Spot]:
    """Return every sealed value in the database."""
    return [
        Spot(mapper.class_, name, row)
        for mapper in Model.registry.mappers
        if (sealed := lazy_attributes(mapper.class_))
        for row in hand.table(mapper.local_table)
        for name in sealed
        if row[name] is not None
    ]


def one_of_each(spots: list[Spot]) -> list[Spot]:
    """Return one value of each sealed column."""
    return list({(spot.model, spot.name): spot for spot in spots}.values())


Move = Callable[[Spot, list[Spot]], Stored | None]
"""(where to, all there is) → what to set in that row; None where there is nothing to take."""


def _taken(is_like: Callable[[Spot, Spot], bool]) -> Move:
    """Put there the value of the first other place that is like what is wanted."""

    def move(spot: Spot, others: list[Spot]) -> Stored | None:
        found = (other for other in others if other is not spot and is_like(spot, other))
        return next(({spot.name: other.blob} for other in found), None)

    return move


def _clothed(spot: Spot, others: list[Spot]) -> Stored | None:
    """Let all the row says of itself be another table's row, whose value is put there."""
    clothes = (
        {name: other.row[name] for name in CLOTHES} | {spot.name: other.blob}
        for other in others
        if "table" in spot.differs_in(other)
    )
    return next((values for values in clothes if _may_stand(spot, values, others)), None)


def _raised(by: int) -> Move:
    return lambda spot, _others: {"seal_version": spot.row["seal_version"] + by}


def _handed_to_another(name: str) -> Move:
    """Change whose the row is; its value stays where it is."""

    def move(spot: Spot, others: list[Spot]) -> Stored | None:
        given = ({name: o.row[name]} for o in others if o.row[name] != spot.row[name])
        return next((values for values in given if _may_stand(spot, values, others)), None)

    return move


def _may_stand(spot: Spot, values: Stored, others: list[Spot]) -> bool:
    """Tell whether the table holds no row that a row so changed would be a second of."""
    changed = spot.row | values
    return not any(
        all(other.row[c.name] == changed[c.name] is not None for c in unique.columns)
        for other in others
        if other.model is spot.model and other.row["id"] != spot.row["id"]
        for unique in spot.table.constraints
        if isinstance(unique, UniqueConstraint)
    )


def _flipped(place: int) -> Move:
    def move(spot: Spot, _others: list[Spot]) -> Stored | None:
        altered = bytearray(spot.blob)
        altered[place] ^= 1
        return {spot.name: bytes(altered)}

    return move


def _cut(end: int | None, more: bytes = b"") -> Move:
    return lambda spot, _others: {spot.name: spot.blob[:end] + more}


MOVES: dict[str, Move] = {
    "from another row of the same three": _taken(lambda s, o: s.differs_in(o) == {"id"}),
    "from another column of the row": _taken(lambda s, o: s.name != o.name and not s.differs_in(o)),
    "from another survivor": _taken(
        lambda s, o: (
            s.name == o.name and {"survivor_id", "table"} & s.differs_in(o) == {"survivor_id"}
        )
    ),
    "from another agency": _taken(
        lambda s, o: s.name == o.name and {"owner_id", "table"} & s.differs_in(o) == {"owner_id"}
    ),
    "from another table": _taken(lambda s, o: s.differs_in(o) == {"table", "id"}),
    "in the clothes of another table's row": _clothed,
    "under another id": lambda _spot, _others: {"id": uuid4()},
    "as of a later version": _raised(1),
    "as of an earlier version": _raised(-1),
    "handed to another survivor": _handed_to_another("survivor_id"),
    "handed to another agency": _handed_to_another("owner_id"),
    "called another category": _handed_to_another("category"),
    "another format": _flipped(0),
    "another suite": _flipped(1),
    "another key": _flipped(5),
    "another nonce": _flipped(6),
    "another first byte": _flipped(18),
    "another last byte": _flipped(-1),
    "cut short": _cut(-1),
    "cut to its head": _cut(18),
    "emptied": _cut(0),
    "lengthened": _cut(None, b"\0"),
}


@contextmanager
def moved(hand: Hand, moves: list[tuple[Spot, Stored]]) -> Iterator[list[Spot]]:
    """Set values in rows; yield the places as they then are, and put all back at the end."""
    there = [Spot(spot.model, spot.name, spot.row | values) for spot, values in moves]
    hand.change(*(setting(spot, values, spot.row["id"]) for spot, values in moves))
    try:
        yield there
    finally:
        back = [{name: spot.row[name] for name in values} for spot, values in moves]
        pairs = zip(there, back, strict=True)
        hand.change(*(setting(spot, values, spot.row["id"]) for spot, values in pairs))


def setting(spot: Spot, values: Stored, row: Any) -> Executable:
    """Return the statement that sets values in the spot's table, in the row of an id."""
    return update(spot.table).where(spot.table.c.id == row).values(values)


def rounds(moves: list[tuple[Spot, Stored]]) -> list[list[tuple[Spot, Stored]]]:
    """Return moves in lots; those that rename their row one of a table at a time."""
    lots: list[dict[Any, tuple[Spot, Stored]]] = []
    for spot, values in moves:
        taken = (spot.model, "a row" if "id" in values else spot.name)
        free = next((lot for lot in lots if taken not in lot), None)
        if free is None:
            lots.append(free := {})
        free[taken] = (spot, values)
    return [list(lot.values()) for lot in lots]


def all_moves(everything: list[Spot], move: Move) -> list[tuple[Spot, Stored]]:
    """Return what a move sets in one row of each sealed column, where there is what it takes."""
    tried = ((spot, move(spot, everything)) for spot in one_of_each(everything))
    return [(spot, values) for spot, values in tried if values is not None]


def opened(app: Flask, spots: list[Spot]) -> dict[str, str]:
    """Read each place as the house does; return what opened in spite of all."""
    found: dict[str, str] = {}
    with app.app_context(), job("test: read"):
        for spot in spots:
            row = db.session.scalars(
                select(spot.model).where(spot.model.id == spot.row["id"])
            ).one()
            try:
                found[str(spot)] = getattr(row, spot.name)
            except (TamperedError, ShreddedError):
                continue
    return found
