"""Many rows as one long text: cheap to read with every request, and any change to it shows.

What was verified under one wording stands for as long as the wording is the same to the letter.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, String, cast, func, literal, select

Asked = UUID | BindParameter[UUID]
"""Whose rows: an id, or the parameter that will hold it."""

AGENCIES_AT_ONCE = 64
"""How many agencies' grants a process remembers; a county has about a dozen."""


def spelled(columns: Sequence[Any], *where: ColumnElement[bool]) -> ColumnElement[Any]:
    """Return these columns of all rows that fit as one text, or NULL where none does."""
    first, *others = columns
    row: ColumnElement[str] = cast(first, String)
    for column in others:
        row = row + literal(" ", literal_execute=True) + cast(column, String)
    return select(func.aggregate_strings(row, ",")).where(*where).scalar_subquery()
