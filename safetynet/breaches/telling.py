"""What an agency does for its own people: the call, the letter, and whom else it tells."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from safetynet.access import Actor
from safetynet.breaches.models import (
    Affected,
    Breach,
    BreachCall,
    BreachLetter,
    BreachNotice,
    BreachPart,
)
from safetynet.breaches.queries import letters_of
from safetynet.breaches.states import How, NoticeTo, Outcome, WrongStateError
from safetynet.cases import Record
from safetynet.db import db
from safetynet.vault import Category
from safetynet.vault.compartments import NOBODY


class ListedError(Exception):
    """She is on the list already."""


class NoLetterError(Exception):
    """The agency has not written its letter yet, so none can have been sent."""


@dataclass(frozen=True, repr=False)
class Told:
    """Whom an agency told, as it was typed."""

    to: NoticeTo
    at: datetime
    told: str
    reference: str | None = None


def add_person(breach: Breach, part: BreachPart, record: Record, kinds: list[Category]) -> Affected:
    """Put somebody on the list of whom the ledger cannot know; raises ListedError."""
    listed = select(Affected.id).where(
        Affected.part_id == part.id, Affected.survivor_id == record.survivor_id
    )
    if db.session.scalar(listed) is not None:
        raise ListedError
    affected = Affected(
        breach_id=breach.id,
        part_id=part.id,
        office_id=part.office_id,
        agency_id=part.agency_id,
        is_covered=part.is_covered,
        survivor_id=record.survivor_id,
        number=record.number,
        categories=sorted(kinds),
        by_hand=True,
        first_at=breach.happened_at or breach.noticed_at,
        last_at=breach.noticed_at,
        visits=0,
        calls=0,
        is_unsafe=False,
    )
    db.session.add(affected)
    part.people += 1
    return affected


def call(affected: Affected, outcome: Outcome, at: datetime, text: str, actor: Actor) -> None:
    """Write down one attempt to speak with her before any letter."""
    affected.called(outcome, at)
    db.session.add(
        BreachCall(
            affected_id=affected.id,
            survivor_id=affected.survivor_id,
            owner_id=affected.agency_id,
            at=at,
            outcome=outcome,
            text=text or None,
            by_id=actor.id,
        )
    )


def send(
    breach: Breach, part: BreachPart, affected: Affected, how: How, actor: Actor, now: datetime
) -> None:
    """Say that her letter went out.

    Raises NotCalledError before the safety call, NoLetterError, WrongStateError before the
    privacy officer has decided.
    """
    if not breach.verdict:
        raise WrongStateError
    if not letters_of(part.id):
        raise NoLetterError
    affected.send(how, actor.id, now)
    part.first_letter_at = part.first_letter_at or now
    part.last_letter_at = now


def tell(part: BreachPart, told: Told, actor: Actor) -> None:
    """Register whom the agency told; the first time stops the clock."""
    if told.to is NoticeTo.GRANT_MANAGER:
        part.grant_told_at = part.grant_told_at or told.at
    if told.to is NoticeTo.ATTORNEY_GENERAL:
        part.attorney_told_at = part.attorney_told_at or told.at
    db.session.add(
        BreachNotice(
            part_id=part.id,
            survivor_id=NOBODY,
            owner_id=part.agency_id,
            to=told.to,
            at=told.at,
            told=told.told,
            reference=told.reference,
            by_id=actor.id,
        )
    )


def write_letter(part: BreachPart, language: str, happened: str, doing: str, contact: str) -> None:
    """Save what the letter says in one language."""
    letter = letters_of(part.id).get(language)
    if letter is None:
        letter = BreachLetter(
            part_id=part.id,
            language=language,
            survivor_id=NOBODY,
            owner_id=part.agency_id,
        )
        db.session.add(letter)
    letter.happened, letter.doing, letter.contact = happened, doing, contact
