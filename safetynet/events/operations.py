"""Logging what happened, and what was done about it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from safetynet import clock
from safetynet.access import Actor
from safetynet.cases import Case
from safetynet.db import db
from safetynet.events.models import (
    CATEGORY_OF,
    CATEGORY_OF_ACCOUNT,
    Account,
    DutyDone,
    Event,
    EventKind,
    ReturnAccount,
)


def log_event(case: Case, by: Actor, kind: EventKind, day: date, **known: Any) -> Event:
    """Log an event as content of the agency that knows it; `known` are its other columns."""
    event = Event(
        case_id=case.id,
        survivor_id=case.survivor_id,
        owner_id=by.agency_id,
        category=CATEGORY_OF[kind],
        author_id=by.id,
        kind=kind,
        day=day,
        **known,
    )
    db.session.add(event)
    return event


def write_duty(case: Case, by: Actor, event: Event, row: DutyDone | None, **said: Any) -> DutyDone:
    """Write down that something owed was done, or correct what this agency wrote before.

    `said` are `kind`, `done_at` and perhaps `report_number`.
    """
    row = row or DutyDone(
        case_id=case.id, survivor_id=case.survivor_id, owner_id=by.agency_id, event_id=event.id
    )
    row.author_id, row.recorded_at = by.id, clock.now()
    for column, value in said.items():
        setattr(row, column, value)
    db.session.add(row)
    return row


def keep_accounts(
    case: Case, by: Actor, event: Event, said: Mapping[Account, str], had: Iterable[ReturnAccount]
) -> None:
    """Keep what she answered, each answer under its own wall; an empty one takes it back."""
    mine = {row.kind: row for row in had if row.owner_id == by.agency_id}
    for kind, text in said.items():
        row = mine.get(kind)
        if not text:
            if row:
                db.session.delete(row)
            continue
        row = row or ReturnAccount(
            case_id=case.id,
            survivor_id=case.survivor_id,
            owner_id=by.agency_id,
            category=CATEGORY_OF_ACCOUNT[kind],
            event_id=event.id,
            kind=kind,
        )
        row.text, row.author_id = text, by.id
        db.session.add(row)
