"""Calling open tasks to mind: whoever took one, then the agency's lead, then the steering sheet.

Looked for before mail leaves. That a task came up a rung and the mail about it are one transaction:
a run that is killed leaves neither, and one that runs twice finds nothing left to do.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, false, or_, select

from safetynet import clock
from safetynet.access import Permission, Role, job
from safetynet.agencies import Member, tell_those_who
from safetynet.db import db
from safetynet.meetings.ladder import ladder, rung_on
from safetynet.meetings.models import AimOf, Rung, Task
from safetynet.meetings.queries.aims import aims
from safetynet.notices import Kind, looks_for_news, tell

AT_ONCE = 100
"""Tasks in one transaction."""


@looks_for_news
def remind_of_tasks() -> None:
    """Bring every open task up the ladder as far as it is due, each rung once."""
    day = clock.today()
    while _remind_some(day) == AT_ONCE:
        pass


def _remind_some(day: date) -> int:
    with job("tasks: remind"):
        set_ = aims()
        rungs = ladder(set_[AimOf.LEAD_AFTER], set_[AimOf.STEERING_AFTER])
        due = list(
            db.session.scalars(
                select(Task)
                .where(Task.ending.is_(None), _waits_for_a_rung(day, rungs))
                .order_by(Task.due_on, Task.id)
                .limit(AT_ONCE)
                # Another run has them, and will tell.
                .with_for_update(skip_locked=True)
            )
        )
        for task in due:
            if rung := rung_on(day, task.due_on, rungs):
                task.climb(rung)
                _tell(task, rung)
    return len(due)


def _waits_for_a_rung(day: date, rungs: Mapping[Rung, timedelta]) -> ColumnElement[bool]:
    """Narrow to tasks that have reached a rung which nobody told of yet."""
    order = list(Rung)
    return or_(
        false(),
        *(
            and_(
                Task.due_on <= day - after,
                or_(Task.rung.is_(None), Task.rung.in_(order[: order.index(rung)])),
            )
            for rung, after in rungs.items()
        ),
    )


def _tell(task: Task, rung: Rung) -> None:
    if rung is Rung.STEERING:
        return
    if rung is Rung.LEAD:
        _tell_the_lead(task)
        return
    taker = _taker(task)
    if taker:
        tell(Kind.WAITS, task, [taker.id])
    else:
        tell_those_who(Permission.TASK_WORK, Kind.WAITS, task, Member.agency_id == task.agency_id)


def _taker(task: Task) -> Member | None:
    """Return who took it, if she still works there."""
    taker = task.taken_by
    return taker if taker and taker.is_active and taker.agency_id == task.agency_id else None


def _tell_the_lead(task: Task) -> None:
    """Write to the agency's supervisors; where there is none, to whoever runs the review."""
    wanted = select(Member.id).where(Member.is_active)
    leads = wanted.where(Member.role == Role.SUPERVISOR, Member.agency_id == task.agency_id)
    others = wanted.where(Member.role == Role.COORDINATOR)
    found = db.session.scalars(leads).all() or db.session.scalars(others).all()
    tell(Kind.WAITS, task, found)
