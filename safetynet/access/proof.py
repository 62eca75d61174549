"""Proof, read off the finished SQL, that every table in it stands behind its wall.

SQLAlchemy narrows the entities that it recognizes. It overlooks some (2.1: the second entity inside
one expression, and those named only in FILTER, OVER or ORDER BY), and a bare table is none. So each
SELECT is looked at once more when it is compiled; the finding is cached with it.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from sqlalchemy import Engine, Select, TableClause, UpdateBase
from sqlalchemy.sql import visitors
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import False_
from sqlalchemy.sql.selectable import AliasedReturnsRows, FromGrouping, Join

S = TypeVar("S", bound=Select[Any])

WALL = "for_loader_criteria"
"""SQLAlchemy's own mark on what loader criteria added."""

_HARMLESS = frozenset({"*", "1", "'%'"})
"""Literals that SQLAlchemy itself writes: count(*), EXISTS (SELECT 1 …), startswith()."""


class Proving(SQLCompiler):
    """A dialect's compiler that also notes what a finished statement gives away."""

    without_wall: frozenset[str] = frozenset()
    """Names of tables that some SELECT in this statement reads unnarrowed."""
    is_raw = False
    """Somebody's own SQL text is part of this statement."""
    changes_aside = False
    """A common table of this statement changes rows."""

    def _compose_select_body(self, text: str, select: Any, *rest: Any) -> str:
        # The one place where the final FROM and WHERE of each SELECT, inner ones too, are known.
        froms = rest[2]
        self.without_wall |= _without_wall(select, froms)
        composed: str = super()._compose_select_body(text, select, *rest)  # type: ignore[no-untyped-call]
        return composed

    def visit_cte(self, cte: Any, *rest: Any, **options: Any) -> str | None:
        self.changes_aside |= isinstance(cte.element, UpdateBase)
        said: str | None = super().visit_cte(cte, *rest, **options)
        return said

    def visit_textclause(self, textclause: Any, *rest: Any, **options: Any) -> str:
        self.is_raw = True
        return super().visit_textclause(textclause, *rest, **options)  # type: ignore[no-any-return, no-untyped-call]

    def visit_column(self, column: Any, *rest: Any, **options: Any) -> str:
        if column.is_literal and column.name not in _HARMLESS:
            self.is_raw = True
        return super().visit_column(column, *rest, **options)


def part_of_a_wall(select: S) -> S:
    """Mark a SELECT that a policy uses inside a wall, where it may read tables unnarrowed."""
    return select._annotate({WALL: True})


def prove_with(engine: Engine) -> None:
    """Let this engine's statements carry their proof."""
    compiler = engine.dialect.statement_compiler
    proving = type(f"Proving{compiler.__name__}", (Proving, compiler), {})
    engine.dialect.statement_compiler = proving


def _without_wall(select: Any, froms: Any) -> frozenset[str]:
    if WALL in select._annotations:
        # This SELECT is part of a wall, as its policy wrote it.
        return frozenset()
    read = [table for source in froms for table in _tables_in(source)]
    walls = [wall for condition in select._where_criteria for wall in _walls_in(condition)]
    if any(isinstance(wall, False_) for wall in walls):
        return frozenset()
    behind = {hash(table) for table in _looked_at(walls)}
    behind.update(hash(table) for source in froms for table in _behind_their_join(source))
    return frozenset(_name(table) for table in read if hash(table) not in behind)


def _tables_in(source: Any) -> Iterator[Any]:
    """Yield the tables, and aliases of tables, that a FROM element reads itself."""
    if isinstance(source, Join):
        yield from _tables_in(source.left)
        yield from _tables_in(source.right)
    elif isinstance(source, FromGrouping):
        yield from _tables_in(source.element)
    elif isinstance(source, TableClause) or (
        isinstance(source, AliasedReturnsRows) and isinstance(source.element, TableClause)
    ):
        yield source


def _behind_their_join(source: Any) -> Iterator[Any]:
    """Yield the tables whose wall stands in the ON of the join that brings them in."""
    if isinstance(source, FromGrouping):
        yield from _behind_their_join(source.element)
    if not isinstance(source, Join):
        return
    walls = list(_walls_in(source.onclause))
    if any(isinstance(wall, False_) for wall in walls):
        yield from _tables_in(source.right)
    yield from _looked_at(walls)
    yield from _behind_their_join(source.left)
    yield from _behind_their_join(source.right)


def _walls_in(condition: Any) -> Iterator[Any]:
    return (part for part in visitors.iterate(condition) if WALL in part._annotations)


def _looked_at(walls: Iterable[Any]) -> Iterator[Any]:
    """Yield the tables that walls ask about; their columns may have lost the mark.

    The parts of a wall mostly bear its mark as well, and are not gone through once more.
    """
    seen = dict[int, Any]()
    for wall in walls:
        if id(wall) in seen:
            continue
        for element in visitors.iterate(wall):
            seen[id(element)] = element
            if (table := getattr(element, "table", None)) is not None:
                yield table


def _name(table: Any) -> str:
    return str(getattr(table, "element", table).name)
