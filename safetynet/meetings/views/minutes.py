"""Minutes: read in draft, fixed, corrected, downloaded – each reader's own copy."""

from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from safetynet import clock
from safetynet.access import Permission, current_actor
from safetynet.agencies import Agency, bylines
from safetynet.db import db
from safetynet.deadlines.holidays import closed_days
from safetynet.meetings.before_sending import BeforeSending, before_sending
from safetynet.meetings.concluding import conclusion_check, offer_sources, source_in
from safetynet.meetings.fingerprint import is_intact
from safetynet.meetings.forms import AddendumForm
from safetynet.meetings.models import (
    AgendaItem,
    AimOf,
    Meeting,
    MeetingStateError,
    MeetingStatus,
    PaperKind,
)
from safetynet.meetings.operations.closing import correct, finalise, note_opened
from safetynet.meetings.paper import agenda_for, minutes_for, new_serial
from safetynet.meetings.pdf.render import render_agenda, render_minutes
from safetynet.meetings.queries import agenda_of, aims, not_opened_by
from safetynet.meetings.sources import sources_at
from safetynet.meetings.views.handing import download
from safetynet.meetings.views.rooms import meetings
from safetynet.meetings.waiting import minutes_due


@meetings.get("/meetings/<uuid:meeting>/minutes", needs=Permission.MINUTES_READ)
def minutes(meeting: Meeting) -> ResponseReturnValue:
    note_opened(meeting, current_actor())
    return _page(meeting, _before(meeting))


@meetings.get("/meetings/<uuid:meeting>/minutes.pdf", needs=Permission.MINUTES_READ, fresh=True)
def minutes_pdf(meeting: Meeting) -> ResponseReturnValue:
    serial = new_serial()
    note_opened(meeting, current_actor())
    pdf = render_minutes(minutes_for(meeting, _reader(), serial))
    return download(meeting, PaperKind.MINUTES, serial, pdf)


@meetings.get("/meetings/<uuid:meeting>/agenda.pdf", needs=Permission.MEETING_READ, fresh=True)
def agenda_pdf(meeting: Meeting) -> ResponseReturnValue:
    serial = new_serial()
    pdf = render_agenda(agenda_for(meeting, _reader(), serial))
    return download(meeting, PaperKind.AGENDA, serial, pdf)


@meetings.post("/meetings/<uuid:meeting>/finalisation", needs=Permission.MEETING_RUN)
def finalise_minutes(meeting: Meeting) -> ResponseReturnValue:
    """Fix the minutes, unless something that is looked at before they go out says otherwise."""
    found = _before(meeting)
    if found and found.unfounded:
        flash(_("Not final yet: some lines rest on a release that has ended."), "error")
        return _page(meeting, found), 422
    if found and found.had_to_leave and request.form.get("checked") != found.mark:
        flash(_("Not final yet: say that these people were out of the room."), "error")
        return _page(meeting, found), 422
    try:
        finalise(meeting, clock.now())
    except MeetingStateError:
        flash(_("End the meeting first; only draft minutes can be finalized."), "error")
        return redirect(url_for(".minutes", meeting=meeting.id), 303)
    number = meeting.number
    flash(_("The minutes of %(number)s are final. Corrections are addenda now.", number=number))
    return redirect(url_for(".minutes", meeting=meeting.id), 303)


@meetings.get("/meetings/<uuid:meeting>/items/<uuid:item>/addenda", needs=Permission.MEETING_RUN)
def ask_addendum(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    return _page(meeting, _before(meeting), _addendum_form(item), item)


@meetings.post("/meetings/<uuid:meeting>/items/<uuid:item>/addenda", needs=Permission.MEETING_RUN)
def add_addendum(meeting: Meeting, item: AgendaItem) -> ResponseReturnValue:
    actor, form = current_actor(), _addendum_form(item)
    team, sources = actor.rights.team, _sources(item)
    if not form.validate({"text": [conclusion_check(actor, item.case.survivor_id, sources)]}):
        return _page(meeting, _before(meeting), form, item), 422
    if team is None or not meeting.is_final:
        flash(_("These minutes are a draft; change them on the review screen."), "warning")
        return redirect(url_for(".review", meeting=meeting.id, item=item.id), 303)
    correct(item, team, actor.id, form.text.data or "", source_in(form))
    said = {"case": item.case.number, "number": meeting.number}
    flash(_("The addendum about %(case)s stands below the minutes of %(number)s.", **said))
    return redirect(url_for(".minutes", meeting=meeting.id), 303)


def _sources(item: AgendaItem) -> dict[UUID, Agency]:
    every = {agency.id: agency for agency in db.session.scalars(select(Agency))}
    return sources_at(item.case_id, current_actor(), every)


def _addendum_form(item: AgendaItem) -> AddendumForm:
    form = AddendumForm()
    offer_sources(form, _sources(item).values())
    return form


def _page(
    meeting: Meeting,
    before: BeforeSending | None,
    form: AddendumForm | None = None,
    about: AgendaItem | None = None,
) -> str:
    keeps = current_actor().keeps_team_words
    return render_template(
        "meetings/minutes.html",
        meeting=meeting,
        paper=minutes_for(meeting, _reader(), ""),
        items={item.case.number: item for item in agenda_of(meeting.id)},
        intact=is_intact(meeting) if keeps and meeting.is_final else None,
        before=before,
        due=_due(meeting) if keeps and not meeting.is_final else None,
        today=clock.today(),
        not_opened=not_opened_by(meeting, current_actor().id) if keeps and meeting.is_final else [],
        form=form or AddendumForm(formdata=None),
        about=about,
    )


def _before(meeting: Meeting) -> BeforeSending | None:
    actor = current_actor()
    is_draft = meeting.status is MeetingStatus.MINUTES_DRAFT
    return before_sending(meeting, actor) if is_draft and actor.keeps_team_words else None


def _due(meeting: Meeting) -> date:
    return minutes_due(meeting, aims()[AimOf.MINUTES_WITHIN], closed_days())


def _reader() -> str:
    actor = current_actor()
    return bylines([actor.id])[actor.id]
