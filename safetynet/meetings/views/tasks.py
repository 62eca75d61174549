"""Our tasks: what one's own agency took upon itself, and how it goes."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, current_actor
from safetynet.meetings.forms import EndingForm
from safetynet.meetings.models import Task, TaskSettledError
from safetynet.meetings.operations.reviewing import settle
from safetynet.meetings.queries import open_tasks, words_of
from safetynet.meetings.views.rooms import meetings
from safetynet.meetings.words import ENDING_WORDS


@meetings.get("/tasks", needs=Permission.TASK_WORK)
def tasks() -> ResponseReturnValue:
    actor = current_actor()
    ours = open_tasks(actor.agency_id)
    others = [] if not actor.sees_all_shells else _of_others()
    return render_template(
        "meetings/tasks.html",
        ours=ours,
        others=others,
        task_words=words_of([*ours, *others]),
        today=clock.today(),
    )


@meetings.get("/tasks/<uuid:task>/outcome", needs=Permission.TASK_WORK)
def ask_outcome(task: Task) -> ResponseReturnValue:
    return _page(task, EndingForm())


@meetings.post("/tasks/<uuid:task>/outcome", needs=Permission.TASK_WORK)
def report_outcome(task: Task) -> ResponseReturnValue:
    form = EndingForm()
    if not form.validate():
        return _page(task, form), 422
    try:
        settle(task, current_actor(), form.data["ending"], form.data["note"] or "", clock.now())
    except TaskSettledError:
        flash(_("Somebody said before how this task ended."), "warning")
        return redirect(url_for(".tasks"), 303)
    end = ENDING_WORDS[form.data["ending"]]
    flash(_("The task is off your agency’s list; the next review sees: %(end)s.", end=end))
    return redirect(url_for(".tasks"), 303)


@meetings.post("/tasks/<uuid:task>/taker", needs=Permission.TASK_WORK)
def take(task: Task) -> ResponseReturnValue:
    """Say that one does it oneself, so that colleagues know."""
    if task.is_open:
        task.taken_by_id = current_actor().id
        flash(_("The task is yours; your colleagues see your name beside it."))
    else:
        flash(_("Somebody said before how this task ended."), "warning")
    return redirect(url_for(".tasks"), 303)


def _of_others() -> list[Task]:
    actor = current_actor()
    return [task for task in open_tasks() if task.agency_id != actor.agency_id]


def _page(task: Task, form: EndingForm) -> str:
    return render_template(
        "meetings/outcome.html", task=task, form=form, what=words_of([task]).get(task.id)
    )
