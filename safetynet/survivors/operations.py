"""Bringing somebody into the system, and writing down who she is."""

from uuid import UUID

from sqlalchemy import select

from safetynet.access import admitted
from safetynet.db import db
from safetynet.survivors.models import Survivor


def mint(agency_id: UUID) -> Survivor:
    """Give a young person an id of her own; the agency may write about her from now on."""
    survivor = Survivor(minted_by_id=agency_id)
    if actor := admitted.get():
        actor.minted.add(survivor.id)
    db.session.add(survivor)
    db.session.flush()
    return survivor


def mint_several(agency_id: UUID, count: int) -> list[Survivor]:
    """Do the same for many at once, in one statement: an import brings hundreds."""
    survivors = [Survivor(minted_by_id=agency_id) for _ in range(count)]
    if actor := admitted.get():
        actor.minted.update(survivor.id for survivor in survivors)
    db.session.add_all(survivors)
    db.session.flush()
    return survivors


def reach_again(survivor_id: UUID) -> None:
    """Let this request write about somebody whom its own agency brought, seat or no seat.

    Does nothing for anybody else's: the write guard then refuses.
    """
    actor = admitted.get()
    if actor is None:
        return
    mine = select(Survivor.id).where(
        Survivor.id == survivor_id, Survivor.minted_by_id == actor.agency_id
    )
    actor.minted.update(db.session.scalars(mine))
