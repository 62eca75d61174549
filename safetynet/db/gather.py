"""Rows of several tables in one statement, for pages that draw from many rooms."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from flask import current_app
from sqlalchemy import ColumnElement, and_, case, literal, select, union_all

from safetynet.db.model import Model

M = TypeVar("M", bound=Model)


class Gathered:
    """What one statement brought, by table; each list in the order in which rows were written.

    Rows of one moment stand in the order of their ids: a database gives them as it likes.
    """

    def __init__(self, found: dict[type[Model], list[Any]], also: Sequence[Any]) -> None:
        self._found = found
        self.also = tuple(also)
        """The values that were asked for beside the rows."""

    def of(self, model: type[M]) -> list[M]:
        """Return the rows of one of the models asked for."""
        return list(self._found[model])


class Gathering:
    """A statement that gathers, made once where its making costs more than its running.

    What differs from one time to the next is a `bindparam` in it.
    """

    def __init__(
        self,
        wanted: Mapping[type[Model], ColumnElement[bool]],
        also: Sequence[ColumnElement[Any]] = (),
    ) -> None:
        """Take what `gather` takes."""
        self._models = list(wanted)
        line_of_values = len(self._models)
        numbers = range(line_of_values + 1)
        lines = union_all(*(select(literal(n).label("n")) for n in numbers)).subquery()
        values_once = (case((lines.c.n == line_of_values, value)) for value in also)
        asked: Any = select(lines.c.n, *self._models, *values_once).select_from(lines)
        for n, model in enumerate(self._models):
            asked = asked.outerjoin(model, and_(lines.c.n == n, wanted[model]))
        self._asked = asked

    def now(self, **values: Any) -> Gathered:
        """Run it; `values` are those of its parameters."""
        models = self._models
        also: Sequence[Any] = ()
        found: dict[type[Model], dict[Any, Any]] = {model: {} for model in models}
        session = current_app.extensions["sqlalchemy"].session
        for line, *row in session.execute(self._asked, values):
            if line == len(models):
                also = row[len(models) :]
            for model, entity in zip(models, row, strict=False):
                if entity is not None:
                    found[model][entity.id] = entity
        return Gathered(
            {
                m: sorted(rows.values(), key=lambda r: (r.created_at, r.id))
                for m, rows in found.items()
            },
            also,
        )


def gather(
    wanted: Mapping[type[Model], ColumnElement[bool]], also: Sequence[ColumnElement[Any]] = ()
) -> Gathered:
    """Select the rows of several models, each by its own criterion, in one statement.

    `also` are scalar subqueries whose values are wanted with them.

    Every table is joined to its own line of a small list, so rows add up and do not multiply;
    the values have a line of their own, since a long one repeated in every row costs more than
    all the rows. Name the table with the most rows last. Walls narrow each model as elsewhere.
    """
    return Gathering(wanted, also).now()
