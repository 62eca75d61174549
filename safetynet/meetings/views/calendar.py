"""Meetings to come and meetings held; calling one; its page; its start."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, current_actor
from safetynet.forms import page_number
from safetynet.meetings.forms import MeetingForm
from safetynet.meetings.models import Attendance, Meeting, MeetingStateError
from safetynet.meetings.observers import signs_today
from safetynet.meetings.operations.scheduling import attend, chairs, publish, schedule
from safetynet.meetings.pdf.document import Presence
from safetynet.meetings.queries import (
    agenda_of,
    attendance_of,
    incomplete_before,
    meetings_after,
    meetings_before,
    my_attendance,
    takes_part,
    updates_of,
    words_of,
)
from safetynet.meetings.queries.research import sent_in_absence
from safetynet.meetings.readiness import readiness_of
from safetynet.meetings.rostering import Quorum, quorum_of
from safetynet.meetings.statement import STATEMENTS
from safetynet.meetings.views.rooms import meetings


@meetings.get("/meetings", needs=Permission.MEETING_READ)
def index() -> ResponseReturnValue:
    page = page_number(request.args.get("page"))
    held, more = meetings_before(clock.now(), page)
    return render_template(
        "meetings/index.html",
        coming=meetings_after(clock.now()) if page == 1 else [],
        held=held,
        page=page,
        more=more,
    )


@meetings.get("/meetings/new", needs=Permission.MEETING_RUN)
def new() -> ResponseReturnValue:
    return render_template("meetings/new.html", form=_form())


@meetings.post("/meetings", needs=Permission.MEETING_RUN)
def call() -> ResponseReturnValue:
    form = _form()
    if not form.validate():
        return render_template("meetings/new.html", form=form), 422
    facts = form.data
    chair = next(m for m in chairs() if str(m.id) == facts["chair_id"])
    meeting = schedule(
        kind=facts["kind"],
        starts_at=facts["starts_at"],
        minutes=facts["minutes"],
        place_code=facts["place_code"],
        chair_id=chair.id,
    )
    if facts["at_once"]:
        publish(meeting, clock.now())
        flash(_("%(number)s is published. Add its cases now.", number=meeting.number))
    else:
        flash(_("Meeting %(number)s is scheduled. Now build its agenda.", number=meeting.number))
    return redirect(url_for(".build", meeting=meeting.id), 303)


@meetings.get("/meetings/<uuid:meeting>", needs=Permission.MEETING_READ)
def show(meeting: Meeting) -> ResponseReturnValue:
    items = agenda_of(meeting.id)
    attendance = attendance_of(meeting.id)
    left = incomplete_before(meeting)
    return render_template(
        "meetings/show.html",
        meeting=meeting,
        items=items,
        attendance=attendance,
        left=left,
        task_words=words_of(left),
        task_updates=updates_of(left),
        mine=my_attendance(meeting.id, current_actor().id),
        may_sign=_may_sign(meeting),
        statement=STATEMENTS[meeting.statement_version],
        readiness=readiness_of(meeting, items, attendance),
        quorum=_quorum(meeting, attendance),
        sent=sent_in_absence(meeting.id),
    )


@meetings.post("/meetings/<uuid:meeting>/start", needs=Permission.MEETING_RUN)
def start(meeting: Meeting) -> ResponseReturnValue:
    if meeting.is_draft:
        flash(_("Publish the agenda first: nobody else sees it yet."), "error")
        return redirect(url_for(".ask_publication", meeting=meeting.id), 303)
    try:
        meeting.start()
    except MeetingStateError:
        flash(_("This meeting was started before."), "warning")
        return redirect(url_for(".show", meeting=meeting.id), 303)
    attend(meeting, meeting.chair, Presence.PRESENT, None)
    quorum = quorum_of(meeting, attendance_of(meeting.id))
    if quorum and not quorum.is_reached:
        flash(_("There is no quorum yet. The meeting runs all the same."), "warning")
    number = meeting.number
    flash(_("%(number)s has begun. Read out the statement and note who is here.", number=number))
    return redirect(url_for(".attendance", meeting=meeting.id), 303)


def _quorum(meeting: Meeting, attendance: Sequence[Attendance]) -> Quorum | None:
    """Return it for whoever runs the meeting: others see only some of those who are here."""
    if not current_actor().is_granted(Permission.MEETING_RUN):
        return None
    return quorum_of(meeting, attendance)


def _may_sign(meeting: Meeting) -> bool:
    actor = current_actor()
    if meeting.is_draft or not signs_today(meeting, actor.role):
        return False
    return takes_part(meeting, actor)


def _form() -> MeetingForm:
    form = MeetingForm()
    form.offer_chairs(chairs())
    if not form.is_submitted():
        form.chair_id.data = str(current_actor().id)
    return form
