"""Which columns of a row its digest covers, and the digest of a row that was just written."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, inspect, select

from safetynet.audit.entry import row_digest
from safetynet.db import Model, as_foundation

_CHECKED_ELSEWHERE = "mac"
"""A row's own MAC; it follows from the columns."""


@cache
def digested(model: type[Model]) -> dict[str, Any]:
    """Return the columns that a digest covers, by attribute; none where rows are not watched."""
    if not model.IS_WATCHED:
        return {}
    mapper = inspect(model)
    left_out = {_CHECKED_ELSEWHERE, *model.IN_PASSING}
    found = {a.key: mapper.columns[a.key] for a in mapper.column_attrs}
    return {key: column for key, column in found.items() if key not in left_out}


def digest_of(row: Model, connection: Connection) -> bytes | None:
    """Return the digest of a row as this flush leaves it; None where rows are not watched.

    What the session does not hold is read on the flush's own connection.
    """
    columns, held = digested(type(row)), inspect(row).dict
    if not columns:
        return None
    values = {key: held[key] for key in columns if key in held}
    if absent := [key for key in columns if key not in held]:
        wanted = select(*(columns[key] for key in absent)).where(columns["id"] == row.id)
        with as_foundation():
            values |= zip(absent, connection.execute(wanted).one(), strict=True)
    return row_digest(values)
