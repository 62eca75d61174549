"""Somebody is missing: one button starts the clock, and everything it asks for is on its page."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from safetynet import clock
from safetynet.access import Permission, StaleError, current_actor
from safetynet.agencies import bylines
from safetynet.cases import Case
from safetynet.events.clocks import WHILE_MISSING, Duty
from safetynet.events.missing import Standing, accounts_of, standing_of_case
from safetynet.events.missing_forms import DutyForm, InterviewForm, MissingForm, ReturnForm
from safetynet.events.models import DutyDone, EventKind, ReturnAccount
from safetynet.events.operations import keep_accounts, log_event, write_duty
from safetynet.events.views.blueprint import events
from safetynet.events.words import ACCOUNT_WORDS, DUTY_WORDS
from safetynet.forms import EditForm, Form

WRITE = Permission.EVENT_WRITE


@events.get("/cases/<uuid:case>/missing", needs=Permission.CASE_READ)
def missing(case: Case) -> ResponseReturnValue:
    return _page(case, standing_of_case(case.id), {})


@events.post("/cases/<uuid:case>/missing", needs=WRITE)
def start_clock(case: Case) -> ResponseReturnValue:
    standing, form = standing_of_case(case.id), MissingForm()
    if standing and standing.is_missing:
        flash(_("Somebody reported it before. The clock runs already."), "warning")
        return _to(case)
    form.not_before = standing.episode.back.from_when if standing else None
    if not form.validate():
        return _page(case, standing, {"start": form}), 422
    _log(case, EventKind.MISSING, form)
    flash(_("The clock runs. Tell law enforcement and the National Center now."))
    return _to(case)


@events.post("/cases/<uuid:case>/missing/return", needs=WRITE)
def come_back(case: Case) -> ResponseReturnValue:
    standing, form = standing_of_case(case.id), ReturnForm()
    if standing is None or not standing.is_missing:
        flash(_("Nobody is missing here, as far as your agency may know."), "warning")
        return _to(case)
    form.not_before = standing.episode.first.from_when
    if not form.validate():
        return _page(case, standing, {"back": form}), 422
    _log(case, EventKind.RETURNED, form)
    flash(_("Noted. Now somebody she or he trusts asks what happened."))
    return _to(case)


@events.post("/cases/<uuid:case>/missing/<any(police, ncmec, rescreen):duty>", needs=WRITE)
def record_duty(case: Case, duty: str) -> ResponseReturnValue:
    standing, kind = _standing(case, Duty(duty)), Duty(duty)
    form, row = DutyForm().about(kind), _mine(standing, kind)
    if not form.validate():
        return _page(case, standing, {kind: form}), 422
    _check(form, row)
    number = {"report_number": form.report_number.data} if "report_number" in form else {}
    said = {"kind": kind, "done_at": form.done_at.data} | number
    write_duty(case, current_actor(), standing.event_for(kind), row, **said)
    flash(_("%(what)s: written down.", what=DUTY_WORDS[kind]))
    return _to(case)


@events.post("/cases/<uuid:case>/missing/interview", needs=WRITE)
def record_interview(case: Case) -> ResponseReturnValue:
    standing, kind = _standing(case, Duty.INTERVIEW), Duty.INTERVIEW
    form, row = InterviewForm(), _mine(standing, kind)
    if not form.validate():
        return _page(case, standing, {kind: form}), 422
    _check(form, row)
    actor, event = current_actor(), standing.event_for(kind)
    write_duty(case, actor, event, row, kind=kind, done_at=form.done_at.data)
    had = [each for found in accounts_of(standing.episode).values() for each in found]
    keep_accounts(case, actor, event, form.said(), had)
    flash(_("%(what)s: written down.", what=DUTY_WORDS[kind]))
    return _to(case)


def _standing(case: Case, kind: Duty) -> Standing:
    """Return how it stands, where this can be owed at all; what is owed to nobody is no page."""
    standing = standing_of_case(case.id)
    if standing is None or standing.deadline(kind) is None:
        abort(404)
    return standing


def _mine(standing: Standing, kind: Duty) -> DutyDone | None:
    deadline = standing.deadline(kind)
    return deadline.row_of(current_actor().agency_id) if deadline else None


def _check(form: EditForm, row: DutyDone | None) -> None:
    """Refuse to write over what a colleague wrote down meanwhile."""
    if form.version.data != (row.version if row else 0):
        raise StaleError(row)


def _log(case: Case, kind: EventKind, form: Form) -> None:
    said = {name: form[name].data for name in ("at_time", "text")}
    log_event(case, current_actor(), kind, form["day"].data, **said)


def _to(case: Case) -> Response:
    return redirect(url_for("events.missing", case=case.id), 303)


def _page(case: Case, standing: Standing | None, typed: dict[str, Form]) -> str:
    accounts = accounts_of(standing.episode) if standing else {}
    rows = [row for found in accounts.values() for row in found]
    forms = _forms(standing, rows) | typed
    [form] = typed.values() or [None]
    return render_template(
        "events/missing.html",
        case=case,
        standing=standing,
        accounts=accounts,
        forms=forms,
        WHILE_MISSING=WHILE_MISSING,
        duty_words=DUTY_WORDS,
        account_words=ACCOUNT_WORDS,
        bylines=bylines(_authors(standing, rows)),
        now=clock.now(),
        today=clock.today(),
        **({"form": form} if form else {}),
    )


def _authors(standing: Standing | None, rows: list[ReturnAccount]) -> set[UUID]:
    if standing is None:
        return set()
    done = {row.author_id for each in standing.deadlines for row in each.rows}
    logged = {event.author_id for each in standing.past for event in each.reports}
    back = {each.back.author_id for each in standing.past if each.back}
    return done | logged | back | {row.author_id for row in rows}


def _forms(standing: Standing | None, rows: list[ReturnAccount]) -> dict[str, Form]:
    """Return the forms that fit how it stands, filled with what this agency wrote before."""
    if standing is None:
        return {"start": MissingForm(formdata=None)}
    forms: dict[str, Form] = {}
    forms["back" if standing.is_missing else "start"] = (
        ReturnForm(formdata=None) if standing.is_missing else MissingForm(formdata=None)
    )
    for deadline in standing.deadlines:
        if not deadline.is_moot or deadline.done_at:
            forms[deadline.kind] = _duty_form(deadline.kind, _mine(standing, deadline.kind), rows)
    return forms


def _duty_form(kind: Duty, row: DutyDone | None, rows: list[ReturnAccount]) -> Form:
    held: dict[str, object] = {"version": row.version if row else 0}
    if row:
        held["done_at"] = row.done_at
    if kind is Duty.INTERVIEW:
        mine = (each for each in rows if each.owner_id == current_actor().agency_id)
        return InterviewForm(formdata=None, data=held | {each.kind: each.text for each in mine})
    if row and kind in WHILE_MISSING:
        held["report_number"] = row.report_number
    return DutyForm(formdata=None, data=held).about(kind)
