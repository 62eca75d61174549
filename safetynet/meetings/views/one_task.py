"""One task: who does it, by when, what was said about it."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import GRANTS, Permission, check_version, current_actor
from safetynet.agencies import Member, agency_names, members_of
from safetynet.meetings.models import Task
from safetynet.meetings.operations.tasks import give_more_time, hand_to
from safetynet.meetings.queries import updates_of, words_of
from safetynet.meetings.task_forms import HandsForm, MoreTimeForm
from safetynet.meetings.views.rooms import meetings
from safetynet.meetings.views.tasks import already_settled


@meetings.get("/tasks/<uuid:task>", needs=Permission.TASK_WORK)
def task(task: Task) -> ResponseReturnValue:
    return _page(task, _hands(task), MoreTimeForm(task, obj=task))


@meetings.post("/tasks/<uuid:task>/hands", needs=Permission.TASK_WORK)
def put_into_hands(task: Task) -> ResponseReturnValue:
    """Hand it to a colleague, or to nobody yet; say how pressing it is."""
    form = _hands(task)
    if not form.validate():
        return _page(task, form, MoreTimeForm(task, formdata=None, obj=task)), 422
    if not task.is_open:
        return already_settled()
    check_version(task)
    colleagues = {member.id: member for member in _colleagues(task)}
    if colleagues:
        hand_to(task, colleagues.get(form.taken_by_id.data))
    task.priority = form.priority.data
    flash(_("It is saved: who does it, and how pressing it is."))
    return redirect(url_for(".task", task=task.id), 303)


@meetings.post("/tasks/<uuid:task>/due", needs=Permission.TASK_WORK)
def extend(task: Task) -> ResponseReturnValue:
    form = MoreTimeForm(task)
    if not form.validate():
        return _page(task, _hands(task, sent=False), form), 422
    if not task.is_open:
        return already_settled()
    check_version(task)
    give_more_time(task, current_actor(), form.until.data, form.because.data, form.note.data or "")
    flash(_("The task has more time; the next review sees why."))
    return redirect(url_for(".task", task=task.id), 303)


def _colleagues(task: Task) -> Sequence[Member]:
    """Return who may do it; for another agency's task nobody may be named from outside."""
    if task.agency_id != current_actor().agency_id:
        return []
    return [m for m in members_of(task.agency_id) if Permission.TASK_WORK in GRANTS[m.role]]


def _hands(task: Task, *, sent: bool = True) -> HandsForm:
    form = HandsForm(obj=task) if sent else HandsForm(formdata=None, obj=task)
    colleagues = _colleagues(task)
    if colleagues:
        form.offer(colleagues)
    else:
        del form.taken_by_id
    return form


def _page(task: Task, hands: HandsForm, more_time: MoreTimeForm) -> str:
    return render_template(
        "meetings/task.html",
        task=task,
        form=hands if hands.errors else more_time,
        hands=hands,
        more_time=more_time,
        what=words_of([task]).get(task.id),
        updates=updates_of([task]).get(task.id, []),
        agencies=agency_names(),
        today=clock.today(),
    )
