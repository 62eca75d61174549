"""Which column of a sheet is what: one choice for every column that holds something."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

from wtforms import Form as AnyForm
from wtforms import SelectField

_PREFIX = "column_"
_NAMED = re.compile(rf"{_PREFIX}[0-9]{{1,3}}")
F = TypeVar("F", bound=AnyForm)


class Asked(NamedTuple):
    """A column to ask about: its place (0-based), what it is called, and what is suggested."""

    place: int
    name: str
    suggested: str
    offered: list[Any]


def is_of_a_column(name: str) -> bool:
    """Say whether an input is called as the choice of some column."""
    return _NAMED.fullmatch(name) is not None


class AsksColumns:
    """What a form made by `asking` can say of its choices."""

    def columns(self) -> list[Any]:
        return [field for field in self if field.name.startswith(_PREFIX)]  # type: ignore[attr-defined]

    def chosen(self) -> dict[int, str]:
        """Return which field each column fills, by its place; "" leaves it out."""
        return {int(field.name.removeprefix(_PREFIX)): field.data for field in self.columns()}


def asking(form: type[F], columns: Iterable[Asked]) -> type[F]:
    """Return a kind of this form that also asks about these columns."""
    members = {
        f"{_PREFIX}{column.place}": SelectField(
            column.name, choices=column.offered, default=column.suggested
        )
        for column in columns
    }
    return type(f"{form.__name__}OfSheet", (form,), members)
