"""Our tasks: what one's own agency took upon itself, and how it goes."""

from collections.abc import Iterable, Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Actor, Permission, current_actor
from safetynet.meetings.forms import EndingForm
from safetynet.meetings.models import NotToReopenError, Task, TaskSettledError
from safetynet.meetings.operations.reviewing import settle
from safetynet.meetings.operations.tasks import take_up_again
from safetynet.meetings.queries import open_tasks, settled_by, words_of
from safetynet.meetings.views.rooms import meetings
from safetynet.meetings.words import ENDING_WORDS


@meetings.get("/tasks", needs=Permission.TASK_WORK)
def tasks() -> ResponseReturnValue:
    actor, day = current_actor(), clock.today()
    groups = _groups(actor)
    undoable = settled_by(actor.id, clock.start_of(day))
    return render_template(
        "meetings/tasks.html",
        **groups,
        undoable=undoable,
        task_words=words_of([*undoable, *(task for group in groups.values() for task in group)]),
        today=day,
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
        return already_settled()
    end = ENDING_WORDS[form.data["ending"]]
    flash(_("The task is off your agency’s list; the next review sees: %(end)s.", end=end))
    return redirect(url_for(".tasks"), 303)


@meetings.post("/tasks/<uuid:task>/taker", needs=Permission.TASK_WORK)
def take(task: Task) -> ResponseReturnValue:
    """Say that one does it oneself, so that colleagues know."""
    if not task.is_open:
        return already_settled()
    if task.agency_id != current_actor().agency_id:
        flash(_("This task is another agency’s; its own people take it."), "warning")
        return redirect(url_for(".tasks"), 303)
    task.taken_by_id = current_actor().id
    flash(_("The task is yours; your colleagues see your name beside it."))
    return redirect(url_for(".tasks"), 303)


@meetings.post("/tasks/<uuid:task>/reopening", needs=Permission.TASK_WORK)
def reopen(task: Task) -> ResponseReturnValue:
    """Take back how it ended: by whoever said so, on the same day."""
    try:
        take_up_again(task, current_actor(), clock.now())
    except NotToReopenError:
        flash(
            _(
                "This ending stays: only whoever reported it can take it back, on the same day and "
                "before minutes say so. Ask for a new task at the next review."
            ),
            "warning",
        )
    else:
        flash(_("The task is open again."))
    return redirect(url_for(".tasks"), 303)


def already_settled() -> ResponseReturnValue:
    flash(_("Somebody said before how this task ended."), "warning")
    return redirect(url_for(".tasks"), 303)


def _groups(actor: Actor) -> dict[str, Sequence[Task]]:
    """Return one's own tasks, those nobody took, colleagues', and for the chair all others."""
    ours = open_tasks(actor.agency_id)
    others: Iterable[Task] = open_tasks() if actor.sees_all_shells else ()
    return {
        "mine": [task for task in ours if task.taken_by_id == actor.id],
        "nobodys": [task for task in ours if task.taken_by_id is None],
        "colleagues": [task for task in ours if task.taken_by_id not in {None, actor.id}],
        "others": [task for task in others if task.agency_id != actor.agency_id],
    }


def _page(task: Task, form: EndingForm) -> str:
    return render_template(
        "meetings/outcome.html", task=task, form=form, what=words_of([task]).get(task.id)
    )
