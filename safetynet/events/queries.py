from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, or_, select

from safetynet import clock
from safetynet.access import Actor
from safetynet.agencies import bylines
from safetynet.cases import Case, CaseStatus, Reason, gives_reasons
from safetynet.db import db
from safetynet.events.models import Event, EventKind, Outcome
from safetynet.events.words import EVENT_WORDS, OUTCOME_WORDS
from safetynet.notices import Waiting, who_waits

PAGE = 50
_ON_THE_PANEL = 8
_NO_CONTACT_AFTER = 21
"""Days without contact after which a case belongs on the agenda."""
_COMES_UP = timedelta(days=14)
_WAITS = timedelta(days=7)
_EPISODE = (EventKind.MISSING, EventKind.RETURNED)
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


def missing_now(case_id: UUID) -> Event | None:
    """Return the report that she is missing, as far as the viewer knows; None when she is not."""
    return still_missing(
        db.session.scalars(
            select(Event).where(Event.case_id == case_id, Event.kind.in_(_EPISODE))
        ).all()
    )


def still_missing(found: Iterable[Event]) -> Event | None:
    """Return the last report of an episode, if nobody came back after it."""
    last = max((event for event in found if event.kind in _EPISODE), key=_when, default=None)
    return last if last and last.kind is EventKind.MISSING else None


def _when(event: Any) -> tuple[date, time, datetime]:
    """Order events. One without a time counts when it was logged, or else at the end of its day."""
    logged = clock.in_the_county(event.created_at)
    untimed = logged.time() if logged.date() == event.day else time.max
    return (event.day, event.at_time or untimed, event.created_at)


def on_the_case_file(case: Case) -> dict[str, Any]:
    """Return what the panel shows: whether she is missing, and the latest events."""
    latest_first = (Event.day.desc(), Event.created_at.desc())
    here = Event.case_id == case.id
    latest = select(Event.id).where(here).order_by(*latest_first).limit(_ON_THE_PANEL)
    every = db.session.scalars(
        select(Event)
        .where(here, or_(Event.kind.in_(_EPISODE), Event.id.in_(latest)))
        .order_by(*latest_first)
    ).all()
    found = every[:_ON_THE_PANEL]
    return {
        "missing": still_missing(every),
        "events": found,
        "bylines": bylines(event.author_id for event in found),
        "kinds": EVENT_WORDS,
        "outcomes": OUTCOME_WORDS,
        "now": clock.now(),
        "today": clock.today(),
    }


@gives_reasons
def reasons(day: date) -> Iterable[Reason]:
    """Say who is missing, due in court or released soon, or out of contact.

    Only from events that this viewer may see: an agenda must not tell more than the case file.
    """
    yield from _dated_reasons(day)
    last_contact = (
        select(Event.case_id, func.max(Event.day))
        .join(Case, Case.id == Event.case_id)
        .where(Case.status != CaseStatus.CLOSED)
        .where(Event.kind == EventKind.CONTACT_ATTEMPT, Event.outcome == Outcome.REACHED)
        .group_by(Event.case_id)
    )
    for case_id, last in db.session.execute(last_contact):
        if (gone := (day - last).days) > _NO_CONTACT_AFTER:
            yield Reason(case_id, _("no contact for %(days)d days", days=gone), 60)


def _dated_reasons(day: date) -> Iterable[Reason]:
    wanted = (
        select(Event.case_id, Event.kind, Event.day, Event.at_time, Event.created_at)
        .join(Case, Case.id == Event.case_id)
        .where(Case.status != CaseStatus.CLOSED)
        .where(
            or_(
                Event.kind.in_(_EPISODE),
                Event.kind.in_(_COURT) & Event.day.between(day, day + _COMES_UP),
            )
        )
    )
    latest: dict[UUID, Any] = {}
    for row in sorted(db.session.execute(wanted), key=_when):
        if row.kind in _EPISODE:
            latest[row.case_id] = row
        elif row.kind is EventKind.HEARING:
            yield Reason(row.case_id, _in_days(_("hearing"), row.day, day), 50)
        else:
            yield Reason(row.case_id, _in_days(_("release from custody"), row.day, day), 70)
    for row in latest.values():
        if row.kind is EventKind.MISSING:
            gone = (day - row.day).days
            words = ngettext("missing %(num)d day", "missing %(num)d days", gone)
            yield Reason(row.case_id, words if gone else _("missing since today"), 100)


def _in_days(what: str, when: date, day: date) -> str:
    ahead = (when - day).days
    if not ahead:
        return str(_("%(what)s today", what=what))
    return str(ngettext("%(what)s in %(num)d day", "%(what)s in %(num)d days", ahead, what=what))


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
