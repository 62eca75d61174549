"""Publishing an agenda: what happens then, said before it happens; and taking it back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, StaleError, check_version
from safetynet.meetings.models import Meeting, MeetingStateError
from safetynet.meetings.operations.scheduling import publish as publish_agenda
from safetynet.meetings.operations.scheduling import take_back
from safetynet.meetings.queries import agenda_of, seated_agencies
from safetynet.meetings.readiness import readiness_of
from safetynet.meetings.views.rooms import meetings


@meetings.get("/meetings/<uuid:meeting>/publication", needs=Permission.MEETING_RUN)
def ask_publication(meeting: Meeting) -> ResponseReturnValue:
    items = agenda_of(meeting.id)
    seated = seated_agencies([item.case_id for item in items])
    agencies = {agency.name for at_table in seated.values() for agency in at_table}
    return render_template(
        "meetings/publish.html",
        meeting=meeting,
        items=items,
        agencies=sorted(agencies),
        readiness=readiness_of(meeting, items, ()),
    )


@meetings.post("/meetings/<uuid:meeting>/publication", needs=Permission.MEETING_RUN)
def publish(meeting: Meeting) -> ResponseReturnValue:
    check_version(meeting)
    try:
        publish_agenda(meeting, clock.now())
    except MeetingStateError:
        raise StaleError(meeting) from None
    flash(_("%(number)s is published. Everybody at the table is told.", number=meeting.number))
    return redirect(url_for(".show", meeting=meeting.id), 303)


@meetings.post("/meetings/<uuid:meeting>/publication/end", needs=Permission.MEETING_RUN)
def unpublish(meeting: Meeting) -> ResponseReturnValue:
    check_version(meeting)
    try:
        take_back(meeting)
    except MeetingStateError:
        raise StaleError(meeting) from None
    flash(_("The agenda of %(number)s is a draft again.", number=meeting.number))
    return redirect(url_for(".build", meeting=meeting.id), 303)
