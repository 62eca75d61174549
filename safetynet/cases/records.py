"""A case by its number, as those know it who read no content: a plain value, never a row."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from safetynet.access import Actor, Role, walls_down
from safetynet.among import among
from safetynet.cases.models import Case
from safetynet.db import db


@dataclass(frozen=True)
class Record:
    """A case as the ledger's readers know it: by its number, without a name."""

    case_id: UUID
    survivor_id: UUID
    number: str


def record_with(number: str, actor: Actor) -> Record | None:
    """Return the record with this case number, if the reader may know of it.

    To a privacy officer no case exists, so the number is looked up behind the walls, and a plain
    value comes back: never a name, never a row. A conflict of interest holds there too.
    """
    wanted = select(Case.id, Case.survivor_id, Case.number).where(Case.number == number)
    if actor.role is Role.PRIVACY_OFFICER:
        with walls_down("ledger"):
            found = db.session.execute(
                wanted.where(~among(Case.survivor_id, actor.rights.hidden))
            ).one_or_none()
    else:
        found = db.session.execute(wanted).one_or_none()
    return Record(*found) if found else None
