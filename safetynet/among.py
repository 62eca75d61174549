"""`column IN (thousands of values)`, as one bound value.

SQLAlchemy spells out every value of an IN: measured, 21,000 took 100 ms for each statement, and
SQLite refuses more than 32,766. Walls ask so in every statement, so they hand over one list.
"""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Dialect,
    FromClause,
    String,
    Uuid,
    and_,
    bindparam,
    func,
)
from sqlalchemy.dialects.postgresql import ARRAY, BYTEA
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

Value = bytes | UUID


class _List(TypeDecorator[Any]):
    """Many values in one: an array on PostgreSQL, JSON on SQLite, both spelled as columns are."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type) -> None:
        super().__init__()
        self.kind = kind

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name != "postgresql":
            return String()
        return ARRAY(BYTEA() if self.kind is bytes else Uuid())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if dialect.name != "postgresql":
            return json.dumps([_as_hex(one) for one in value])
        return list(value)


def _as_hex(value: Value) -> str:
    return value.hex().upper() if isinstance(value, bytes) else value.hex


class _Among(FunctionElement[bool]):
    type = Boolean()
    name = "among"
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:
        # SQLAlchemy would write `(…) = 1`, and SQLite then reads the whole table.
        return self


class Listed:
    """Values that the database works out itself, where a wall is spelled for it alone."""

    def __init__(self, name: str) -> None:
        self.name = name

    def has(self, column: Any) -> ColumnElement[bool]:
        """Say whether the values include the one in a column."""
        return self._asked(self.name, column)

    def has_row(self, column: Any, of: FromClause) -> ColumnElement[bool]:
        """Say whether the row of another table that a column names is about one of the values."""
        return self._asked(self.name_among(of), column)

    def name_among(self, other: Any) -> str:
        """Name the rows of another table that are about one of the values."""
        return f"{self.name}_{other.name}"

    def _asked(self, name: str, column: Any) -> ColumnElement[bool]:
        return and_(self.there_are_any, getattr(func, f"{name}_has")(column, type_=Boolean()))

    @property
    def there_are_any(self) -> ColumnElement[bool]:
        """Say so before any row is looked at: for nearly everybody there are none."""
        said: ColumnElement[bool] = getattr(func, f"{self.name}_any")(type_=Boolean())
        return said

    def __or__(self, _others: Iterable[Value]) -> "Listed":
        """Values in hand add nothing: who is spelled for has none."""
        return self

    def keys(self) -> "Listed":
        return self


def among(column: Any, values: Iterable[Value] | Listed) -> ColumnElement[bool]:
    """Say whether a column of ids, or of 16-byte digests, is one of the values."""
    if isinstance(values, Listed):
        return values.has(column)
    listed = bindparam(None, tuple(values), type_=_list_for(column), unique=True)
    return _Among(column, listed)


def among_those_given(column: Any, name: str) -> ColumnElement[bool]:
    """Say so of the values that come as the parameter `name`, in a statement built only once."""
    return _Among(column, bindparam(name, type_=_list_for(column)))


def _list_for(column: Any) -> _List:
    return _List(bytes if column.type.python_type is bytes else UUID)


@compiles(_Among)
def _in_json(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, values = element.clauses
    said, listed = (compiler.process(one, **options) for one in (column, values))
    is_bytes = isinstance(values.type, _List) and values.type.kind is bytes
    # Of the list, not of the column: an index of the column stays in use.
    value = "unhex(value)" if is_bytes else "value"
    # Both parts are what SQLAlchemy itself compiled; the values are bound.
    return f"({said} IN (SELECT {value} FROM json_each({listed})))"  # noqa: S608


@compiles(_Among, "postgresql")
def _in_array(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, values = element.clauses
    said, listed = (compiler.process(one, **options) for one in (column, values))
    return f"({said} = ANY ({listed}))"
