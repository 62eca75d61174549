"""Bringing somebody into the system, and writing down who she is."""

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, admitted, walls_down
from safetynet.db import Owned, db
from safetynet.drafts.operations import drop_all_at
from safetynet.survivors.models import (
    AttemptOutcome,
    ContactAttempt,
    SafeContact,
    StillSafe,
    Survivor,
)
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


def begin_attempt(contact: SafeContact, by: Actor, said: StillSafe) -> ContactAttempt:
    """Write down what somebody was told to “still safe?” before the number opens for her."""
    reach_again(contact.survivor_id)
    attempt = ContactAttempt(
        survivor_id=contact.survivor_id,
        owner_id=by.agency_id,
        contact_id=contact.id,
        author_id=by.id,
        still_safe=said,
    )
    db.session.add(attempt)
    if said is StillSafe.NO:
        end_attempt(attempt, contact, by, AttemptOutcome.NOT_SAFE)
    elif said is StillSafe.YOUTH and contact.owner_id == by.agency_id:
        confirm(contact, clock.today())
    return attempt


def end_attempt(
    attempt: ContactAttempt,
    contact: SafeContact | None,
    by: Actor,
    outcome: AttemptOutcome,
    text: str | None = None,
) -> None:
    """Write down what came of it; a contact that is not safe is closed to everybody at once."""
    reach_again(attempt.survivor_id)
    attempt.outcome, attempt.text, attempt.ended_at = outcome, text, clock.now()
    if contact is None:
        return
    if outcome is AttemptOutcome.NOT_SAFE:
        close_contact(contact, by)
    elif outcome is AttemptOutcome.WRONG_PERSON:
        _mark(contact, by, confirmed_on=None)


def close_contact(contact: SafeContact, by: Actor) -> None:
    """Let nobody use it any more, and drop what was typed about it and not sent.

    Its own agency removes the number with it. Anybody else who may open it closes it too, behind
    the walls: a number that harms her must not wait for an office to open. What is sealed there
    stays the other agency's, closed, until that agency removes it.
    """
    if contact.owner_id == by.agency_id:
        contact.value = None
    _mark(contact, by, do_not_contact=True)
    drop_all_at(f"/safe-contacts/{contact.id}")


def remove_number(contact: SafeContact) -> None:
    """Destroy what another agency closed."""
    contact.value = None


def _mark(contact: SafeContact, by: Actor, **said: bool | date | None) -> None:
    """Change how safe a contact is said to be; another agency's behind the walls, on the ledger."""
    if contact.owner_id == by.agency_id:
        correct(contact, **said)
        return
    with walls_down("a contact that may harm her"):
        correct(contact, **said)
