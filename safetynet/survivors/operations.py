"""Bringing somebody into the system, and writing down who she is."""

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from safetynet.access import admitted
from safetynet.db import Owned, db
from safetynet.survivors.models import SafeContact, Survivor
from safetynet.survivors.queries import addresses_of

O = TypeVar("O", bound=Owned)  # noqa: E741


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


def write_down(table: type[O], /, survivor_id: UUID, owner_id: UUID, **said: Any) -> O:
    """Add a row about a survivor in an agency's own words; `said` are its columns."""
    row = table(survivor_id=survivor_id, owner_id=owner_id, **said)
    db.session.add(row)
    return row


def correct(row: Owned, /, **said: Any) -> None:
    """Say it again, rightly."""
    for column, value in said.items():
        setattr(row, column, value)


def strike(row: Owned) -> None:
    """Remove what should not have been written about this person."""
    db.session.delete(row)


def keep_safe_at_home(survivor_id: UUID, owner_id: UUID) -> None:
    """Remove the real addresses an agency wrote; the programme stands for them now (CR-21)."""
    for address in addresses_of(survivor_id):
        if address.owner_id == owner_id and not address.is_safe_at_home:
            db.session.delete(address)


def confirm(contact: SafeContact, day: date) -> None:
    """Note that the young person said it is still safe."""
    contact.confirmed_on = day
