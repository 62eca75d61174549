"""Deciding about a read that nothing explains, and signing off a month."""

from collections.abc import Iterable
from datetime import date

from safetynet.access import Actor
from safetynet.accessreviews.models import Disposition, DispositionNote, SignOff, Verdict
from safetynet.accessreviews.months import next_month
from safetynet.accessreviews.queries import sign_off_of
from safetynet.accessreviews.rule import Read
from safetynet.db import db
from safetynet.vault import NOBODY


class MonthNotOverError(Exception):
    """The month still runs; more reads may come."""


class UndecidedError(Exception):
    """A read that nothing explains waits for a decision."""


def decide(read: Read, by: Actor, verdict: Verdict, note: str) -> Disposition:
    """Write down what became of a read that nothing explained."""
    said = Disposition(
        agency_id=by.agency_id,
        reader_id=read.reader,
        about_id=read.survivor,
        day=read.day,
        verdict=verdict,
        decided_by_id=by.id,
    )
    db.session.add(said)
    db.session.flush()
    if note:
        words = DispositionNote(
            survivor_id=NOBODY, owner_id=by.agency_id, disposition_id=said.id, text=note
        )
        db.session.add(words)
    return said


def sign_off(month: date, by: Actor, verdicts: Iterable[Verdict | None], day: date) -> None:
    """Say that a month is reviewed; `verdicts` holds one for each read that nothing explained.

    Raises MonthNotOverError, or UndecidedError where a verdict is missing. Once is enough.
    """
    verdicts = list(verdicts)
    if day < next_month(month):
        raise MonthNotOverError
    if None in verdicts:
        raise UndecidedError
    if sign_off_of(month, by.agency_id) is None:
        signed = SignOff(
            agency_id=by.agency_id,
            month=month,
            signed_by_id=by.id,
            flagged=len(verdicts),
            reported=verdicts.count(Verdict.REPORTED),
        )
        db.session.add(signed)


def may_decide(read: Read, by: Actor) -> tuple[Verdict, ...]:
    """Return what this supervisor may say about a read; nobody excuses their own."""
    return (Verdict.REPORTED,) if read.reader == by.id else tuple(Verdict)
