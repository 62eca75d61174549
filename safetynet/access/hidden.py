"""Whom a conflict of interest hides: every wall is narrowed here, whatever a room's policy says.

A row names its survivor itself, or hangs by a foreign key on one that does. The tables say so, and
no room has to.
"""

from collections.abc import Callable, Mapping, Set
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    false,
    not_,
    or_,
    select,
)

from safetynet.access.actor import Actor
from safetynet.access.policy import policy_of
from safetynet.access.proof import part_of_a_wall
from safetynet.among import among
from safetynet.db import Model, as_foundation

SURVIVORS = "survivors"
Tie = tuple[str, Table | None]
"""A column that names a survivor; or, with a table, a row of it that leads to one."""


def wall_of(model: type[Model], actor: Actor) -> ColumnElement[bool]:
    """Return which rows exist for this actor: what the policy says, less whom a conflict hides."""
    seen = policy_of(model).sees(actor)
    hidden = actor.rights.hidden
    ties = ties_of(_table(model)) if hidden else ()
    if not ties:
        return seen
    return and_(seen, not_(_leads_to(ties, lambda name: getattr(model, name), hidden)))


def is_hidden(
    model: type[Model], values: Mapping[str, Any], actor: Actor, connection: Connection
) -> bool:
    """Say whether a row with these values is about somebody whom a conflict hides."""
    hidden = actor.rights.hidden
    ties = ties_of(_table(model)) if hidden else ()
    return any(_ends_at(values[name], parent, hidden, connection) for name, parent in ties)


@cache
def ties_of(table: Table) -> tuple[Tie, ...]:
    """Return how a row of this table is about a survivor; nothing where it is about nobody."""
    named = tuple((column.name, None) for column in table.columns if _names_a_survivor(column))
    return named or tuple(
        (column.name, parent)
        for column in table.columns
        for parent in _parents(column)
        if ties_of(parent)
    )


def _names_a_survivor(column: Column[Any]) -> bool:
    """Sealed rows name her without a foreign key; her own row is its id."""
    own = column.primary_key and column.table.name == SURVIVORS
    named = any(parent.name == SURVIVORS for parent in _parents(column))
    return own or named or column.name == "survivor_id"


def _parents(column: Column[Any]) -> list[Table]:
    tables = (key.column.table for key in column.foreign_keys)
    return [table for table in tables if table is not column.table]


def _leads_to(
    ties: tuple[Tie, ...], column_of: Callable[[str], Any], hidden: Set[UUID]
) -> ColumnElement[bool]:
    """Say so in SQL; a column that holds nothing leads nowhere."""
    ways = (
        and_(column_of(name).is_not(None), _is_hers(column_of(name), parent, hidden))
        for name, parent in ties
    )
    return or_(false(), *ways)


def _is_hers(column: Any, parent: Table | None, hidden: Set[UUID]) -> ColumnElement[bool]:
    if parent is None:
        return among(column, hidden)
    is_hers: ColumnElement[bool] = column.in_(_ids_in(parent, hidden))
    return is_hers


def _ids_in(table: Table, hidden: Set[UUID]) -> Select[Any]:
    theirs = table.alias()
    return part_of_a_wall(
        select(theirs.c.id).where(_leads_to(ties_of(table), lambda name: theirs.c[name], hidden))
    )


def _ends_at(
    value: UUID | None, parent: Table | None, hidden: Set[UUID], connection: Connection
) -> bool:
    if value is None or parent is None:
        return value in hidden
    wanted = _ids_in(parent, hidden)
    with as_foundation():
        found = connection.execute(wanted.where(wanted.selected_columns.id == value))
    return found.first() is not None


def _table(model: type[Model]) -> Table:
    table: Table = model.__table__  # type: ignore[assignment]
    return table
