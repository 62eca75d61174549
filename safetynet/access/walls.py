"""The walls: every SELECT behind the door is narrowed, every write is checked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from flask import Flask
from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Connection,
    TableClause,
    event,
)
from sqlalchemy.orm import Load, LoaderCriteriaOption, Mapper, ORMExecuteState, Session
from sqlalchemy.orm import with_loader_criteria as narrowed
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.elements import AsBoolean, True_
from sqlalchemy.sql.selectable import AliasedReturnsRows

from safetynet.access.actor import Actor, admitted
from safetynet.access.hidden import is_hidden, wall_of
from safetynet.access.policy import NotYoursToWriteError, Values, policy_of
from safetynet.access.proof import WALL, Proving, prove_with
from safetynet.access.spoken import tell
from safetynet.audit import visit_now, who
from safetynet.db import (
    Model,
    UnauditedChangeError,
    WallBypassedError,
    after_and_before,
    as_it_is,
    db,
    is_foundation,
    keep_plans,
    reads_no_secured_row,
)

CAME_IN = "came into the session"


class NobodyAsksError(Exception):
    """A read outside the door that names no job."""


@event.listens_for(db.session, "do_orm_execute")
def keep_to_what_is_seen(state: ORMExecuteState) -> None:
    """Narrow every SELECT made behind the door, so that no list or count can reach further."""
    visit = visit_now()
    if visit is None:
        raise NobodyAsksError
    if visit.walls_are_down:
        return
    if (actor := admitted.get()) is None:
        raise NobodyAsksError
    if not (state.is_select and state.is_orm_statement):
        raise WallBypassedError
    if state.is_column_load and state.bind_mapper:
        # An expired row is read again; loader criteria do not apply there, a plain WHERE does.
        wall = wall_of(state.bind_mapper.class_, actor)
        state.statement = state.statement.where(wall._annotate({WALL: True}))  # type: ignore[attr-defined]
        return
    state.statement = state.statement.options(*_walls(actor, state.statement))


def refuse_what_has_no_wall(
    _connection: Any, _cursor: Any, _sql: str, _values: Any, context: Any, _many: bool
) -> None:
    """Look at the finished SQL once more, before it goes to the database."""
    compiled, visit = context.compiled, visit_now()
    if visit is None or is_foundation() or not isinstance(compiled, Proving):
        return
    if compiled.is_raw:
        raise WallBypassedError
    if visit.walls_are_down or not compiled.without_wall:
        return
    if (actor := admitted.get()) is None:
        raise NobodyAsksError
    for table in compiled.without_wall:
        model = _models_by_table().get(table)
        if model is None or not _hides_nothing(wall_of(model, actor)):
            raise WallBypassedError(f"{table} is read without its wall; use select_from()")


def refuse_changes_aside(
    _connection: Any, _cursor: Any, _sql: str, _values: Any, context: Any, _many: bool
) -> None:
    """Refuse a statement whose common table changes rows, which no ledger would know; the ledger
    itself adds an entry so."""
    compiled = context.compiled
    if (
        isinstance(compiled, Proving)
        and compiled.changes_aside
        and not reads_no_secured_row(context)
    ):
        raise UnauditedChangeError


def _hides_nothing(seen: ColumnElement[bool]) -> bool:
    """Say whether a wall is plain "true"; `or_(true(), …)` is, in a wrapping of its own."""
    return isinstance(seen, True_) or (
        isinstance(seen, AsBoolean)
        and isinstance(seen.element, True_)
        and seen.operator is operators.istrue
    )


def init_app(app: Flask) -> None:
    with app.app_context():
        for engine in db.engines.values():
            prove_with(engine)
            if engine.dialect.name == "postgresql":
                tell(engine)
                keep_plans(engine)
            for refuse in (refuse_what_has_no_wall, refuse_changes_aside):
                event.listen(engine, "before_cursor_execute", refuse)


def _walls(actor: Actor, statement: Any) -> list[LoaderCriteriaOption]:
    return [_wall(actor, model) for model in _models_in(statement)]


def _wall(actor: Actor, model: type[Model]) -> LoaderCriteriaOption:
    """Build each wall once per request: the same actor asks the same question many times."""
    if model not in actor.walls:
        actor.walls[model] = narrowed(model, wall_of(model, actor), include_aliases=True)
    wall: LoaderCriteriaOption = actor.walls[model]
    return wall


def _models_in(statement: Any) -> list[type[Model]]:
    """Find the models that a statement names anywhere, subqueries, joins and options included."""
    by_table = _models_by_table()
    named = {_table_of(element) for element in visitors.iterate(statement)}
    for option in statement._with_options:
        if isinstance(option, LoaderCriteriaOption):
            continue
        if not isinstance(option, Load):
            return list(by_table.values())
        named.update(_tables_loaded_by(option))
    return [model for table, model in by_table.items() if table in named]


def _tables_loaded_by(option: Load) -> Iterator[str]:
    """Name what an eager load brings in beside the tables that the statement shows."""
    for element in option.context:
        for step in element.path:  # type: ignore[attr-defined]
            if isinstance(step, Mapper):
                yield step.class_.__tablename__


def _table_of(element: Any) -> str | None:
    """Name the table that an element is, or is a column of, also of its alias."""
    if isinstance(element, ColumnClause):
        element = element.table
    if isinstance(element, AliasedReturnsRows):
        element = element.element
    return element.name if isinstance(element, TableClause) else None


def _models_by_table() -> dict[str, type[Model]]:
    return _models_among(len(Model.metadata.tables))


@cache
def _models_among(_tables: int) -> dict[str, type[Model]]:
    """List them anew when a table came: to count mappers, SQLAlchemy looks at each of them."""
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Model.registry.mappers}


@contextmanager
def walls_down(reason: str) -> Iterator[None]:
    """Ask beyond what the actor sees, for a named reason that goes on the ledger.

    For numbers and yes-or-no answers only: rows loaded inside are let go of at the end, so that
    later code cannot find them in the session.
    """
    visit = who()
    if visit.walls_are_down:
        yield
        return
    # What was written before goes to the database, and past the guard, with the walls still up.
    db.session.flush()
    visit.note_basis(f"walls down: {reason}")
    visit.walls_are_down = True
    try:
        with letting_go():
            yield
            db.session.flush()
    finally:
        visit.walls_are_down = False


@contextmanager
def letting_go() -> Iterator[None]:
    """Take out of the session, at the end of the block, whatever came into it inside."""
    session = db.session()
    came: list[object] = []
    before, session.info[CAME_IN] = session.info.get(CAME_IN), came
    try:
        yield
    finally:
        session.info[CAME_IN] = before
        for row in came:
            if row in session:
                session.expunge(row)


@event.listens_for(db.session, "loaded_as_persistent")
@event.listens_for(db.session, "pending_to_persistent")
def remember_what_came_in(session: Session, row: object) -> None:
    if (came := session.info.get(CAME_IN)) is not None:
        came.append(row)


@event.listens_for(Mapper, "before_insert")
def check_new(_mapper: Mapper[Any], connection: Connection, row: Model) -> None:
    _check(row, connection, policy_of(type(row)).writes, lambda: (as_it_is(row),))


@event.listens_for(Mapper, "before_update")
def check_changed(_mapper: Mapper[Any], connection: Connection, row: Model) -> None:
    _check(row, connection, policy_of(type(row)).writes, lambda: after_and_before(row, connection))


@event.listens_for(Mapper, "before_delete")
def check_gone(_mapper: Mapper[Any], connection: Connection, row: Model) -> None:
    _check(row, connection, policy_of(type(row)).removes, lambda: after_and_before(row, connection))


def _check(
    row: Model,
    connection: Connection,
    allows: Callable[[Actor, Values], bool],
    held: Callable[[], tuple[dict[str, Any], ...]],
) -> None:
    """Refuse a write into what the actor may not reach: the row as it is, and as it was."""
    if who().walls_are_down:
        return
    if (actor := admitted.get()) is None:
        raise NobodyAsksError
    as_and_was = held()
    is_out_of_reach = any(is_hidden(type(row), values, actor, connection) for values in as_and_was)
    if is_out_of_reach or not all(allows(actor, Values(values)) for values in as_and_was):
        raise NotYoursToWriteError(type(row).__name__)
