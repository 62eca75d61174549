"""The agenda builder: which cases, why, in which order, and whether they fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission
from safetynet.agencies import Agency
from safetynet.cases import Reason, reasons_by_case
from safetynet.forms import choices
from safetynet.meetings.forms import ItemForm, TimingForm
from safetynet.meetings.models import AgendaItem, ItemKind, Meeting
from safetynet.meetings.operations.scheduling import (
    ItemTakenUpError,
    move,
    put_on_agenda,
    take_off_agenda,
)
from safetynet.meetings.queries import (
    agenda_of,
    case_not_listed,
    numbers_not_listed,
    seated_agencies,
)
from safetynet.meetings.readiness import readiness_of
from safetynet.meetings.reasons import kind_for, last_times
from safetynet.meetings.views.rooms import meetings

PROPOSED = 25
"""Cases proposed at once: twice what fits into two hours."""
STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True)
class Proposal:
    """A case that might come up, and as what."""

    case_id: UUID
    number: str
    kind: ItemKind


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
        return _closed(meeting)
    kind = form.kind.data or kind_for(last_times().get(case.id), clock.today())
    put_on_agenda(meeting, case, kind)
    flash(_("%(number)s is on the agenda.", number=case.number))
    return _back(meeting)


@meetings.post(
    "/meetings/<uuid:meeting>/items/<uuid:item>/position/<any(up, down):way>",
    needs=Permission.MEETING_RUN,
)
def reorder(meeting: Meeting, item: AgendaItem, way: str) -> ResponseReturnValue:
    move(item, STEPS[way])
    return _back(meeting, item)


@meetings.post("/meetings/<uuid:meeting>/items/<uuid:item>/timing", needs=Permission.MEETING_RUN)
def retime(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    form = TimingForm()
    seated = {str(agency.id): agency for agency in seated_agencies([item.case_id])[item.case_id]}
    if not form.validate():
        flash(_("Give each case between 1 and 120 minutes."), "error")
        return _back(meeting, item)
    item.minutes = form.data["minutes"]
    presenter = seated.get(form.presenter_id.data or "")
    item.presenter_id = presenter.id if presenter else None
    return _back(meeting, item)


@meetings.post("/meetings/<uuid:meeting>/items/<uuid:item>/removal", needs=Permission.MEETING_RUN)
def remove(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    number = item.case.number
    try:
        take_off_agenda(item)
    except ItemTakenUpError:
        flash(_("%(number)s was taken up already and stays.", number=number), "warning")
        return _back(meeting)
    flash(_("%(number)s is off the agenda.", number=number))
    return _back(meeting)


def _page(meeting: Meeting, form: ItemForm) -> str:
    items = agenda_of(meeting.id)
    reasons = reasons_by_case(clock.today())
    return render_template(
        "meetings/agenda.html",
        meeting=meeting,
        items=items,
        reasons=reasons,
        readiness=readiness_of(meeting, items, ()),
        proposals=_proposals(meeting, reasons),
        timings=_timings(items),
        form=form,
    )


def _proposals(meeting: Meeting, reasons: dict[UUID, list[Reason]]) -> list[Proposal]:
    """Return the cases with the weightiest reasons first."""
    last, free = last_times(), numbers_not_listed(meeting.id)
    first = sorted(free.keys() & reasons, key=lambda id_: (-reasons[id_][0].weight, free[id_]))
    return [
        Proposal(id_, free[id_], kind_for(last.get(id_), clock.today())) for id_ in first[:PROPOSED]
    ]


def _timings(items: Sequence[AgendaItem]) -> dict[UUID, TimingForm]:
    """Return a small form per item, each with ids of its own."""
    seated = seated_agencies([item.case_id for item in items])
    return {item.id: _timing(item, seated.get(item.case_id, [])) for item in items}


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


def _back(meeting: Meeting, item: AgendaItem | None = None) -> ResponseReturnValue:
    anchor = f"item-{item.id.hex[:8]}" if item else None
    return redirect(url_for(".build", meeting=meeting.id, _anchor=anchor), 303)


def _closed(meeting: Meeting) -> ResponseReturnValue:
    flash(_("This meeting is over; its agenda does not change any more."), "error")
    return redirect(url_for(".show", meeting=meeting.id), 303)
