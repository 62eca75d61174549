"""Conflicts of interest, open matters, ended papers: here they narrow every wall.

A row names its survivor itself, or hangs by a foreign key on one that does. The tables say so, and
no room has to.
"""

from collections.abc import Callable, Iterator, Mapping, Set
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
from safetynet.among import Listed, among
from safetynet.db import Model, Owned, as_foundation, db
from safetynet.vault.compartments import NOBODY

SURVIVORS = "survivors"
KNOWN = frozenset({SURVIVORS, "cases", "team_seats"})
"""What a seat shows also to those who prosecute: that there is a case, and who sits there."""
OF_ONE_AGENCY = (
    "agency_id",
    "from_agency_id",
    "to_agency_id",
    "minted_by_id",
    "offered_by_id",
    "provider_agency_id",
)
"""The columns by which a shell, which has no owner, is some agency's contribution."""
Tie = tuple[str, Table | None]
"""A column that names a survivor; or, with a table, a row of it that leads to one."""


def wall_of(model: type[Model], actor: Actor, *, by_rows: bool = False) -> ColumnElement[bool]:
    """Return which rows exist for this actor: what the policy says, less whom a conflict hides.

    Less, too, what others contributed where this agency prosecutes or investigates; and less
    everything about anybody once an account's papers ended. `by_rows` spells it for the database
    itself, which knows no rights but those that it finds in its rows.
    """
    policy, rights = policy_of(model), actor.rights
    seen = policy.sees_by_rows(actor) if by_rows else policy.sees(actor)
    ties = ties_of(_table(model)) if rights.hidden or rights.walled or rights.lapsed else ()
    if ties and rights.lapsed:
        return and_(seen, *(_is_of_nobody(model, name, parent) for name, parent in ties))
    if ties and rights.hidden:
        seen = and_(seen, not_(_is_about(model, rights.hidden)))
    if ties and rights.walled and _table(model).name not in KNOWN:
        is_open = not_(_is_about(model, rights.walled.keys()))
        seen = and_(seen, or_(is_open, *_open_in_a_matter(model, actor)))
    return seen


def _is_of_nobody(model: Any, name: str, parent: Table | None) -> ColumnElement[bool]:
    """Keep what an office has about nobody, such as what one signs in with."""
    column = _table(model).c[name]
    if parent is not None or column.primary_key or column.foreign_keys:
        return false()
    of_nobody: ColumnElement[bool] = getattr(model, name) == NOBODY
    return of_nobody


def _open_in_a_matter(model: Any, actor: Actor) -> Iterator[ColumnElement[bool]]:
    """Yield what opens a row all the same: one's own, a release, a court's order."""
    columns = _table(model).c
    if not issubclass(model, Owned):
        mine = (getattr(model, name) for name in OF_ONE_AGENCY if name in columns)
        yield from (column == actor.agency_id for column in mine)
        yield _is_about(model, actor.rights.ordered_about)
        return
    yield model.owner_id == actor.agency_id
    yield actor.rights.carries_past_walls(model, model.owner_id)
    yield actor.rights.ordered(model)


def _is_about(model: type[Model], survivors: Set[UUID] | Listed) -> ColumnElement[bool]:
    return _leads_to(ties_of(_table(model)), lambda name: getattr(model, name), survivors)


def is_hidden(
    model: type[Model], values: Mapping[str, Any], actor: Actor, connection: Connection
) -> bool:
    """Say whether a row with these values is about somebody whom a conflict hides."""
    hidden = actor.rights.hidden
    ties = ties_of(_table(model)) if hidden else ()
    return any(_ends_at(values[name], parent, hidden, connection) for name, parent in ties)


def survivor_of(record: Model) -> UUID | None:
    """Return whom a record is about, by its own column or by the rows it hangs on."""
    for name, parent in ties_of(_table(type(record))):
        if found := _end_of(getattr(record, name), parent):
            return found
    return None


def _end_of(value: UUID | None, parent: Table | None) -> UUID | None:
    if value is None or parent is None:
        return value if value != NOBODY else None
    ties = ties_of(parent)
    wanted = select(*(parent.c[name] for name, _table in ties)).where(parent.c.id == value)
    with as_foundation():
        row = db.session.connection().execute(wanted).one_or_none()
    if row is None:
        return None
    ends = (_end_of(one, above) for one, (_name, above) in zip(row, ties, strict=True))
    return next(filter(None, ends), None)


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
    ties: tuple[Tie, ...], column_of: Callable[[str], Any], hidden: Set[UUID] | Listed
) -> ColumnElement[bool]:
    """Say so in SQL; a column that holds nothing leads nowhere."""
    ways = (
        and_(column_of(name).is_not(None), _is_hers(column_of(name), parent, hidden))
        for name, parent in ties
    )
    return or_(false(), *ways)


def _is_hers(column: Any, parent: Table | None, hidden: Set[UUID] | Listed) -> ColumnElement[bool]:
    if parent is None:
        return among(column, hidden)
    if isinstance(hidden, Listed):
        return hidden.has_row(column, parent)
    is_hers: ColumnElement[bool] = column.in_(ids_in(parent, hidden))
    return is_hers


def ids_in(table: Table, hidden: Set[UUID] | Listed) -> Select[Any]:
    """Select the rows of a table that are about one of these survivors."""
    theirs = table.alias()
    return part_of_a_wall(
        select(theirs.c.id).where(_leads_to(ties_of(table), lambda name: theirs.c[name], hidden))
    )


def _ends_at(
    value: UUID | None, parent: Table | None, hidden: Set[UUID], connection: Connection
) -> bool:
    if value is None or parent is None:
        return value in hidden
    wanted = ids_in(parent, hidden)
    with as_foundation():
        found = connection.execute(wanted.where(wanted.selected_columns.id == value))
    return found.first() is not None


def _table(model: type[Model]) -> Table:
    table: Table = model.__table__  # type: ignore[assignment]
    return table
