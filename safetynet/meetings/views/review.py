"""The review screen: one young person, one page, the keyboard alone."""

from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Permission, check_version, current_actor, may
from safetynet.alerts.queries import standing_alerts, told_on_a_page
from safetynet.db import db
from safetynet.meetings.changes import changes_since
from safetynet.meetings.meanwhile import ended_meanwhile
from safetynet.meetings.models import (
    AgendaItem,
    Decision,
    Dissent,
    Meeting,
    MeetingStateError,
    ReviewAnswer,
    Task,
    TaskSettledError,
    Wishes,
)
from safetynet.meetings.operations.holding import (
    begin as take_up,
)
from safetynet.meetings.operations.holding import (
    end_meeting,
    park_and_go_on,
    previous_of,
    turn_to,
)
from safetynet.meetings.operations.reviewing import withdraw
from safetynet.meetings.operations.stepping import (
    at_the_door,
    last_press,
    note_back,
    note_left,
    take_back,
)
from safetynet.meetings.out_words import answer_at_the_door, answer_taken_back, out_lines
from safetynet.meetings.queries import (
    Reviews,
    agenda_of,
    open_tasks_of,
    pace_of,
    reviewed_before,
    reviews_of,
    words_of,
)
from safetynet.meetings.queries.stepping import stepped_out_at
from safetynet.meetings.record import Screen
from safetynet.meetings.review_questions import ReviewQuestion
from safetynet.meetings.sources import sources_at
from safetynet.meetings.views.rewording import LINES
from safetynet.meetings.views.rooms import meetings
from safetynet.survivors import names_of

KINDS: dict[str, type[Any]] = {
    "answer": ReviewAnswer,
    "wishes": Wishes,
    "decision": Decision,
    "dissent": Dissent,
    "task": Task,
}
"""What can be withdrawn while the minutes are a draft."""
AT_THE_DOOR = frozenset({"left", "back", "undo"})
GOING_ON = AT_THE_DOOR | {"next", "park"}


@meetings.get("/meetings/<uuid:meeting>/items/<uuid:item>", needs=Permission.MEETING_READ)
def review(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    found = _reviews(item)
    screen = _screen(item, found)
    return _page(screen, screen.form(), found)


@meetings.post("/meetings/<uuid:meeting>/items/<uuid:item>", needs=Permission.REVIEW_WRITE)
def take_down(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    found = _reviews(item)
    screen = _screen(item, found)
    pressed = request.form.get("then", "save") if screen.is_the_chairs else "save"
    then, _colon, named = pressed.partition(":")
    if then in GOING_ON and meeting.is_to_come:
        flash(_("Start the meeting first; nothing was saved."), "error")
        return _page(screen, screen.form(), found), 409
    form = screen.form()
    if not form.validate(screen.checks(finishing=then == "next")):
        return _page(screen, form, found), 422
    if then == "jump" and _numbered(item) is None:
        flash(_("Nothing was saved: the agenda has no case with this number."), "error")
        return _page(screen, form, found), 422
    if screen.is_the_chairs:
        check_version(item)
    screen.save(form)
    if screen.is_the_chairs:
        for sentence in ended_meanwhile(request.form, item.case_id, screen.tasks):
            flash(sentence, "warning")
    return _with_a_line(item) or _go(item, then, named)


@meetings.post("/meetings/<uuid:meeting>/items/<uuid:item>/beginning", needs=Permission.MEETING_RUN)
def begin(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    """Take a case up, from the agenda or again after it was parked."""
    if meeting.is_to_come:
        flash(_("Start the meeting first."), "error")
        return redirect(url_for(".show", meeting=meeting.id), 303)
    take_up(item, clock.now())
    return redirect(url_for(".review", meeting=meeting.id, item=item.id), 303)


@meetings.post("/meetings/<uuid:meeting>/end", needs=Permission.MEETING_RUN)
def end(meeting: Meeting) -> ResponseReturnValue:
    try:
        end_meeting(meeting, clock.now())
    except MeetingStateError:
        flash(_("This meeting does not run."), "warning")
        return redirect(url_for(".show", meeting=meeting.id), 303)
    number = meeting.number
    flash(
        _("%(number)s is over. Read its draft minutes; finalize them in three days.", number=number)
    )
    return redirect(url_for(".minutes", meeting=meeting.id), 303)


def _reviews(item: AgendaItem) -> Reviews:
    """Return this review and the one before, for "what was decided last time"."""
    before = reviewed_before(item.case_id, item.meeting.starts_at)
    return reviews_of([item.id, *([before.id] if before else [])])


def _screen(item: AgendaItem, found: Reviews) -> Screen:
    actor = current_actor()
    sources = sources_at(item.case_id, actor, found.agencies)
    left = [task for task in open_tasks_of(item.case_id) if task.item_id != item.id]
    return Screen(item, actor, sources, left)


def _page(screen: Screen, form: Any, found: Reviews) -> str:
    item = screen.item
    before = reviewed_before(item.case_id, item.meeting.starts_at)
    order = agenda_of(item.meeting_id)
    return render_template(
        "meetings/review.html",
        meeting=item.meeting,
        item=item,
        order=order,
        place=order.index(item) + 1,
        places=len(order),
        pace=pace_of(item.meeting, order, clock.now()) if item.meeting.is_in_session else None,
        form=form,
        screen=screen,
        names=names_of(item.case.survivor_id),
        alerted=told_on_a_page(standing_alerts(item.case_id)),
        questions=list(ReviewQuestion),
        now=found.of(item.id),
        moment_now=clock.now(),
        before=before,
        then=found.of(before.id) if before else None,
        agencies=found.agencies,
        task_words=words_of(screen.tasks),
        changes=changes_since(item.case, before.reviewed_at if before else None),
        today=clock.today(),
        door=at_the_door(item) if screen.is_the_chairs else None,
        noted=last_press(item.meeting, clock.now()) if screen.is_the_chairs else None,
        out=out_lines(stepped_out_at([item.id]).get(item.id, ())),
    )


def _go(item: AgendaItem, then: str, named: str) -> ResponseReturnValue:
    """Answer a save: stay, or go where the pressed button leads; `named` is what it undoes."""
    meeting, now, target = item.meeting, clock.now(), item
    if then == "next":
        return redirect(url_for(".read_back", meeting=meeting.id, item=item.id), 303)
    if then == "park":
        following = park_and_go_on(item, now)
        if following is None:
            flash(_("That was the last case on the agenda."))
            return redirect(url_for(".show", meeting=meeting.id), 303)
        target = following
    elif then in {"previous", "jump"}:
        target = (_numbered(item) if then == "jump" else previous_of(item)) or item
        turn_to(target, now)
    elif then in AT_THE_DOOR and meeting.is_in_session:
        flash(_note_at_the_door(item, then, named))
    else:
        flash(_("%(number)s: saved.", number=item.case.number))
    return redirect(url_for(".review", meeting=meeting.id, item=target.id), 303)


def _note_at_the_door(item: AgendaItem, then: str, named: str) -> str:
    """Note who left, or came back, in this moment, or take that back; what was typed is saved."""
    now = clock.now()
    if then == "undo":
        return answer_taken_back(take_back(item.meeting, named, now))
    note = note_left if then == "left" else note_back
    return answer_at_the_door(then, note(item, now))


def _numbered(item: AgendaItem) -> AgendaItem | None:
    """Return the case whose place on this agenda was typed beside the button, 1 for the first."""
    order, typed = agenda_of(item.meeting_id), request.form.get("to", "").strip()
    return order[int(typed) - 1] if typed in map(str, range(1, len(order) + 1)) else None


def _with_a_line(item: AgendaItem) -> ResponseReturnValue | None:
    """Withdraw the line whose button was pressed, or lead to the page on which it is changed."""
    if removed := request.form.get("remove"):
        _withdraw(item, removed)
    changed = request.form.get("change")
    return _to_the_line(item, changed) if changed else None


def _to_the_line(item: AgendaItem, named: str) -> ResponseReturnValue:
    """Lead to the page of a line, named as kind:id; whatever was typed here is saved."""
    kind, _colon, id_ = named.partition(":")
    try:
        line = UUID(id_)
    except ValueError:
        abort(404)
    if kind not in LINES:
        abort(404)
    page = f".ask_{kind}_change"
    return redirect(url_for(page, meeting=item.meeting_id, item=item.id, line=line), 303)


def _withdraw(item: AgendaItem, named: str) -> None:
    """Delete one row of this review, named as kind:id, if this person may."""
    kind, _colon, id_ = named.partition(":")
    try:
        model, wanted = KINDS[kind], UUID(id_)
    except (KeyError, ValueError):
        abort(404)
    row = db.one_or_404(select(model).where(model.id == wanted, model.item_id == item.id))
    if not may(current_actor(), Permission.REVIEW_WRITE, row):
        abort(403)
    try:
        withdraw(row)
    except TaskSettledError:
        flash(_("Somebody has ended this task meanwhile; it stays."), "warning")
