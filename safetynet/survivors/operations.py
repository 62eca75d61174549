"""Bringing somebody into the system, and writing down who she is."""

from uuid import UUID

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
