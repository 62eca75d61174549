"""Why events bring a case to the table.

Only events that the reader may see: an agenda must not tell more than the case file.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import func, or_, select

from safetynet import clock
from safetynet.cases import Asked, Case, CaseStatus, Reason, Rule, gives_reasons
from safetynet.db import db
from safetynet.events.episodes import EPISODE, still_missing
from safetynet.events.models import Event, EventKind, Outcome
from safetynet.survivors import ContactAttempt
from safetynet.survivors.models import AttemptOutcome

MISSING = Rule(
    "missing",
    _l("A young person has been missing for more than this many days; 0 is from the first day on."),
    weight=100,
    days=0,
    is_heavy=True,
)
CUSTODY = Rule(
    "custody",
    _l("A release from custody comes within this many days."),
    weight=70,
    days=14,
    is_heavy=True,
)
HEARING = Rule("hearing", _l("A court date comes within this many days."), weight=50, days=14)
NO_CONTACT = Rule(
    "no_contact",
    _l("Nobody has reached the young person for more than this many days."),
    weight=60,
    days=21,
)


@gives_reasons(MISSING)
def missing(asked: Asked) -> Iterable[Reason]:
    columns = (Event.case_id, Event.kind, Event.day, Event.at_time, Event.created_at)
    wanted = _of_open_cases(select(*columns)).where(Event.kind.in_(EPISODE))
    by_case: dict[UUID, list[Any]] = {}
    for row in db.session.execute(wanted):
        by_case.setdefault(row.case_id, []).append(row)
    for case_id, rows in by_case.items():
        if (since := still_missing(rows)) and _is_long_enough(since.day, asked):
            yield asked.because(case_id, _missing_for((asked.day - since.day).days))


def _is_long_enough(since: date, asked: Asked) -> bool:
    return not asked.days or (asked.day - since).days > asked.days


def _missing_for(days: int) -> str:
    if days <= 0:
        return str(_("missing since today"))
    return str(ngettext("missing %(num)d day", "missing %(num)d days", days))


@gives_reasons(HEARING)
def hearing_comes(asked: Asked) -> Iterable[Reason]:
    return _ahead(asked, EventKind.HEARING, _("hearing"))


@gives_reasons(CUSTODY)
def release_from_custody_comes(asked: Asked) -> Iterable[Reason]:
    return _ahead(asked, EventKind.RELEASE_FROM_CUSTODY, _("release from custody"))


def _ahead(asked: Asked, kind: EventKind, what: str) -> Iterable[Reason]:
    last = asked.day + timedelta(days=asked.days)
    wanted = (
        _of_open_cases(select(Event.case_id, Event.day))
        .where(Event.kind == kind, Event.day.between(asked.day, last))
        # A hearing that was taken off is not to come.
        .where(or_(Event.outcome.is_(None), Event.outcome != Outcome.TAKEN_OFF))
        .order_by(Event.day)
    )
    for row in db.session.execute(wanted):
        yield asked.because(row.case_id, _in_days(what, row.day, asked.day))


def _in_days(what: str, when: date, day: date) -> str:
    ahead = (when - day).days
    if not ahead:
        return str(_("%(what)s today", what=what))
    return str(ngettext("%(what)s in %(num)d day", "%(what)s in %(num)d days", ahead, what=what))


@gives_reasons(NO_CONTACT)
def no_contact(asked: Asked) -> Iterable[Reason]:
    last: dict[UUID, date] = {}
    for case_id, day in (*_logged_contacts(), *_reached_by_safe_contact()):
        last[case_id] = max(day, last.get(case_id, day))
    for case_id, day in last.items():
        if (gone := (asked.day - day).days) > asked.days:
            yield asked.because(case_id, _("no contact for %(days)d days", days=gone))


def _logged_contacts() -> Iterable[tuple[UUID, date]]:
    wanted = (
        _of_open_cases(select(Event.case_id, func.max(Event.day)))
        .where(Event.kind == EventKind.CONTACT_ATTEMPT, Event.outcome == Outcome.REACHED)
        .group_by(Event.case_id)
    )
    return [(case_id, day) for case_id, day in db.session.execute(wanted)]


def _reached_by_safe_contact() -> Iterable[tuple[UUID, date]]:
    wanted = (
        select(Case.id, func.max(ContactAttempt.ended_at))
        .join(ContactAttempt, ContactAttempt.survivor_id == Case.survivor_id)
        .where(Case.status != CaseStatus.CLOSED)
        .where(ContactAttempt.outcome == AttemptOutcome.REACHED)
        .group_by(Case.id)
    )
    found = db.session.execute(wanted)
    return [(case_id, clock.day_of(ended)) for case_id, ended in found if ended]


def _of_open_cases(wanted: Any) -> Any:
    return wanted.join(Case, Case.id == Event.case_id).where(Case.status != CaseStatus.CLOSED)
