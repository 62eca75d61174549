"""A case is brought to the table: onto an agenda that is to come, or to a meeting within hours."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_datetime
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission
from safetynet.cases import Case
from safetynet.forms import choices
from safetynet.meetings.autopilot.left_out import let_back
from safetynet.meetings.autopilot.proposing import kind_now
from safetynet.meetings.autopilot.rules import reasons_for
from safetynet.meetings.forms import ListingForm, RapidForm
from safetynet.meetings.models import ItemKind, Meeting, MeetingKind
from safetynet.meetings.operations.scheduling import chairs, publish, put_on_agenda, schedule
from safetynet.meetings.queries import case_not_listed, meetings_after
from safetynet.meetings.reasons import last_times
from safetynet.meetings.tabled import coming_items
from safetynet.meetings.views.rooms import meetings

QUARTER = timedelta(minutes=15)
SHOWN = 6
"""Meetings offered; whoever wants a later one finds it among the meetings."""


@meetings.get("/cases/<uuid:case>/table", needs=Permission.MEETING_RUN)
def bring(case: Case) -> ResponseReturnValue:
    return _page(case, _listing(_offered(case)), _rapid())


@meetings.post("/cases/<uuid:case>/table", needs=Permission.MEETING_RUN)
def put_on(case: Case) -> ResponseReturnValue:
    offered = _offered(case)
    form = _listing(offered)
    if not offered:
        flash(_("It is on every agenda already that it could come onto."), "warning")
        return redirect(url_for(".bring", case=case.id), 303)
    if not form.validate():
        return _page(case, form, _rapid(formdata=None), form), 422
    meeting = offered[UUID(form.data["meeting"])]
    reasons = reasons_for(meeting).get(case.id, [])
    let_back(meeting.id, case.id)
    put_on_agenda(meeting, case, kind_now(reasons, last_times().get(case.id)))
    flash(_("%(number)s is on the agenda.", number=case.number))
    return redirect(url_for(".build", meeting=meeting.id), 303)


@meetings.post("/cases/<uuid:case>/rapid-response", needs=Permission.MEETING_RUN)
def call_rapid(case: Case) -> ResponseReturnValue:
    """Call a meeting that everybody at the table is told of now, with this case on it."""
    form = _rapid()
    if not form.validate() or not case.is_open:
        return _page(case, _listing(_offered(case), formdata=None), form, form), 422
    facts = form.data
    chair = next(m for m in chairs() if str(m.id) == facts["chair_id"])
    meeting = schedule(
        kind=MeetingKind.RAPID,
        starts_at=facts["starts_at"],
        minutes=facts["minutes"],
        place_code=facts["place_code"],
        chair_id=chair.id,
    )
    put_on_agenda(meeting, case, ItemKind.EMERGENCY)
    publish(meeting, clock.now())
    said = {"meeting": meeting.number, "number": case.number}
    flash(_("%(meeting)s is called with %(number)s; everybody at the table is told.", **said))
    return redirect(url_for(".show", meeting=meeting.id), 303)


def _offered(case: Case) -> dict[UUID, Meeting]:
    """Return the meetings whose agenda this case may still come onto, the nearest first."""
    free = [
        meeting
        for meeting in meetings_after(clock.now())
        if meeting.takes_items and case_not_listed(meeting.id, case.number)
    ]
    return {meeting.id: meeting for meeting in free[:SHOWN]}


def _listing(offered: Mapping[UUID, Meeting], **given: object) -> ListingForm:
    words = {
        str(meeting.id): f"{meeting.number} · {format_datetime(meeting.starts_at, 'short')}"
        for meeting in offered.values()
    }
    form = ListingForm(**given, data={"meeting": next(iter(words), None)})
    form.meeting.choices = choices(words)
    return form


def _rapid(**given: object) -> RapidForm:
    now = clock.now()
    soon = now - timedelta(minutes=now.minute % 15) + 4 * QUARTER
    form = RapidForm(**given, data={"starts_at": soon, "minutes": 60})
    form.offer_chairs(chairs())
    return form


def _page(case: Case, listing: ListingForm, rapid: RapidForm, form: object = None) -> str:
    more = {"form": form} if form else {}
    return render_template(
        "meetings/bring.html",
        case=case,
        listing=listing,
        rapid=rapid,
        rapid_first=request.args.get("how") == "rapid",
        item=coming_items([case.id]).get(case.id),
        **more,
    )
