"""The paper register: the chair says of each numbered copy what became of it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from safetynet import clock
from safetynet.access import Permission, current_actor
from safetynet.agencies import agency_names, bylines
from safetynet.meetings import Meeting
from safetynet.packets import register as papers
from safetynet.packets.views.blueprint import packets


@packets.get("/meetings/<uuid:meeting>/papers", needs=Permission.MEETING_RUN)
def register(meeting: Meeting) -> ResponseReturnValue:
    return _page(meeting)


@packets.post("/meetings/<uuid:meeting>/papers", needs=Permission.MEETING_RUN)
def settle(meeting: Meeting) -> ResponseReturnValue:
    entries = papers.register_of(meeting)
    form = papers.register_form(entries)()
    if not form.validate():
        return _page(meeting), 422
    said = {papers.field_of(entry): form[papers.field_of(entry)].data for entry in entries}
    changed = papers.note(entries, said, current_actor(), clock.today())
    words = ngettext("One paper was noted.", "%(num)d papers were noted.", changed)
    flash(words if changed else _("Nothing was changed."))
    return redirect(url_for(".register", meeting=meeting.id), 303)


def _page(meeting: Meeting) -> str:
    entries = papers.register_of(meeting)
    stands = {papers.field_of(one): one.fate.fate for one in entries if one.fate}
    return render_template(
        "packets/register.html",
        meeting=meeting,
        entries=entries,
        form=papers.register_form(entries)(data=stands),
        field_of=papers.field_of,
        holders=bylines(entry.paper.member_id for entry in entries),
        agencies=agency_names(),
    )
