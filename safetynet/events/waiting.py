"""What burns for whoever may know it: nobody was told yet, or nobody asked since she is back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from safetynet.access import Actor, Permission
from safetynet.cases import Case, CaseStatus
from safetynet.db import db
from safetynet.events.clocks import Duty, clocks_as_set
from safetynet.events.episodes import EPISODE, Episode, episodes_of
from safetynet.events.missing import BURNS_FOR, Deadline, deadlines_of
from safetynet.events.models import DutyDone, Event
from safetynet.notices import Waiting, who_waits

MOST = 50


@dataclass(frozen=True)
class _Owed:
    case_id: UUID
    number: str
    episode: Episode
    deadline: Deadline


@who_waits
def burning(actor: Actor, day: date) -> Iterable[Waiting]:
    """Tell everybody who may do something about it; what her own agency reported comes first."""
    if not actor.is_granted(Permission.EVENT_WRITE):
        return []
    owed = sorted(_owed(day), key=lambda each: each.deadline.due)
    return [_waiting(actor, each) for each in owed[:MOST]]


def _owed(day: date) -> Iterator[_Owed]:
    numbers, last = last_episodes(day)
    if not last:
        return
    done = db.session.scalars(select(DutyDone).where(DutyDone.case_id.in_(last))).all()
    clocks = clocks_as_set()
    for case_id, episode in last.items():
        for deadline in deadlines_of(episode, done, clocks):
            if deadline.is_owed:
                yield _Owed(case_id, numbers[case_id], episode, deadline)


def last_episodes(day: date) -> tuple[dict[UUID, str], dict[UUID, Episode]]:
    """Return the numbers of open cases, and the last episode of each that may still burn."""
    numbers: dict[UUID, str] = {}
    by_case: dict[UUID, list[Event]] = {}
    wanted = (
        select(Event, Case.number)
        .join(Case, Case.id == Event.case_id)
        .where(Event.kind.in_(EPISODE), Case.status != CaseStatus.CLOSED)
    )
    for event, number in db.session.execute(wanted):
        numbers[event.case_id] = number
        by_case.setdefault(event.case_id, []).append(event)
    last = {case_id: found[-1] for case_id, rows in by_case.items() if (found := episodes_of(rows))}
    return numbers, {
        case_id: episode
        for case_id, episode in last.items()
        if not episode.is_over or day - episode.back.day <= BURNS_FOR
    }


def _waiting(actor: Actor, owed: _Owed) -> Waiting:
    is_ours = any(report.owner_id == actor.agency_id for report in owed.episode.reports)
    return Waiting(
        _sentence(owed.deadline.kind, owed.number),
        "events.missing",
        {"case": owed.case_id},
        due=owed.deadline.day,
        by=owed.deadline.due if owed.deadline.is_in_hours else None,
        kind="missing",
        after=0 if is_ours else 1,
    )


def _sentence(kind: Duty, number: str) -> str:
    said = {
        Duty.POLICE: _("%(number)s is missing: tell law enforcement", number=number),
        Duty.NCMEC: _("%(number)s is missing: tell the National Center", number=number),
        Duty.INTERVIEW: _("%(number)s is back: ask what happened", number=number),
        Duty.RESCREEN: _("%(number)s is back: screen again", number=number),
    }
    return str(said[kind])
