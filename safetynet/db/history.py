"""A row's column values as they are, and as they were before somebody changed them."""

from typing import Any

from sqlalchemy import Connection, inspect, select
from sqlalchemy.orm.base import NO_VALUE

from safetynet.db.model import Model
from safetynet.db.session import as_foundation


def as_it_is(row: Model) -> dict[str, Any]:
    """Return what the session holds of a row, by attribute; None for what it does not hold."""
    state = inspect(row)
    return {a.key: state.dict.get(a.key) for a in state.mapper.column_attrs}


def after_and_before(row: Model, connection: Connection) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a changed row's values as they will be and as they were; for use in a flush.

    What the session does not know, because a column was set before it was ever loaded, is read.
    """
    state = inspect(row)
    keys = [attribute.key for attribute in state.mapper.column_attrs]
    before = {key: state.committed_state.get(key, state.dict.get(key, NO_VALUE)) for key in keys}
    if NO_VALUE in before.values():
        table = state.mapper.local_table
        with as_foundation():
            found = connection.execute(select(table).where(table.c.id == row.id)).one()
        before = {key: found._mapping[state.mapper.columns[key]] for key in keys}
    return before | {key: state.dict[key] for key in keys if key in state.dict}, before
