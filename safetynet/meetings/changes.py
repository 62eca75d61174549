"""What happened around a case since its last review, told by the rooms below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from safetynet.cases import Case
from safetynet.db import db
from safetynet.meetings.models import Task
from safetynet.meetings.words import ENDING_WORDS

MOST = 20
"""Changes shown; what is more is on the case file."""


@dataclass(frozen=True)
class Change:
    """One thing that happened, without a sealed word in it."""

    at: datetime
    sentence: Any


def changes_since(case: Case, moment: datetime | None) -> Sequence[Change]:
    """Return what changed since a moment, or since the case was opened; the latest first."""
    found = sorted(_tasks(case, moment), key=lambda change: change.at, reverse=True)
    return found[:MOST]


def _tasks(case: Case, moment: datetime | None) -> list[Change]:
    wanted = select(Task).where(Task.case_id == case.id, Task.settled_at.is_not(None))
    if moment:
        wanted = wanted.where(Task.settled_at > moment)
    settled = db.session.scalars(wanted.options(joinedload(Task.agency)))
    return [
        Change(
            task.settled_at,
            _("Task of %(agency)s: %(ending)s", agency=task.agency.name, ending=_word(task)),
        )
        for task in settled
        if task.settled_at
    ]


def _word(task: Task) -> str:
    return str(ENDING_WORDS[task.ending]) if task.ending else ""
