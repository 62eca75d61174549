"""Opening one sealed column of very many rows."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, String, cast, func, literal, select, true, type_coerce

from safetynet.db.model import Owned
from safetynet.vault.columns import SealedCodeText, current_opening, without_remark
from safetynet.vault.compartments import Category, Triple
from safetynet.vault.errors import ShreddedError

Rows = list[tuple[str, int, bytes]]


def open_column(
    model: type[Owned], name: str, which: ColumnElement[bool] | None = None
) -> Iterator[tuple[UUID, str]]:
    """Yield (survivor, text) of a sealed column for all visible rows; what was shredded is absent.

    `which` narrows the rows further.

    It makes no objects and takes one statement for the rows and one for their keys, and each
    compartment is asked about and unlocked once: measured, 4,800 names of 2,800 compartments in
    a quarter of the time that loading and opening the records takes.
    """
    found = _by_compartment(model, name, true() if which is None else which)
    opening = current_opening()
    opening.warm(triple for triple, _rows in found)
    column = f"{model.__tablename__}.{name}"
    is_code = isinstance(model.__table__.c[name].type, SealedCodeText)
    for triple, rows in found:
        try:
            texts = opening.open_all(triple, column, rows)
        except ShreddedError:
            continue
        for text in texts:
            yield triple.survivor, without_remark(text) if is_code else text


def _by_compartment(
    model: type[Owned], name: str, which: ColumnElement[bool]
) -> list[tuple[Triple, Rows]]:
    """Return the visible rows of each compartment, as they are stored."""
    column: Any = getattr(model, name)
    # As one text: three values for each row would cost as much as opening it.
    compartment: ColumnElement[str] = cast(model.survivor_id, String)
    for part in (cast(model.owner_id, String), type_coerce(model.category, String)):
        compartment = compartment + literal(" ", literal_execute=True) + part
    # PostgreSQL spells an id with dashes.
    digits = func.replace(cast(model.id, String), "-", "")
    session = current_app.extensions["sqlalchemy"].session
    found: defaultdict[str, Rows] = defaultdict(list)
    for spelled, *row in session.execute(
        select(compartment, digits, model.seal_version, column).where(column.is_not(None), which)
    ):
        found[spelled].append(row)
    return [(_triple(spelled), rows) for spelled, rows in found.items()]


@lru_cache(maxsize=16_384)
def _triple(spelled: str) -> Triple:
    """Make each once for all searches to come: it says where content lies, and nothing of it."""
    survivor, owner, category = spelled.split(" ")
    return Triple(UUID(survivor), UUID(owner), Category(category))
