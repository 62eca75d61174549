"""Reporting, deciding, looking into accounts, and closing: each once, each with its author."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from safetynet.access import Actor, job, walls_down
from safetynet.agencies import Agency, AgencyClass, coordinating_office
from safetynet.authentication.ending import end_all_of
from safetynet.breaches.affected import Seen, accounts_of, numbers_by_survivor, seen_in
from safetynet.breaches.models import Affected, Breach, BreachPart, BreachScope, BreachWords
from safetynet.breaches.queries import (
    deadlines_by_part,
    is_worked_on,
    next_reference,
    parts_of,
    scopes_of,
    untold_in,
)
from safetynet.breaches.states import Bound, Certainty, Kind, State, Step, WrongStateError
from safetynet.db import db
from safetynet.vault.compartments import NOBODY

PRIVATE = frozenset(
    {
        AgencyClass.VICTIM_SERVICES,
        AgencyClass.HEALTH,
        AgencyClass.SUBSTANCE_USE,
        AgencyClass.OTHER,
    }
)
"""Classes that are mostly nonprofits: Civil Code 1798.82 until somebody says otherwise."""


class WorkedOnError(Exception):
    """Somebody was called already: the list may grow, and not shrink."""


class StillOpenError(Exception):
    """Somebody is still to be told."""


@dataclass(frozen=True, repr=False)
class Report:
    """What somebody noticed, as it was typed."""

    kind: Kind
    certainty: Certainty
    noticed_at: datetime
    text: str
    happened_at: datetime | None = None
    about_id: UUID | None = None


def report(said: Report, agency: Agency, actor: Actor, now: datetime) -> Breach:
    """Write an incident down; a covered provider's clock for its grant begins with it."""
    office = coordinating_office() or agency
    breach = Breach(
        reference=next_reference(office.id, now),
        kind=said.kind,
        certainty=said.certainty,
        noticed_at=said.noticed_at,
        happened_at=said.happened_at,
        state=State.REPORTED,
        verdict=None,
        office_id=office.id,
        agency_id=agency.id,
        reported_by_id=actor.id,
        about_id=said.about_id,
        accounts=[],
        steps=0,
        unbelieved=0,
    )
    if said.about_id is not None:
        breach.look_into(said.about_id)
    db.session.add(breach)
    db.session.flush()
    _say(breach, Step.REPORTED, said.text, actor)
    if agency.is_covered:
        with walls_down("a covered provider's clock"):
            db.session.add(part_for(breach, agency))
    return breach


def part_for(breach: Breach, agency: Agency) -> BreachPart:
    """Return a new part, bound as its class mostly is, until the agency says otherwise."""
    return BreachPart(
        breach_id=breach.id,
        office_id=breach.office_id,
        agency_id=agency.id,
        is_covered=agency.is_covered,
        bound=Bound.BUSINESS if agency.kind in PRIVATE else Bound.PUBLIC,
        is_funded=agency.is_covered,
        people=0,
    )


def decide(breach: Breach, verdict: State, certainty: Certainty, text: str, actor: Actor) -> None:
    """Say whether it is a breach, and why; raises WrongStateError."""
    breach.move(verdict)
    breach.certainty = certainty
    note(breach, Step(verdict.value), text, actor)


def note(breach: Breach, kind: Step, text: str, actor: Actor) -> None:
    """Write down what was done; raises WrongStateError where it is closed."""
    if not breach.is_open and kind is not Step.CLOSED:
        raise WrongStateError
    breach.steps += 1
    _say(breach, kind, text, actor)


def add_agency(breach: Breach, agency: Agency) -> None:
    """Let an agency know, as where a paper is lost; once is enough."""
    if agency.id not in {part.agency_id for part in parts_of(breach.id)}:
        db.session.add(part_for(breach, agency))


def add_scope(breach: Breach, scope: BreachScope) -> None:
    """Look into one more account, or all of an agency's."""
    breach.look_into(*accounts_of(scope))
    breach.steps += 1
    db.session.add(scope)


def hand_over(breach: Breach, actor: Actor) -> None:
    """Say that it is about the person who runs it, who from now on does not (separation of duty).

    Behind the walls, because nobody writes what they may not run.
    """
    with walls_down("a breach handed over"):
        breach.look_into(actor.id)
        if breach.about_id is None:
            breach.about_id = actor.id
        breach.steps += 1
        db.session.flush()


def withdraw_scope(scope: BreachScope) -> None:
    """Take a scope back; raises WorkedOnError once anybody was called."""
    if is_worked_on(scope.breach_id):
        raise WorkedOnError
    db.session.delete(scope)


def narrow_scope(scope: BreachScope, sign_ins: list[str]) -> None:
    """Look at some sign-ins alone; raises WorkedOnError once anybody was called."""
    if is_worked_on(scope.breach_id):
        raise WorkedOnError
    scope.sign_ins = sorted(sign_ins)


def read_ledger(breach_id: UUID, actor: Actor, now: datetime) -> int:
    """Make the list what the ledger says, and return how many young people are on it.

    A job of its own: nobody opened anything, so it explains itself in no access review.
    """
    with job("whom a breach touches", actor_id=actor.id):
        breach = db.session.scalars(select(Breach).where(Breach.id == breach_id)).one()
        found = seen_in(breach, scopes_of(breach.id))
        parts = _parts_for(breach, {seen.agency_id for seen in found.seen})
        listed = _listed(breach)
        numbers = numbers_by_survivor(seen.survivor_id for seen in found.seen)
        for seen in found.seen:
            whose = seen.survivor_id, seen.agency_id
            row = listed.pop(whose, None) or _row(breach, parts[seen.agency_id], seen)
            _fill(row, seen, numbers.get(seen.survivor_id, ""))
            db.session.add(row)
        for row in listed.values():
            if not (row.by_hand or row.calls or row.letter_at):
                db.session.delete(row)
        db.session.flush()
        for part in parts.values():
            part.people = len([whose for whose in _listed(breach) if whose[1] == part.agency_id])
        breach.unbelieved, breach.listed_at = found.unbelieved, now
        return len({survivor for survivor, _agency in _listed(breach)})


def end_sign_ins(breach: Breach, text: str, actor: Actor) -> int:
    """Sign out every account that is looked into, everywhere; return how many sign-ins ended."""
    ended = end_all_of(*(UUID(one) for one in breach.accounts))
    note(breach, Step.SIGN_INS_ENDED, text, actor)
    return ended


def close(breach: Breach, lessons: str, actor: Actor) -> None:
    """End it with what was learned; raises StillOpenError, WrongStateError."""
    if breach.verdict and still_open(breach):
        raise StillOpenError
    breach.move(State.CLOSED)
    note(breach, Step.CLOSED, lessons, actor)


def still_open(breach: Breach) -> bool:
    """Say whether a young person or an authority is still to be told."""
    if untold_in(breach.id):
        return True
    due = deadlines_by_part(breach, parts_of(breach.id)).values()
    return any(one.done_at is None for of_part in due for one in of_part)


def _parts_for(breach: Breach, agencies: set[UUID]) -> dict[UUID, BreachPart]:
    """Return the parts by agency, with a new one for each agency that had none."""
    parts = {part.agency_id: part for part in parts_of(breach.id)}
    for agency in db.session.scalars(select(Agency).where(Agency.id.in_(agencies - parts.keys()))):
        parts[agency.id] = part_for(breach, agency)
    db.session.add_all(parts.values())
    db.session.flush()
    return parts


def _listed(breach: Breach) -> dict[tuple[UUID, UUID], Affected]:
    found = db.session.scalars(select(Affected).where(Affected.breach_id == breach.id))
    return {(row.survivor_id, row.agency_id): row for row in found}


def _row(breach: Breach, part: BreachPart, seen: Seen) -> Affected:
    return Affected(
        breach_id=breach.id,
        part_id=part.id,
        office_id=breach.office_id,
        agency_id=part.agency_id,
        is_covered=part.is_covered,
        survivor_id=seen.survivor_id,
        calls=0,
        is_unsafe=False,
    )


def _fill(row: Affected, seen: Seen, number: str) -> None:
    row.number, row.by_hand = number, False
    row.categories = sorted(seen.categories)
    row.first_at, row.last_at, row.visits = seen.first_at, seen.last_at, seen.visits


def _say(breach: Breach, kind: Step, text: str, actor: Actor) -> None:
    db.session.add(
        BreachWords(
            breach_id=breach.id,
            survivor_id=NOBODY,
            owner_id=breach.office_id,
            kind=kind,
            text=text,
            by_id=actor.id,
        )
    )
