"""Before the next case: what will stand in the minutes is read out, and somebody says yes."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, current_actor
from safetynet.meetings.models import AgendaItem, Meeting, Task
from safetynet.meetings.operations.holding import finish_and_go_on
from safetynet.meetings.queries import (
    Review,
    Reviews,
    ended_since,
    mark_of,
    reviews_of,
    wishes_are_told,
    words_of,
)
from safetynet.meetings.review_questions import ReviewQuestion
from safetynet.meetings.views.rooms import meetings


@meetings.get("/meetings/<uuid:meeting>/items/<uuid:item>/readback", needs=Permission.MEETING_RUN)
def read_back(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    return _page(item)


@meetings.post("/meetings/<uuid:meeting>/items/<uuid:item>/readback", needs=Permission.MEETING_RUN)
def confirm(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    """Take the table's yes; a line that came after it was read is read first."""
    if meeting.is_to_come:
        flash(_("Start the meeting first."), "error")
        return redirect(url_for(".show", meeting=meeting.id), 303)
    if not item.no_wishes and not wishes_are_told(item.id):
        flash(
            _("Before the next case: write what the young person wants, or why it is not known"),
            "error",
        )
        return redirect(url_for(".review", meeting=meeting.id, item=item.id), 303)
    _found, said, ended = _what_is_read(item)
    if request.form.get("heard") != _heard(item, said, ended):
        flash(_("Something changed while this was read out. Read it once more."), "warning")
        return _page(item), 409
    following = finish_and_go_on(item, clock.now())
    if following is None:
        flash(_("That was the last case on the agenda."))
        return redirect(url_for(".show", meeting=meeting.id), 303)
    return redirect(url_for(".review", meeting=meeting.id, item=following.id), 303)


def _heard(item: AgendaItem, said: Review, ended: Sequence[Task]) -> str:
    return mark_of(item, said, *(f"{task.id} {task.version}" for task in ended))


def _what_is_read(item: AgendaItem) -> tuple[Reviews, Review, list[Task]]:
    """Return what there is, the team's own words of it, and the earlier tasks that ended today.

    What an agency wrote for itself is not for the room, though the chair may read it.
    """
    found = reviews_of([item.id])
    said = found.of(item.id).of_owner(current_actor().rights.team)
    ended = ended_since(item.case_id, item.begun_at) if item.begun_at else ()
    return found, said, [task for task in ended if task.item_id != item.id]


def _page(item: AgendaItem) -> str:
    found, said, ended = _what_is_read(item)
    return render_template(
        "meetings/readback.html",
        meeting=item.meeting,
        item=item,
        questions=list(ReviewQuestion),
        now=said,
        agencies=found.agencies,
        ended=ended,
        task_words=words_of(ended),
        heard=_heard(item, said, ended),
        today=clock.today(),
    )
