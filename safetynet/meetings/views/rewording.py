"""Changing a line of a review, on a page of its own, until the minutes are final."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet.access import Permission, check_version, current_actor
from safetynet.meetings.finality import MinutesFinalError
from safetynet.meetings.forms import RewordingForm
from safetynet.meetings.models import (
    AgendaItem,
    Decision,
    Dissent,
    Meeting,
    ReviewAnswer,
    ReviewRow,
    TaskWords,
    Wishes,
)
from safetynet.meetings.operations.reviewing import NotReleasedError, reword
from safetynet.meetings.views.rooms import meetings

LINES: dict[str, type[ReviewRow]] = {
    "answer": ReviewAnswer,
    "wishes": Wishes,
    "decision": Decision,
    "dissent": Dissent,
    "wording": TaskWords,
}
"""What can be changed, as its button and its address name it."""


def _serve(kind: str, model: type[ReviewRow]) -> None:
    """Give the lines of one kind a page: each kind has walls of its own, which the door asks."""

    def ask(meeting: Meeting, item: AgendaItem, line: Any) -> ResponseReturnValue:
        _check(meeting, line)
        return _page(kind, item, line, RewordingForm(obj=line))

    def change(meeting: Meeting, item: AgendaItem, line: Any) -> ResponseReturnValue:
        _check(meeting, line)
        check_version(line)
        form = RewordingForm()
        if not form.validate():
            return _page(kind, item, line, form), 422
        try:
            reword(line, current_actor(), form.text.data or "")
        except NotReleasedError:
            form.text.errors = [
                _("The release that let you write this down has ended. Withdraw the line.")
            ]
            return _page(kind, item, line, form), 422
        flash(_("%(number)s: the line is changed.", number=item.case.number))
        return redirect(url_for(".review", meeting=meeting.id, item=item.id), 303)

    for view in (ask, change):
        view.__annotations__["line"] = model
    rule = f"/meetings/<uuid:meeting>/items/<uuid:item>/lines/{kind}/<uuid:line>"
    needs = Permission.REVIEW_WRITE
    meetings.add_url_rule(rule, f"ask_{kind}_change", ask, needs=needs, methods=["GET"])
    meetings.add_url_rule(rule, f"change_{kind}", change, needs=needs, methods=["POST"])


for _kind, _model in LINES.items():
    _serve(_kind, _model)


def _check(meeting: Meeting, line: Any) -> None:
    """What was only spoken has no words to change, and final minutes do not change."""
    if meeting.is_final:
        raise MinutesFinalError
    if line.text is None:
        abort(404)


def _page(kind: str, item: AgendaItem, line: ReviewRow, form: RewordingForm) -> str:
    return render_template("meetings/reword.html", kind=kind, item=item, line=line, form=form)
