"""The agenda proposes itself; what a person changed by hand is kept, and can be given back."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from safetynet.access import Permission
from safetynet.meetings.autopilot.forms import BreakForm, LeaveOutForm
from safetynet.meetings.autopilot.left_out import leave_out, let_back
from safetynet.meetings.autopilot.models import LeftOut
from safetynet.meetings.autopilot.proposing import kind_now, propose, take_off_proposed
from safetynet.meetings.autopilot.renewing import give_renewal, renewals_for
from safetynet.meetings.autopilot.rules import reasons_for
from safetynet.meetings.forms import ItemForm
from safetynet.meetings.models import AgendaItem, Meeting
from safetynet.meetings.operations.scheduling import put_on_agenda
from safetynet.meetings.queries import case_not_listed, seated_agencies
from safetynet.meetings.reasons import last_times
from safetynet.meetings.views.agenda import back, closed
from safetynet.meetings.views.rooms import meetings


@meetings.post("/meetings/<uuid:meeting>/proposal", needs=Permission.MEETING_RUN)
def propose_agenda(meeting: Meeting) -> ResponseReturnValue:
    if not meeting.is_to_come:
        return _begun(meeting)
    added = propose(meeting)
    flash(
        ngettext(
            "%(num)d case is proposed and the order is made. What you set by hand stays.",
            "%(num)d cases are proposed and the order is made. What you set by hand stays.",
            added,
        )
        if added
        else _("No further case fits or has a reason. The order is made anew.")
    )
    return back(meeting)


@meetings.post("/meetings/<uuid:meeting>/proposal/removal", needs=Permission.MEETING_RUN)
def clear_proposal(meeting: Meeting) -> ResponseReturnValue:
    if not meeting.is_to_come:
        return _begun(meeting)
    gone = take_off_proposed(meeting)
    flash(
        ngettext(
            "%(num)d proposed case is off the agenda again.",
            "%(num)d proposed cases are off the agenda again.",
            gone,
        )
    )
    return back(meeting)


@meetings.post("/meetings/<uuid:meeting>/items/<uuid:item>/break", needs=Permission.MEETING_RUN)
def set_break(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    form = BreakForm()
    if not form.validate():
        flash(_("Give a break between 0 and 60 minutes."), "error")
        return back(meeting, item)
    item.break_after = form.data["minutes"]
    return back(meeting, item)


@meetings.post("/meetings/<uuid:meeting>/items/<uuid:item>/freedom", needs=Permission.MEETING_RUN)
def set_free(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    """Let the next proposal place the case; its minutes stay as they are."""
    item.placed_by_hand = False
    flash(_("%(number)s is placed by the next proposal.", number=item.case.number))
    return back(meeting, item)


@meetings.post("/meetings/<uuid:meeting>/left-out", needs=Permission.MEETING_RUN)
def keep_off(meeting: Meeting) -> ResponseReturnValue:
    form, why = ItemForm(), LeaveOutForm()
    case = case_not_listed(meeting.id, form.number.data or "") if form.validate() else None
    if case is None:
        flash(_("This case is on the agenda or closed by now."), "warning")
        return back(meeting)
    leave_out(meeting.id, case.id, why.why.data if why.validate() else None)
    flash(_("%(number)s is not proposed again before the next meeting.", number=case.number))
    return back(meeting)


@meetings.post("/meetings/<uuid:meeting>/left-out/<uuid:left>/return", needs=Permission.MEETING_RUN)
def put_back(meeting: Meeting, left: LeftOut) -> ResponseReturnValue:
    if not meeting.takes_items:
        return closed(meeting)
    case = case_not_listed(meeting.id, left.case.number)
    let_back(meeting.id, left.case_id)
    if case is None:
        flash(_("This case is on the agenda or closed by now."), "warning")
        return back(meeting)
    reasons = reasons_for(meeting).get(case.id, [])
    item = put_on_agenda(meeting, case, kind_now(reasons, last_times().get(case.id)))
    flash(_("%(number)s is on the agenda.", number=case.number))
    return back(meeting, item)


@meetings.post("/meetings/<uuid:meeting>/items/<uuid:item>/renewal", needs=Permission.MEETING_RUN)
def ask_renewal(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    asked = request.form.get("agency", "")
    offered = renewals_for(meeting, [item], seated_agencies([item.case_id])).get(item.id, [])
    renewal = next((each for each in offered if str(each.agency.id) == asked), None)
    if renewal is None:
        flash(_("This was asked for already, or the release does not end soon."), "warning")
        return back(meeting, item)
    give_renewal(item, renewal)
    flash(_("%(agency)s has the task of a renewal visit.", agency=renewal.agency.name))
    return back(meeting, item)


def _begun(meeting: Meeting) -> ResponseReturnValue:
    flash(_("This meeting has begun; its agenda is not proposed any more."), "error")
    return back(meeting) if meeting.takes_items else closed(meeting)
