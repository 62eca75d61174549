"""What a statement is made of, walked once for everybody who must look at it."""

from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any

from sqlalchemy.sql import visitors

_walked: ContextVar[tuple[Any, Sequence[Any]]] = ContextVar("walked", default=(None, ()))


def parts_of(statement: Any) -> Sequence[Any]:
    """Return a statement's elements, subqueries, joins and CTEs included.

    The ledger and the walls ask it of the same statement, one after the other; walking costs more
    than what either of them looks for.
    """
    walked, parts = _walked.get()
    if walked is not statement:
        parts = tuple(visitors.iterate(statement))
        _walked.set((statement, parts))
    return parts
