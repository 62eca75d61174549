"""Work that names a person as the one to do it, and so must not be left lying when she leaves.

Each room says so of its own rows. What names nobody is its agency's, and stays so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_

from safetynet.access import Permission
from safetynet.db import Model


@dataclass(frozen=True, eq=False)
class Work:
    """Rows of one kind that wait for one person."""

    word: Any
    """What a page calls them, of many."""
    model: type[Model]
    who: Any
    """The column that names the person."""
    is_open: ColumnElement[bool]
    needs: Permission
    """What a colleague must be allowed to do, to do it."""
    is_ones_own: bool = False
    """It is always somebody's; it cannot wait for whoever takes it."""

    def of(self, member_id: Any) -> ColumnElement[bool]:
        return and_(self.who == member_id, self.is_open)


_works: list[Work] = []


def waits_for_one_person(work: Work) -> Work:
    """Register work of a room's."""
    _works.append(work)
    return work


def works() -> Sequence[Work]:
    return _works
