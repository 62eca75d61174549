"""Asking that a case is taken up at the next meeting, and taking it back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden

from safetynet import clock
from safetynet.access import Actor, Permission, current_actor
from safetynet.cases import Case
from safetynet.meetings.autopilot.asking import AskedAlreadyError, ask, open_requests
from safetynet.meetings.autopilot.forms import RequestForm
from safetynet.meetings.autopilot.models import ReviewRequest
from safetynet.meetings.models import Meeting
from safetynet.meetings.queries import numbers_not_listed
from safetynet.meetings.views.rooms import meetings
from safetynet.notes.queries import categories_for


@meetings.get("/meetings/<uuid:meeting>/review-request", needs=Permission.REVIEW_WRITE)
def choose_case(meeting: Meeting) -> ResponseReturnValue:
    """Show whose review one may ask for: cases at one's own tables, and not on this agenda."""
    actor = current_actor()
    if not meeting.is_to_come:
        flash(_("This meeting has begun; ask for the next one."), "warning")
        return redirect(url_for(".show", meeting=meeting.id), 303)
    waiting = numbers_not_listed(meeting.id)
    return render_template(
        "meetings/choose_case.html",
        meeting=meeting,
        numbers={each: said for each, said in waiting.items() if each in actor.rights.cases},
        asked={each.case_id for each in open_requests() if each.agency_id == actor.agency_id},
    )


@meetings.get("/cases/<uuid:case>/review-request", needs=Permission.REVIEW_WRITE)
def ask_review(case: Case) -> ResponseReturnValue:
    actor = _at_the_table(case)
    if any(each.agency_id == actor.agency_id for each in open_requests(case.id)):
        return _asked_already(case)
    return _page(case, _form(actor))


@meetings.post("/cases/<uuid:case>/review-request", needs=Permission.REVIEW_WRITE)
def request_review(case: Case) -> ResponseReturnValue:
    actor = _at_the_table(case)
    form = _form(actor)
    if not form.validate():
        return _page(case, form), 422
    try:
        ask(case, actor, form.category.data, form.text.data or "")
    except AskedAlreadyError:
        return _asked_already(case)
    flash(_("Asked. The coordinator sees it when the next agenda is built."))
    return _back(case)


@meetings.post(
    "/cases/<uuid:case>/review-requests/<uuid:request>/withdrawal", needs=Permission.REVIEW_WRITE
)
def withdraw_request(case: Case, request: ReviewRequest) -> ResponseReturnValue:
    request.withdraw(clock.now())
    flash(_("Your agency does not ask for it any more."))
    return _back(case)


def _at_the_table(case: Case) -> Actor:
    actor = current_actor()
    if case.id not in actor.rights.cases:
        raise Forbidden(
            _("Those at the case’s table ask for it. You can put it on the agenda yourself.")
        )
    return actor


def _form(actor: Actor) -> RequestForm:
    return RequestForm().offer(categories_for(actor))


def _asked_already(case: Case) -> ResponseReturnValue:
    flash(_("Your agency has asked for this case already."), "warning")
    return _back(case)


def _page(case: Case, form: RequestForm) -> str:
    return render_template("meetings/ask_review.html", case=case, form=form)


def _back(case: Case) -> ResponseReturnValue:
    return redirect(url_for("casefile.show", case=case.id, _anchor="reviews"), 303)
