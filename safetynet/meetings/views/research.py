"""Research before a meeting: an agency answers for its cases; the coordinator sees who did."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.exceptions import Forbidden

from safetynet import clock
from safetynet.access import Permission, check_version, current_actor
from safetynet.agencies import Agency, bylines
from safetynet.meetings.models import AgendaItem, Meeting, ResearchPart
from safetynet.meetings.operations.researching import (
    AskedTodayError,
    ReviewedAlreadyError,
    ask_again,
    nothing_to_add,
    send_in,
)
from safetynet.meetings.queries import agenda_of
from safetynet.meetings.queries.research import (
    answer_of,
    answers_of,
    asked_about,
    missing_in,
    own_items,
)
from safetynet.meetings.reach import reach_of
from safetynet.meetings.research_dates import due_on, is_late, takes_research
from safetynet.meetings.research_forms import ResearchForm, filled_with
from safetynet.meetings.research_words import prompt
from safetynet.meetings.views.rooms import meetings
from safetynet.sharing.history import history_held
from safetynet.survivors import names_of


@meetings.get("/meetings/<uuid:meeting>/research", needs=Permission.REVIEW_WRITE)
def research(meeting: Meeting) -> ResponseReturnValue:
    """Show what is asked of one's own agency for one meeting, the oldest question first."""
    agency_id = current_actor().agency_id
    answers, due = answers_of(meeting.id, agency_id), due_on(meeting)
    return render_template(
        "meetings/research.html",
        meeting=meeting,
        items=own_items(meeting.id, agency_id),
        answers=answers,
        writers=bylines(a.receipt.by_id for a in answers.values() if a.receipt),
        due=due,
        is_late=lambda answer: is_late(due, answer and answer.receipt, clock.today()),
        takes_research=takes_research,
    )


@meetings.get("/meetings/<uuid:meeting>/items/<uuid:item>/research", needs=Permission.REVIEW_WRITE)
def ask_research(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    agency = _our_agency(item)
    answer = answer_of(meeting.id, item.case_id, agency.id)
    form = filled_with(answer, reach_of(item.case, agency.id))
    return _page(item, agency, form)


@meetings.post("/meetings/<uuid:meeting>/items/<uuid:item>/research", needs=Permission.REVIEW_WRITE)
def answer_research(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    agency, form = _our_agency(item), ResearchForm()
    if not form.check(reach_of(item.case, agency.id)):
        return _page(item, agency, form), 422
    answer = answer_of(meeting.id, item.case_id, agency.id)
    if answer.receipt:
        check_version(answer.receipt)
    will_speak = bool(form.will_speak.data)
    try:
        send_in(item, current_actor(), agency, form.told(), clock.now(), will_speak=will_speak)
    except ReviewedAlreadyError:
        return _too_late(meeting, item)
    flash(_("Your research on %(number)s is saved.", number=item.case.number))
    return redirect(url_for(".research", meeting=meeting.id), 303)


@meetings.post(
    "/meetings/<uuid:meeting>/items/<uuid:item>/research/nothing", needs=Permission.REVIEW_WRITE
)
def add_nothing(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    """Answer with one tap; an answer that stands is changed on its own page only."""
    agency = _our_agency(item)
    number = item.case.number
    if answer_of(meeting.id, item.case_id, agency.id).receipt:
        flash(_("Your agency has answered for %(number)s; it stays.", number=number), "warning")
        return redirect(url_for(".research", meeting=meeting.id), 303)
    try:
        nothing_to_add(item, current_actor(), agency, clock.now())
    except ReviewedAlreadyError:
        return _too_late(meeting, item)
    flash(_("%(number)s: you have nothing to add.", number=number))
    return redirect(url_for(".research", meeting=meeting.id), 303)


@meetings.get("/meetings/<uuid:meeting>/returns", needs=Permission.MEETING_RUN)
def returns(meeting: Meeting) -> ResponseReturnValue:
    """Show who answered and who did not: that alone, and never what."""
    due = due_on(meeting)
    return render_template(
        "meetings/returns.html",
        meeting=meeting,
        asked=(asked := asked_about(meeting, agenda_of(meeting.id))),
        missing=missing_in(asked),
        due=due,
        is_late=lambda receipt: is_late(due, receipt, clock.today()),
    )


@meetings.post("/meetings/<uuid:meeting>/returns/reminders", needs=Permission.MEETING_RUN)
def remind(meeting: Meeting) -> ResponseReturnValue:
    """Remind all who have not answered, or those of the one agency whose button was pressed."""
    asked = asked_about(meeting, agenda_of(meeting.id))
    try:
        told = ask_again(meeting, asked, clock.now(), only=request.form.get("agency"))
    except AskedTodayError:
        flash(_("They were reminded already today."), "warning")
        return redirect(url_for(".returns", meeting=meeting.id), 303)
    flash(
        ngettext(
            "One person is told by mail that something waits.",
            "%(num)d people are told by mail that something waits.",
            told,
        )
    )
    return redirect(url_for(".returns", meeting=meeting.id), 303)


def _our_agency(item: AgendaItem) -> Agency:
    """Return the agency that answers; raises Forbidden to whoever has no seat at the table."""
    mine = current_actor().agency_id
    for one in asked_about(item.meeting, [item]):
        for agency in one.agencies:
            if agency.id == mine:
                return agency
    raise Forbidden(_("Research is asked of the agencies at this case’s table."))


def _too_late(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    said = {"number": item.case.number}
    flash(_("%(number)s was reviewed; say it in the room, or write a line.", **said), "error")
    return redirect(url_for(".research", meeting=meeting.id), 303)


def _page(item: AgendaItem, agency: Agency, form: ResearchForm) -> str:
    return render_template(
        "meetings/answer_research.html",
        meeting=item.meeting,
        item=item,
        agency=agency,
        form=form,
        parts=list(ResearchPart),
        reach=reach_of(item.case, agency.id),
        prompt=lambda part: prompt(part, agency.kind),
        names=names_of(item.case.survivor_id),
        due=due_on(item.meeting),
        may_change=takes_research(item),
        history=history_held(item.case.survivor_id),
    )
