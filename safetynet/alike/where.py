"""By which number somebody is known to a viewer, and where her record opens."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from safetynet.among import among
from safetynet.cases import Case
from safetynet.db import db


@dataclass(frozen=True)
class Where:
    """A number with the address of its page."""

    number: str
    endpoint: str
    arguments: Mapping[str, Any]


Finder = Callable[[Collection[UUID]], Mapping[UUID, Where]]
_finders: list[Finder] = []


def known_by(finder: Finder) -> Finder:
    """Let a room above say by what number it knows somebody; usable as a decorator."""
    _finders.append(finder)
    return finder


def where_are(survivors: Collection[UUID]) -> dict[UUID, Where]:
    """Return where each is found, by her latest visible case before anything else."""
    found: dict[UUID, Where] = {}
    if survivors:
        for finder in _finders:
            found |= finder(survivors)
        found |= _cases(survivors)
    return found


def _cases(survivors: Collection[UUID]) -> dict[UUID, Where]:
    wanted = select(Case.survivor_id, Case.id, Case.number).where(
        among(Case.survivor_id, survivors)
    )
    rows = db.session.execute(wanted.order_by(Case.ordinal))
    return {row.survivor_id: Where(row.number, "casefile.show", {"case": row.id}) for row in rows}
