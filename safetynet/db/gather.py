"""Rows of several tables in one statement, for pages that draw from many rooms."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from flask import current_app
from sqlalchemy import ColumnElement, Row, and_, false, literal, select, union_all

from safetynet.db.model import Model

M = TypeVar("M", bound=Model)
NOTHING = false()


class Gathered:
    """What one statement brought, by table; each list in the order in which rows were written."""

    def __init__(self, found: dict[type[Model], list[Any]], bare: list[Row[Any]]) -> None:
        self._found = found
        self.bare = bare
        """Rows of the bare columns, in no order."""

    def of(self, model: type[M]) -> list[M]:
        """Return the rows of one of the models asked for."""
        return list(self._found[model])


def gather(
    wanted: Mapping[type[Model], ColumnElement[bool]],
    bare: Sequence[Any] = (),
    where: ColumnElement[bool] = NOTHING,
) -> Gathered:
    """Select the rows of several models, each by its own criterion, in one statement.

    Every table is joined to its own line of a small list, so rows add up and do not multiply.
    Name the table with the most rows last. Walls narrow each model as in any other SELECT.
    `bare` are columns of one more model, its id first, of whose thousands of rows (those `where`)
    no objects are made.
    """
    models = list(wanted)
    count = len(models) + bool(bare)
    lines = union_all(*(select(literal(n).label("n")) for n in range(count))).subquery()
    asked: Any = select(*bare, *models).select_from(lines)
    for n, model in enumerate(models):
        asked = asked.outerjoin(model, and_(lines.c.n == n, wanted[model]))
    if bare:
        asked = asked.outerjoin(bare[0].class_, and_(lines.c.n == len(models), where))
    found: dict[type[Model], dict[Any, Any]] = {model: {} for model in models}
    rows: list[Row[Any]] = []
    for row in current_app.extensions["sqlalchemy"].session.execute(asked):
        if bare and row[0] is not None:
            rows.append(row)
            continue
        for model, entity in zip(models, row[len(bare) :], strict=True):
            if entity is not None:
                found[model][entity.id] = entity
    return Gathered(
        {m: sorted(rows.values(), key=lambda r: r.created_at) for m, rows in found.items()}, rows
    )
