"""Opening one sealed column of very many rows."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from safetynet.db.model import Owned
from safetynet.vault.columns import current_opening
from safetynet.vault.compartments import Triple
from safetynet.vault.envelope import Place
from safetynet.vault.errors import ShreddedError


def open_column(model: type[Owned], name: str) -> Iterator[tuple[UUID, str]]:
    """Yield (survivor, text) of a sealed column for all visible rows; what was shredded is absent.

    It makes no objects and takes one statement for the rows and one for their keys: measured,
    5,000 rows in a third of the time that loading and opening the records takes.
    """
    column: Any = getattr(model, name)
    session = current_app.extensions["sqlalchemy"].session
    found = session.execute(
        select(
            model.id, model.survivor_id, model.owner_id, model.category, model.seal_version, column
        ).where(column.is_not(None))
    ).all()
    triples = {key: Triple(*key) for key in {row[1:4] for row in found}}
    opening = current_opening()
    opening.warm(triples.values())
    place = f"{model.__tablename__}.{name}"
    for identity, *key, seal_version, blob in found:
        try:
            triple = triples[tuple(key)]
            yield key[0], opening.open(triple, Place(place, identity, seal_version), blob)
        except ShreddedError:
            continue
