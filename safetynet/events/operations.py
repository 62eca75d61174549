"""Logging what happened."""

from datetime import date
from typing import Any

from safetynet.access import Actor
from safetynet.cases import Case
from safetynet.db import db
from safetynet.events.models import CATEGORY_OF, Event, EventKind


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
