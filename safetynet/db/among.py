"""`column IN (thousands of values)`, as one bound value.

SQLAlchemy spells out every value of an IN: measured, 21,000 took 100 ms for each statement, and
SQLite refuses more than 32,766. Walls ask so in every statement, so they hand over one list.
"""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, Dialect, String, Uuid, bindparam, cast
from sqlalchemy.dialects.postgresql import ARRAY, BYTEA
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

Value = bytes | UUID | tuple[UUID, UUID]


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
        return ARRAY({bytes: BYTEA, UUID: Uuid}.get(self.kind, String)())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if dialect.name != "postgresql":
            return json.dumps([_as_hex(one) for one in value])
        return [str(one[0]) + str(one[1]) if isinstance(one, tuple) else one for one in value]


def _as_hex(value: Value) -> str:
    if isinstance(value, bytes):
        return value.hex().upper()
    return value.hex if isinstance(value, UUID) else value[0].hex + value[1].hex


class _Among(FunctionElement[bool]):
    type = Boolean()
    name = "among"
    inherit_cache = True


def among(column: Any, values: Iterable[bytes | UUID]) -> ColumnElement[bool]:
    """Say whether a column of ids, or of 16-byte digests, is one of the values."""
    kind = bytes if column.type.python_type is bytes else UUID
    return _Among(column, _listed(values, kind))


def pair_among(one: Any, other: Any, pairs: Iterable[tuple[UUID, UUID]]) -> ColumnElement[bool]:
    """Say whether two columns of ids together are one of the pairs."""
    return _Among(cast(one, String).concat(cast(other, String)), _listed(pairs, tuple))


def _listed(values: Iterable[Any], kind: type) -> Any:
    return bindparam(None, tuple(values), type_=_List(kind), unique=True)


@compiles(_Among)
def _in_json(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, values = element.clauses
    said = compiler.process(column, **options)
    if isinstance(values.type, _List) and values.type.kind is bytes:
        said = f"hex({said})"
    listed = compiler.process(values, **options)
    # Both parts are what SQLAlchemy itself compiled; the values are bound.
    return f"({said} IN (SELECT value FROM json_each({listed})))"  # noqa: S608


@compiles(_Among, "postgresql")
def _in_array(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, values = element.clauses
    said, listed = (compiler.process(one, **options) for one in (column, values))
    return f"({said} = ANY ({listed}))"
