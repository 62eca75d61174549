"""Registering, noting steps, and producing: each once, each with its author."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from safetynet.access import Actor
from safetynet.agencies import Agency
from safetynet.audit import Result, Touch, who
from safetynet.bundles import Scope, fingerprint_of
from safetynet.cases import Record
from safetynet.db import Owned, db
from safetynet.meetings.paper import new_serial
from safetynet.process.bundle import rows_leaving, too_much
from safetynet.process.models import (
    Basis,
    Kind,
    LegalProcess,
    ProcessStep,
    Production,
    Served,
    ServedPaper,
)
from safetynet.process.queries import is_newest, next_reference, paper_of, steps_of
from safetynet.process.states import LEADS_TO, State, Step, WrongStateError, steps_in
from safetynet.retention.operations import hold_for
from safetynet.vault.compartments import NOBODY

DISCLOSED_BY = "legal_process"
"""What the ledger's entry of a production calls its ground."""

_SURVIVOR = frozenset({Step.SURVIVOR_TOLD, Step.SURVIVOR_NOT_TOLD, Step.TELLING_FORBIDDEN})


@dataclass(frozen=True, repr=False)
class Paper:
    """What was served, as it was typed."""

    kind: Kind
    served: Served
    served_on: date
    due_on: date
    issuer: str
    person: str
    scope: str
    issuer_reference: str | None = None
    judge: str | None = None


class NotYetError(Exception):
    """The agency's counsel, or the young person, was not told; or nobody knows of whom it is."""


class NothingError(Exception):
    """Not a row would leave, so there is nothing that a second person could approve."""


class TooMuchError(Exception):
    """A kind of content may not go out on this basis."""


class ChangedError(Exception):
    """What was approved is no longer what is there."""


def register(paper: Paper, record: Record | None, actor: Actor, now: date) -> LegalProcess:
    """Write down what was served; with a case's number it is about that young person."""
    process = LegalProcess(
        agency_id=actor.agency_id,
        reference=next_reference(actor.agency_id, now.year),
        kind=paper.kind,
        served=paper.served,
        served_on=paper.served_on,
        due_on=paper.due_on,
        survivor_id=record.survivor_id if record else None,
        number=record.number if record else "",
        state=State.OPEN,
        steps=0,
        telling_is_forbidden=False,
        registered_by_id=actor.id,
    )
    db.session.add(process)
    db.session.flush()
    db.session.add(
        ServedPaper(
            process_id=process.id,
            survivor_id=record.survivor_id if record else NOBODY,
            owner_id=actor.agency_id,
            issuer=paper.issuer,
            issuer_reference=paper.issuer_reference,
            person=paper.person,
            scope=paper.scope,
            judge=paper.judge,
        )
    )
    return process


def hold(process: LegalProcess, record: Record, agency: Agency, actor: Actor) -> None:
    """Let nothing about her be destroyed; whoever may lift it learns the reference alone."""
    hold_for(record, f"{process.reference}, {agency.name}", actor)


def note(process: LegalProcess, kind: Step, day: date, text: str, actor: Actor) -> None:
    """Write a step down, and move the request where the step leads; raises WrongStateError."""
    is_wordless = paper_of(process.id) is None
    if kind not in steps_in(process.state, without_words=is_wordless):
        raise WrongStateError
    if (state := LEADS_TO.get(kind)) is not None:
        process.move(state)
    else:
        process.steps += 1
    if kind in {Step.TELLING_FORBIDDEN, Step.SURVIVOR_TOLD}:
        process.telling_is_forbidden = kind is Step.TELLING_FORBIDDEN
    db.session.add(
        ProcessStep(
            process_id=process.id,
            # Her own compartment takes no row any more once its key was destroyed.
            survivor_id=NOBODY if is_wordless else process.survivor_id or NOBODY,
            owner_id=process.agency_id,
            kind=kind,
            day=day,
            text=None if is_wordless else text or None,
            by_id=actor.id,
        )
    )


def still_to_do(process: LegalProcess, steps: Iterable[ProcessStep]) -> list[Step]:
    """Return what must be on record before anything can be prepared (CR-38)."""
    taken = {step.kind for step in steps}
    missing = [] if Step.COUNSEL_TOLD in taken else [Step.COUNSEL_TOLD]
    if process.kind is not Kind.OWN_REQUEST and not taken & _SURVIVOR:
        missing.append(Step.SURVIVOR_TOLD)
    return missing


def prepare(process: LegalProcess, scope: Scope, basis: Basis, actor: Actor) -> Production:
    """Say what is to go out, for a second person to approve.

    Raises NotYetError, TooMuchError, NothingError, WrongStateError.
    """
    if process.survivor_id is None or still_to_do(process, steps_of(process.id)):
        raise NotYetError
    if too_much(scope.categories, basis):
        raise TooMuchError
    rows = rows_leaving(scope)
    if not rows:
        raise NothingError
    process.move(State.PREPARED)
    production = Production(
        process_id=process.id,
        agency_id=process.agency_id,
        survivor_id=process.survivor_id,
        basis=basis,
        categories=sorted(scope.categories),
        since=scope.since,
        until=scope.until,
        rows=len(rows),
        fingerprint=fingerprint_of(rows),
        prepared_by_id=actor.id,
    )
    db.session.add(production)
    return production


def scope_of(production: Production) -> Scope:
    return Scope(
        production.agency_id,
        production.survivor_id,
        production.kinds,
        production.since,
        production.until,
    )


def decide(
    process: LegalProcess, production: Production, actor: Actor, now: datetime, *, approved: bool
) -> None:
    """Be the second person; raises WrongStateError when somebody decided before."""
    _check_still_asked(production)
    production.decide(actor.id, now, approved=approved)
    process.move(State.APPROVED if approved else State.OPEN)


def produce(process: LegalProcess, production: Production, actor: Actor, now: datetime) -> None:
    """Let it go out: from now on it is a disclosure, and the young person's accounting says so.

    Raises ChangedError where rows were added or edited since it was prepared; WrongStateError.
    """
    _check_still_asked(production)
    rows = approved_rows(production)
    production.hand_over(actor.id, now, new_serial())
    process.move(State.PRODUCED)
    db.session.flush()
    visit = who()
    visit.result = Result.DISCLOSED
    visit.note_basis(DISCLOSED_BY, process.id)
    visit.changed += [
        Touch(
            table=Production.__tablename__,
            row=production.id,
            survivor=production.survivor_id,
            owner=production.agency_id,
            category=kind,
            effect=Result.DISCLOSED,
        )
        for kind in sorted({row.category for row in rows})
    ]


def _check_still_asked(production: Production) -> None:
    """Raises WrongStateError where another choice was made since, as when a court narrowed it.

    And where what was served is destroyed: no paper could say what it answers.
    """
    if not is_newest(production) or paper_of(production.process_id) is None:
        raise WrongStateError


def approved_rows(production: Production) -> list[Owned]:
    """Return what was approved; raises ChangedError where it is not the same any more."""
    rows = rows_leaving(scope_of(production))
    if fingerprint_of(rows) != production.fingerprint:
        raise ChangedError
    return rows
