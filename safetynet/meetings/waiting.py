"""What waits for somebody because of a review: tasks, meetings, minutes to finalize."""

from collections.abc import Iterator, Set
from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, Permission, Role
from safetynet.agencies.handing_over import Work, waits_for_one_person
from safetynet.db import db
from safetynet.deadlines.holidays import closed_days
from safetynet.deadlines.working_days import working_days_after
from safetynet.meetings.models import AimOf, Meeting, MeetingStatus, Task
from safetynet.meetings.queries import agenda_of, aims, open_tasks
from safetynet.notices import Asked, Waiting, stands_while, who_waits

CHASED = timedelta(days=2)
"""Tasks are called to mind two days before they are due (practice.md §1.12)."""
NEAR = timedelta(days=7)
MOST = 50


waits_for_one_person(
    Work(_l("tasks"), Task, Task.taken_by_id, Task.ending.is_(None), Permission.TASK_WORK)
)
waits_for_one_person(
    Work(
        _l("meetings to chair"),
        Meeting,
        Meeting.chair_id,
        Meeting.status.not_in({MeetingStatus.FINAL, MeetingStatus.CANCELLED}),
        Permission.MEETING_RUN,
        is_ones_own=True,
    )
)


@who_waits
def tasks_due(actor: Actor, day: date) -> Iterator[Waiting]:
    """Name the open tasks that are due soon, or overdue: one's own, then those nobody took.

    To an agency's lead also those that came up to her; what a colleague took is the colleague's.
    """
    if not actor.is_granted(Permission.TASK_WORK):
        return
    for task in open_tasks(actor.agency_id, day + CHASED)[:MOST]:
        if said := _said_of(task, actor, day):
            sentence, after = said
            arguments = {"task": task.id}
            yield Waiting(sentence, "meetings.task", arguments, task.due_on, "tasks", after)


def _said_of(task: Task, actor: Actor, day: date) -> tuple[str, int] | None:
    """Return what a task says to this person, and how far behind her own it stands."""
    number = task.case.number if task.case else _("a case")
    late = task.is_overdue_on(day)
    if task.taken_by_id == actor.id:
        mine = (
            _("Your task for %(case)s is overdue", case=number)
            if late
            else _("Your task for %(case)s is due", case=number)
        )
        return mine, 0
    if actor.role is Role.SUPERVISOR and task.is_handed_up:
        return _("A task for %(case)s came up to you as its agency’s lead", case=number), 1
    if task.taken_by_id:
        return None
    nobodys = (
        _("A task for %(case)s is overdue, and nobody took it yet", case=number)
        if late
        else _("A task for %(case)s is due, and nobody took it yet", case=number)
    )
    return nobodys, 1


@who_waits
def meetings_coming(actor: Actor, day: date) -> Iterator[Waiting]:
    """Name the meetings of the next days at which one's own cases come up."""
    if not actor.is_granted(Permission.REVIEW_WRITE):
        return
    coming = select(Meeting).where(Meeting.status == MeetingStatus.PUBLISHED)
    for meeting in db.session.scalars(coming.order_by(Meeting.starts_at).limit(3)):
        on = meeting.starts_at.date()
        cases = len(agenda_of(meeting.id)) if on <= day + NEAR else 0
        if cases:
            sentence = ngettext(
                "One of your cases comes up at %(meeting)s",
                "%(num)d of your cases come up at %(meeting)s",
                cases,
                meeting=meeting.number,
            )
            yield Waiting(sentence, "meetings.show", {"meeting": meeting.id}, on, "meetings")


def minutes_due(meeting: Meeting, within: int, closed: Set[date]) -> date:
    """Return the day by which the minutes are to be final: so many working days later (§1.7)."""
    return working_days_after(clock.day_of(meeting.starts_at), within, closed.__contains__)


@who_waits
def agendas_to_publish(actor: Actor, day: date) -> Iterator[Waiting]:
    """Remind the coordinator of meetings of the next days that nobody else sees into."""
    if not actor.is_granted(Permission.MEETING_RUN):
        return
    until = clock.end_of(day + NEAR)
    drafts = select(Meeting).where(Meeting.status == MeetingStatus.DRAFT, Meeting.starts_at < until)
    for meeting in db.session.scalars(drafts.order_by(Meeting.starts_at).limit(MOST)):
        sentence = _("The agenda of %(meeting)s waits to be published", meeting=meeting.number)
        on = clock.day_of(meeting.starts_at)
        yield Waiting(sentence, "meetings.build", {"meeting": meeting.id}, on, "meetings")


@who_waits
def minutes_to_finalise(actor: Actor, _day: date) -> Iterator[Waiting]:
    """Remind the coordinator of drafts, by the day that the county aims at."""
    if not actor.is_granted(Permission.MEETING_RUN):
        return
    within, closed = aims()[AimOf.MINUTES_WITHIN], closed_days()
    drafts = select(Meeting).where(Meeting.status == MeetingStatus.MINUTES_DRAFT)
    for meeting in db.session.scalars(drafts.order_by(Meeting.starts_at).limit(MOST)):
        sentence = _("The minutes of %(meeting)s wait to be finalized", meeting=meeting.number)
        due = minutes_due(meeting, within, closed)
        yield Waiting(sentence, "meetings.minutes", {"meeting": meeting.id}, due, "meetings")


@stands_while(Task)
def _is_open(task: Task, _asked: Asked) -> bool:
    return task.is_open


@stands_while(Meeting)
def _is_to_come(meeting: Meeting, asked: Asked) -> bool:
    """What has begun is no news any more; what was cancelled is, until its day."""
    return meeting.starts_at >= clock.start_of(asked.day)
