from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import or_, select

from safetynet import clock
from safetynet.access import Actor
from safetynet.agencies import bylines
from safetynet.cases import Case
from safetynet.db import db
from safetynet.events.episodes import EPISODE
from safetynet.events.missing import standing_of
from safetynet.events.models import Event, EventKind
from safetynet.events.words import DUTY_WORDS, EVENT_WORDS, OUTCOME_WORDS
from safetynet.notices import Waiting, who_waits

PAGE = 50
_ON_THE_PANEL = 8
_WAITS = timedelta(days=7)
_COURT = (EventKind.HEARING, EventKind.RELEASE_FROM_CUSTODY)


def events_of(case_id: UUID, page: int = 1, size: int = PAGE) -> Sequence[Event]:
    """Return one page of the visible events, latest first, and one more if there are older ones."""
    return db.session.scalars(
        select(Event)
        .where(Event.case_id == case_id)
        .order_by(Event.day.desc(), Event.created_at.desc())
        .offset((page - 1) * size)
        .limit(size + 1)
    ).all()


def on_the_case_file(case: Case) -> dict[str, Any]:
    """Return what the panel shows: whether she is missing, and the latest events."""
    latest_first = (Event.day.desc(), Event.created_at.desc())
    here = Event.case_id == case.id
    latest = select(Event.id).where(here).order_by(*latest_first).limit(_ON_THE_PANEL)
    every = db.session.scalars(
        select(Event)
        .where(here, or_(Event.kind.in_(EPISODE), Event.id.in_(latest)))
        .order_by(*latest_first)
    ).all()
    found = every[:_ON_THE_PANEL]
    return {
        "standing": standing_of(case.id, every),
        "duty_words": DUTY_WORDS,
        "events": found,
        "bylines": bylines(event.author_id for event in found),
        "kinds": EVENT_WORDS,
        "outcomes": OUTCOME_WORDS,
        "now": clock.now(),
        "today": clock.today(),
    }


@who_waits
def coming_up(actor: Actor, day: date) -> Iterable[Waiting]:
    """Tell an agency of the hearings and releases it logged itself for the next seven days."""
    wanted = (
        select(Event.case_id, Case.number, Event.kind, Event.day)
        .join(Case, Case.id == Event.case_id)
        .where(
            Event.owner_id == actor.agency_id,
            Event.kind.in_(_COURT),
            Event.day.between(day, day + _WAITS),
        )
        .order_by(Event.day)
        .limit(50)
    )
    for row in db.session.execute(wanted):
        yield Waiting(
            _("%(what)s – %(number)s", what=EVENT_WORDS[row.kind], number=row.number),
            "events.index",
            {"case": row.case_id},
            due=row.day,
            kind="events",
        )
