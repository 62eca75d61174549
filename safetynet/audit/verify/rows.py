"""Rows as they stand against what the ledger last said of them."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Enum, String, select, type_coerce

from safetynet.audit.digest import digested
from safetynet.audit.entry import row_digest
from safetynet.audit.verify.bodies import UNKNOWN
from safetynet.audit.verify.memory import Memory
from safetynet.audit.verify.result import Verification
from safetynet.db import Model

_AT_ONCE = 500


def compare_rows(connection: Connection, memory: Memory, result: Verification) -> None:
    """Name every row that is not as the ledger last saw it, that it never saw, or that is gone."""
    models: list[type[Model]] = [mapper.class_ for mapper in Model.registry.mappers]
    for model in sorted(models, key=lambda model: model.__tablename__):
        name, columns = model.__tablename__, digested(model)
        try:
            if columns:
                _compare(connection, memory, result, name, columns)
        except (ValueError, LookupError, TypeError):
            result.find_row(name, None, "a row holds what SafetyNet never writes")


def _compare(
    connection: Connection,
    memory: Memory,
    result: Verification,
    name: str,
    columns: Mapping[str, Any],
) -> None:
    known = memory.known(name)
    said = next(known, None)
    for row, digest in _rows(connection, columns):
        result.rows += 1
        while said and said[0] < row:
            _gone(result, name, said)
            said = next(known, None)
        if said is None or said[0] != row:
            result.find_row(_named(name, row), None, "the ledger knows nothing of this row")
            continue
        if said[1] not in (digest, UNKNOWN):
            sentence = f"the row is not as entry {said[2]} left it"
            result.find_row(_named(name, row), said[2], sentence)
        said = next(known, None)
    while said:
        _gone(result, name, said)
        said = next(known, None)


def _gone(result: Verification, name: str, said: tuple[bytes, bytes, int]) -> None:
    row, digest, entry = said
    if digest != UNKNOWN:
        result.find_row(_named(name, row), entry, f"the row of entry {entry} is gone")


def _named(table: str, row: bytes) -> str:
    return f"{table} {UUID(bytes=row)}"


def _rows(connection: Connection, columns: Mapping[str, Any]) -> Iterator[tuple[bytes, bytes]]:
    """Yield (id, digest) of a table's rows in the order of their ids."""
    spelled = [_as_stored(column) for column in columns.values()]
    wanted = select(*spelled).order_by(columns["id"])
    found = connection.execute(wanted, execution_options={"yield_per": _AT_ONCE})
    for values in found:
        row = dict(zip(columns, values, strict=True))
        yield row["id"].bytes, row_digest(row)


def _as_stored(column: Any) -> ColumnElement[Any]:
    # An enum that is not among ours would stop the reading instead of being named.
    return type_coerce(column, String) if isinstance(column.type, Enum) else column
