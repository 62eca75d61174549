from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from safetynet.db import db
from safetynet.meetings.models import Ending, Meeting, Task, TaskUpdate, TaskWords

MOST = 200
"""Tasks on one page; an agency with more has other troubles."""


def _tasks(*where: ColumnElement[bool]) -> Sequence[Task]:
    return db.session.scalars(
        select(Task)
        .where(*where)
        .options(joinedload(Task.case), joinedload(Task.agency), joinedload(Task.taken_by))
        .order_by(Task.due_on, Task.created_at)
        .limit(MOST)
    ).all()


def open_tasks_of(case_id: UUID) -> Sequence[Task]:
    """Return the open tasks of a case, the most urgent first."""
    return _tasks(Task.case_id == case_id, Task.ending.is_(None))


def ended_since(case_id: UUID, moment: datetime) -> Sequence[Task]:
    """Return the tasks of a case that ended since then."""
    return _tasks(Task.case_id == case_id, Task.ending.is_not(None), Task.settled_at >= moment)


def open_tasks(agency_id: UUID | None = None, until: date | None = None) -> Sequence[Task]:
    """Return open tasks of one agency, or all that this viewer knows of; most urgent first.

    With `until`, those that are due by that day.
    """
    return _tasks(
        Task.ending.is_(None),
        *([Task.agency_id == agency_id] if agency_id else []),
        *([Task.due_on <= until] if until else []),
    )


def settled_by(member_id: UUID, since: datetime) -> Sequence[Task]:
    """Return what one person said of tasks since a moment; it can still be taken back."""
    return _tasks(Task.settled_by_id == member_id, Task.settled_at >= since)


def incomplete_before(meeting: Meeting) -> Sequence[Task]:
    """Return what earlier meetings left: still open, or ended otherwise than done since then."""
    before = (
        select(Meeting.starts_at)
        .where(Meeting.starts_at < meeting.starts_at)
        .order_by(Meeting.starts_at.desc())
        .limit(1)
    )
    since = db.session.scalar(before) or meeting.starts_at
    return _tasks(
        Task.meeting_id.in_(select(Meeting.id).where(Meeting.starts_at < meeting.starts_at)),
        or_(
            Task.ending.is_(None),
            Task.settled_at >= meeting.starts_at,
            and_(Task.ending != Ending.DONE, Task.settled_at >= since),
        ),
    )


def words_of(tasks: Iterable[Task]) -> dict[UUID, TaskWords]:
    """Return what is to be done, by task; absent where only the shell is shared."""
    ids = [task.id for task in tasks]
    found = db.session.scalars(select(TaskWords).where(TaskWords.task_id.in_(ids)))
    return {words.task_id: words for words in found}


def updates_of(tasks: Iterable[Task]) -> dict[UUID, list[TaskUpdate]]:
    ids = [task.id for task in tasks]
    found: dict[UUID, list[TaskUpdate]] = {}
    wanted = select(TaskUpdate).where(TaskUpdate.task_id.in_(ids)).order_by(TaskUpdate.created_at)
    for update in db.session.scalars(wanted):
        found.setdefault(update.task_id, []).append(update)
    return found


def overdue_counts(day: date) -> dict[UUID, int]:
    """Return how many open tasks are past their day, by case."""
    counts: dict[UUID, int] = {}
    late = select(Task.case_id).where(Task.ending.is_(None), Task.due_on < day)
    for case_id in db.session.scalars(late):
        counts[case_id] = counts.get(case_id, 0) + 1
    return counts
