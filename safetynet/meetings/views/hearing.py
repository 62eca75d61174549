"""Who may hear what: the chair's own page, to look at and to print."""

from flask import render_template
from flask.typing import ResponseReturnValue

from safetynet.access import Permission
from safetynet.meetings.models import Meeting
from safetynet.meetings.queries import agenda_of
from safetynet.meetings.views.rooms import meetings


@meetings.get("/meetings/<uuid:meeting>/hearing", needs=Permission.MEETING_RUN)
def hearing(meeting: Meeting) -> ResponseReturnValue:
    return render_template("meetings/hearing.html", meeting=meeting, items=agenda_of(meeting.id))
