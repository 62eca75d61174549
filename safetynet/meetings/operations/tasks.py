"""A task between two meetings: handed to somebody, given more time, taken up again."""

from datetime import date, datetime

from sqlalchemy import select

from safetynet.access import Actor
from safetynet.agencies import Member
from safetynet.db import db
from safetynet.meetings.models import Ending, Meeting, NotToReopenError, Task
from safetynet.meetings.operations.reviewing import say_about
from safetynet.notices import Kind, tell


def hand_to(task: Task, member: Member | None) -> None:
    """Give a task to somebody of its agency, who is told, or to nobody in particular."""
    if task.taken_by_id == (member.id if member else None):
        return
    task.taken_by_id = member.id if member else None
    if member:
        tell(Kind.WAITS, task, [member.id])


def give_more_time(task: Task, actor: Actor, until: date, because: Ending, note: str) -> None:
    """Move the day a task is due; raises TaskSettledError when it is over."""
    task.extend(until, because)
    say_about(task, actor, note)


def take_up_again(task: Task, actor: Actor, now: datetime) -> None:
    """Undo how a task ended.

    Raises NotToReopenError for what somebody else settled, or not today, and for what minutes
    report that became final meanwhile.
    """
    if task.settled_at is None:
        raise NotToReopenError
    reported = select(Meeting.id).where(Meeting.finalised_at >= task.settled_at)
    if db.session.scalars(reported.limit(1)).first():
        raise NotToReopenError
    task.reopen(actor.id, now)
