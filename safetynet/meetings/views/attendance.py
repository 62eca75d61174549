"""Who is here, and who has signed the confidentiality statement."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden

from safetynet import clock
from safetynet.access import GRANTS, Permission, Role, current_actor
from safetynet.agencies import Member, agencies_at_the_table
from safetynet.forms import choices
from safetynet.meetings.forms import GuestForm, attendance_form, rows_of_attendance
from safetynet.meetings.models import Attendance, Meeting
from safetynet.meetings.observers import signs_today
from safetynet.meetings.operations.scheduling import attend, attend_as_guest, note_times
from safetynet.meetings.pdf.document import Presence
from safetynet.meetings.queries import (
    attendance_of,
    expected_members,
    member_now,
    my_attendance,
    takes_part,
)
from safetynet.meetings.queries.research import sent_in_absence
from safetynet.meetings.rostering import by_agency, coming_to, quorum_of
from safetynet.meetings.row_by_row import marks_of, rows_to_save
from safetynet.meetings.statement import STATEMENTS
from safetynet.meetings.views.rooms import meetings


@meetings.get("/meetings/<uuid:meeting>/attendance", needs=Permission.MEETING_RUN)
def attendance(meeting: Meeting) -> ResponseReturnValue:
    members = _expected(meeting)
    return _page(meeting, members, _unsent(meeting, members), _guests(sent=False))


@meetings.post("/meetings/<uuid:meeting>/attendance", needs=Permission.MEETING_RUN)
def note(meeting: Meeting) -> ResponseReturnValue:
    members = _expected(meeting)
    form = attendance_form(members)()
    if not form.validate():
        return _page(meeting, members, form, _guests(sent=False)), 422
    now = rows_of_attendance(_noted(meeting), members)
    typed = rows_of_attendance(form.data, members)
    changed = rows_to_save(form.version.data, now, typed)
    for member in members:
        if (one := member.id.hex) in changed:
            _note_one(meeting, member, *typed[one])
    flash(_("Attendance at %(number)s is saved.", number=meeting.number))
    return redirect(url_for(".show", meeting=meeting.id), 303)


def _note_one(
    meeting: Meeting, member: Member, presence: Any, signed: Any, came: Any, went: Any, whose: Any
) -> None:
    signs = signed and signs_today(meeting, member.role)
    if presence or signs:
        now = clock.now() if signs else None
        row = attend(meeting, member, presence or Presence.PRESENT, now)
        note_times(row, came, went)
        row.deputy_for_id = whose


@meetings.post("/meetings/<uuid:meeting>/guests", needs=Permission.MEETING_RUN)
def bring_guest(meeting: Meeting) -> ResponseReturnValue:
    guests = _guests(sent=True)
    if not guests.validate():
        members = _expected(meeting)
        return _page(meeting, members, _unsent(meeting, members), guests), 422
    agency = next(a for a in agencies_at_the_table() if str(a.id) == guests.agency_id.data)
    signed_at = clock.now() if guests.signed.data else None
    attend_as_guest(meeting, agency.id, guests.presence.data, signed_at)
    flash(_("A guest of %(agency)s is noted.", agency=agency.name))
    return redirect(url_for(".attendance", meeting=meeting.id), 303)


@meetings.post("/meetings/<uuid:meeting>/signature", needs=Permission.MEETING_READ)
def sign(meeting: Meeting) -> ResponseReturnValue:
    """Sign the statement oneself; who signs is here."""
    actor = current_actor()
    if meeting.is_draft:
        raise Forbidden(_("The agenda is not published yet; sign once it is."))
    if not signs_today(meeting, actor.role):
        raise Forbidden(_("Observers sign on the day of the meeting."))
    if not takes_part(meeting, actor):
        raise Forbidden(_("Your agency has no case at this meeting. The chair can note a guest."))
    mine = my_attendance(meeting.id, actor.id)
    presence = mine.presence if mine and mine.is_here else _usual_presence(actor.role)
    attend(meeting, member_now(actor.id), presence, clock.now())
    flash(_("You have signed the confidentiality statement for %(number)s.", number=meeting.number))
    return redirect(url_for(".show", meeting=meeting.id), 303)


def _usual_presence(role: Role) -> Presence:
    return Presence.OBSERVER if role is Role.OBSERVER else Presence.PRESENT


def _expected(meeting: Meeting) -> list[Member]:
    """Return who may come: members of the agencies at its cases' tables, who read meetings."""
    return [
        member
        for member in expected_members(meeting)
        if Permission.MEETING_READ in GRANTS[member.role]
    ]


def _noted(meeting: Meeting) -> dict[str, object]:
    noted: dict[str, object] = {}
    for row in attendance_of(meeting.id):
        if row.member_id:
            noted[f"presence_{row.member_id.hex}"] = row.presence
            noted[f"signed_{row.member_id.hex}"] = row.signed_at is not None
            noted[f"arrived_{row.member_id.hex}"] = _on_the_clock(row.arrived_at)
            noted[f"left_{row.member_id.hex}"] = _on_the_clock(row.left_at)
            noted[f"for_{row.member_id.hex}"] = row.deputy_for_id
    return noted


def _on_the_clock(moment: datetime | None) -> time | None:
    return clock.in_the_county(moment).time() if moment else None


def _unsent(meeting: Meeting, members: list[Member]) -> Any:
    noted = _noted(meeting)
    marks = marks_of(rows_of_attendance(noted, members))
    return attendance_form(members)(formdata=None, data=noted | {"version": marks})


def _guests(*, sent: bool) -> GuestForm:
    """Return the second form of the page; it must not read what was sent in the first."""
    form = GuestForm() if sent else GuestForm(formdata=None)
    form.agency_id.choices = choices({str(a.id): a.name for a in agencies_at_the_table()})
    return form


def _page(meeting: Meeting, members: list[Member], form: object, guests: GuestForm) -> str:
    rows: Sequence[Attendance] = attendance_of(meeting.id)
    noted = {row.member_id for row in rows if row.member_id}
    coming = coming_to(meeting.series_id, clock.day_of(meeting.starts_at))
    return render_template(
        "meetings/attendance.html",
        meeting=meeting,
        agencies=by_agency(members, coming, noted),
        quorum=quorum_of(meeting, rows),
        sent=sent_in_absence(meeting.id),
        form=form,
        guest_form=guests,
        guests=[row for row in rows if row.member_id is None],
        statement=STATEMENTS[meeting.statement_version],
    )
