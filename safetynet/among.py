"""`column IN (thousands of values)`, as one bound value.

SQLAlchemy spells out every value of an IN: measured, 21,000 took 100 ms for each statement, and
SQLite refuses more than 32,766. Walls ask so in every statement, so they hand over one list.
"""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, Dialect, String, Uuid, bindparam
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


def among(column: Any, values: Iterable[bytes | UUID]) -> ColumnElement[bool]:
    """Say whether a column of ids, or of 16-byte digests, is one of the values."""
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
