"""Whether anything was written under an agenda item: then it stays on its agenda."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select

from safetynet.access import walls_down
from safetynet.db import Model, db
from safetynet.meetings.models import AgendaItem


def what_hangs_on(item_ids: Iterable[UUID]) -> set[UUID]:
    """Return those of these items that rows of any table name; it says nothing of what they are."""
    ids = list(item_ids)
    if not ids:
        return set()
    with walls_down("whether anything hangs on an agenda item"):
        return {
            held
            for column in _columns_that_name_items()
            for held in db.session.scalars(select(column).where(column.in_(ids)).distinct())
        }


def _columns_that_name_items() -> list[Any]:
    items = AgendaItem.__table__
    return [
        getattr(mapper.class_, mapper.get_property_by_column(column).key)
        for mapper in Model.registry.mappers
        for column in mapper.local_table.columns
        if any(key.column.table is items for key in column.foreign_keys)
    ]
