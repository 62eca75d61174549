"""What happened around a case since its last review, told by the rooms below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from safetynet.cases import Case
from safetynet.db import db
from safetynet.events import EVENT_WORDS, events_of
from safetynet.linkages import STATUS_WORDS, linkages_of
from safetynet.meetings.models import Task
from safetynet.meetings.words import ENDING_WORDS
from safetynet.plans import Step, StepStatus
from safetynet.plans.words import STEP_WORDS

MOST = 12
"""Changes shown; what is more is on the case file."""
_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Change:
    """One thing that happened, without a sealed word in it."""

    at: datetime
    sentence: Any
    endpoint: str
    """Where more of it is found; takes the case."""


def changes_since(case: Case, moment: datetime | None) -> Sequence[Change]:
    """Return what changed since a moment, or since the case was opened; the latest first."""
    found = [*_tasks(case), *_linkages(case), *_steps(case), *_events(case)]
    news = [change for change in found if change.at > (moment or _EVER)]
    return sorted(news, key=lambda change: change.at, reverse=True)[:MOST]


def _tasks(case: Case) -> Iterator[Change]:
    wanted = select(Task).where(Task.case_id == case.id, Task.ending.is_not(None)).order_by(Task.id)
    for task in db.session.scalars(wanted.options(joinedload(Task.agency))):
        if task.settled_at and task.ending:
            ending = ENDING_WORDS[task.ending]
            sentence = _("Task of %(agency)s: %(end)s", agency=task.agency.name, end=ending)
            yield Change(task.settled_at, sentence, "casefile.show")


def _linkages(case: Case) -> Iterator[Change]:
    for linkage in linkages_of(case):
        sentence = f"{linkage.service.name}: {STATUS_WORDS[linkage.status]}"
        yield Change(linkage.status_at, sentence, "casefile.show")


def _steps(case: Case) -> Iterator[Change]:
    wanted = select(Step).where(Step.case_id == case.id, Step.status != StepStatus.OPEN)
    # Steps of one moment must not change places from one look to the next.
    rows = db.session.scalars(wanted.options(joinedload(Step.owner_agency)).order_by(Step.id))
    for step in rows:
        owner, status = step.owner_agency.name, STEP_WORDS[step.status]
        sentence = _("A step of the plan by %(agency)s: %(status)s", agency=owner, status=status)
        yield Change(step.status_at, sentence, "casefile.show")


def _events(case: Case) -> Iterator[Change]:
    for event in events_of(case.id, size=MOST):
        yield Change(event.created_at, EVENT_WORDS[event.kind], "events.index")
