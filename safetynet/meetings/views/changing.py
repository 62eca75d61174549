"""Moving a meeting that is still to come, and cancelling it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet.access import Permission, StaleError, check_version
from safetynet.meetings.forms import MovingForm
from safetynet.meetings.models import Meeting, MeetingStateError
from safetynet.meetings.operations.scheduling import cancel, move_to
from safetynet.meetings.views.rooms import meetings


@meetings.get("/meetings/<uuid:meeting>/change", needs=Permission.MEETING_RUN)
def ask_change(meeting: Meeting) -> ResponseReturnValue:
    return _page(meeting, MovingForm(obj=meeting))


@meetings.post("/meetings/<uuid:meeting>/change", needs=Permission.MEETING_RUN)
def change(meeting: Meeting) -> ResponseReturnValue:
    check_version(meeting)
    form = MovingForm()
    if not form.validate():
        return _page(meeting, form), 422
    facts = form.data
    try:
        move_to(meeting, facts["starts_at"], facts["minutes"], facts["place_code"])
    except MeetingStateError:
        raise StaleError(meeting) from None
    if meeting.is_published:
        flash(_("%(number)s is changed. Everybody at the table is told.", number=meeting.number))
    else:
        flash(_("%(number)s is changed.", number=meeting.number))
    return redirect(url_for(".show", meeting=meeting.id), 303)


@meetings.post("/meetings/<uuid:meeting>/cancellation", needs=Permission.MEETING_RUN)
def call_off(meeting: Meeting) -> ResponseReturnValue:
    check_version(meeting)
    was_published = meeting.is_published
    try:
        cancel(meeting)
    except MeetingStateError:
        raise StaleError(meeting) from None
    if was_published:
        flash(_("%(number)s is canceled. Everybody at the table is told.", number=meeting.number))
    else:
        flash(_("%(number)s is canceled.", number=meeting.number))
    return redirect(url_for(".show", meeting=meeting.id), 303)


def _page(meeting: Meeting, form: MovingForm) -> str:
    return render_template("meetings/change.html", meeting=meeting, form=form)
