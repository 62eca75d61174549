"""The agenda builder: which cases, why, in which order, and whether they fit."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet.access import Permission
from safetynet.agencies import Agency
from safetynet.forms import choices
from safetynet.meetings.autopilot.asking import open_requests, words_of_requests
from safetynet.meetings.autopilot.forms import LeaveOutForm
from safetynet.meetings.autopilot.left_out import leave_out, left_out_of, let_back
from safetynet.meetings.autopilot.proposing import kind_now, outlook
from safetynet.meetings.autopilot.renewing import renewals_for
from safetynet.meetings.autopilot.rules import reasons_for
from safetynet.meetings.autopilot.strain import heavy_rows, who_may_leave
from safetynet.meetings.autopilot.words import NOT_NOW_WORDS
from safetynet.meetings.forms import ItemForm, TimingForm
from safetynet.meetings.models import AgendaItem, Meeting
from safetynet.meetings.operations.scheduling import (
    ItemTakenUpError,
    move,
    put_on_agenda,
    take_off_agenda,
)
from safetynet.meetings.queries import case_not_listed, seated_agencies
from safetynet.meetings.readiness import readiness_of
from safetynet.meetings.reasons import last_times
from safetynet.meetings.timetable import times_of
from safetynet.meetings.views.rooms import meetings

SHOWN = 25
"""Cases told of that do not fit; all others are lighter still."""
STEPS = {"top": -1000, "up": -1, "down": 1}


@meetings.get("/meetings/<uuid:meeting>/agenda", needs=Permission.MEETING_RUN)
def build(meeting: Meeting) -> ResponseReturnValue:
    return _page(meeting, ItemForm())


@meetings.post("/meetings/<uuid:meeting>/items", needs=Permission.MEETING_RUN)
def add(meeting: Meeting) -> ResponseReturnValue:
    form = ItemForm()
    case = None
    if form.validate():
        case = case_not_listed(meeting.id, form.data["number"])
        if case is None:
            form.number.errors = [_("No open case with this number is free for this agenda")]
    if case is None:
        return _page(meeting, form), 422
    if not meeting.takes_items:
        return closed(meeting)
    reasons = reasons_for(meeting).get(case.id, [])
    kind = form.kind.data or kind_now(reasons, last_times().get(case.id))
    let_back(meeting.id, case.id)
    put_on_agenda(meeting, case, kind)
    flash(_("%(number)s is on the agenda.", number=case.number))
    return back(meeting)


@meetings.post(
    "/meetings/<uuid:meeting>/items/<uuid:item>/position/<any(top, up, down):way>",
    needs=Permission.MEETING_RUN,
)
def reorder(meeting: Meeting, item: AgendaItem, way: str) -> ResponseReturnValue:
    move(item, STEPS[way])
    item.placed_by_hand = True
    return back(meeting, item)


@meetings.post("/meetings/<uuid:meeting>/items/<uuid:item>/timing", needs=Permission.MEETING_RUN)
def retime(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    form = TimingForm()
    seated = {str(agency.id): agency for agency in seated_agencies([item.case_id])[item.case_id]}
    if not form.validate():
        flash(_("Give each case between 1 and 120 minutes."), "error")
        return back(meeting, item)
    item.minutes = form.data["minutes"]
    presenter = seated.get(form.presenter_id.data or "")
    item.presenter_id = presenter.id if presenter else None
    item.timed_by_hand = True
    return back(meeting, item)


@meetings.post("/meetings/<uuid:meeting>/items/<uuid:item>/removal", needs=Permission.MEETING_RUN)
def remove(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    case_id, number = item.case_id, item.case.number
    form = LeaveOutForm()
    try:
        take_off_agenda(item)
    except ItemTakenUpError:
        flash(_("%(number)s was taken up already and stays.", number=number), "warning")
        return back(meeting)
    leave_out(meeting.id, case_id, form.why.data if form.validate() else None)
    flash(_("%(number)s is off the agenda and not proposed again this time.", number=number))
    return back(meeting)


def _page(meeting: Meeting, form: ItemForm) -> str:
    seen = outlook(meeting)
    items, tables = seen.items, seated_agencies([item.case_id for item in seen.items])
    requests, hours = open_requests(), times_of(meeting)
    return render_template(
        "meetings/agenda.html",
        meeting=meeting,
        items=items,
        reasons=seen.reasons,
        seen=seen,
        shown=SHOWN,
        readiness=readiness_of(meeting, items, ()),
        hours=hours,
        heavy=heavy_rows(items, seen.reasons),
        leaving=who_may_leave(items, tables, hours),
        renewals=renewals_for(meeting, items, tables),
        left_out=list(left_out_of(meeting.id).values()),
        not_now_words=NOT_NOW_WORDS,
        requests=requests,
        request_words=words_of_requests(requests),
        leave_out_form=LeaveOutForm(formdata=None),
        timings=_timings(items, tables),
        form=form,
    )


def _timings(
    items: Sequence[AgendaItem], tables: dict[UUID, list[Agency]]
) -> dict[UUID, TimingForm]:
    """Return a small form per item, each with ids of its own."""
    return {item.id: _timing(item, tables.get(item.case_id, [])) for item in items}


def _timing(item: AgendaItem, seated: Sequence[Agency]) -> TimingForm:
    form = TimingForm(
        formdata=None, data={"minutes": item.minutes, "presenter_id": str(item.presenter_id or "")}
    )
    form.presenter_id.choices = choices(
        {str(agency.id): agency.name for agency in seated}, blank=_("Nobody yet")
    )
    for field in (form.minutes, form.presenter_id):
        field.id = f"{field.name}-{item.id.hex[:8]}"
        field.label.field_id = field.id
    return form


def back(meeting: Meeting, item: AgendaItem | None = None) -> ResponseReturnValue:
    anchor = f"item-{item.id.hex[:8]}" if item else None
    return redirect(url_for(".build", meeting=meeting.id, _anchor=anchor), 303)


def closed(meeting: Meeting) -> ResponseReturnValue:
    flash(_("This meeting is over; its agenda does not change any more."), "error")
    return redirect(url_for(".show", meeting=meeting.id), 303)
