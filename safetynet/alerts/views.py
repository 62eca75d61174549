"""Safety alerts of one case: set by one person, looked at again, removed by two."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from safetynet import clock
from safetynet.access import GuardedBlueprint, Permission, check_version, current_actor
from safetynet.alerts.forms import AlertForm, LookAgainForm, RemovalForm, ToldForm
from safetynet.alerts.models import (
    AlertTold,
    SafetyAlert,
    SamePersonError,
    WrongAlertStateError,
)
from safetynet.alerts.queries import alerts_of, people_in, told_of
from safetynet.alerts.words import ALERT_WORDS
from safetynet.cases import Case
from safetynet.db import db
from safetynet.forms import Form

alerts = GuardedBlueprint("alerts", __name__)
KEEP = Permission.ALERT_KEEP


@alerts.get("/cases/<uuid:case>/alerts", needs=Permission.CASE_READ)
def index(case: Case) -> ResponseReturnValue:
    return _page(case)


@alerts.get("/cases/<uuid:case>/alerts/new", needs=KEEP)
def begin(case: Case) -> ResponseReturnValue:
    return render_template("alerts/new.html", case=case, form=AlertForm())


@alerts.post("/cases/<uuid:case>/alerts", needs=KEEP)
def set_alert(case: Case) -> ResponseReturnValue:
    form = AlertForm()
    if not form.validate():
        return render_template("alerts/new.html", case=case, form=form), 422
    actor = current_actor()
    about = {"survivor_id": case.survivor_id, "owner_id": actor.agency_id, "author_id": actor.id}
    said = {name: form[name].data for name in ("kind", "text", "review_on")}
    db.session.add(SafetyAlert(case_id=case.id, **about, **said))
    flash(_("The alert stands. Say who was told of it."))
    return _to(case)


@alerts.post("/cases/<uuid:case>/alerts/<uuid:alert>/told", needs=Permission.EVENT_WRITE)
def tell(case: Case, alert: SafetyAlert) -> ResponseReturnValue:
    form = ToldForm()
    if not form.validate():
        return _page(case, alert.id, "told", form), 422
    actor = current_actor()
    told = AlertTold(
        survivor_id=case.survivor_id,
        owner_id=actor.agency_id,
        case_id=case.id,
        alert_id=alert.id,
        author_id=actor.id,
        told_on=clock.today(),
        person=form.person.data or None,
    )
    db.session.add(told)
    flash(_("It is written down who knows."))
    return _to(case)


@alerts.post("/cases/<uuid:case>/alerts/<uuid:alert>/review", needs=KEEP)
def look_again(case: Case, alert: SafetyAlert) -> ResponseReturnValue:
    check_version(alert)
    form = LookAgainForm()
    if not form.validate():
        return _page(case, alert.id, "again", form), 422
    return _done(case, alert.look_again_on, form.review_on.data, said=_("The alert still holds."))


@alerts.post("/cases/<uuid:case>/alerts/<uuid:alert>/removal", needs=KEEP)
def ask_for_removal(case: Case, alert: SafetyAlert) -> ResponseReturnValue:
    check_version(alert)
    form = RemovalForm()
    if not form.validate():
        return _page(case, alert.id, "removal", form), 422
    why = form.removal_reason.data or ""
    said = _("A second person of your agency is asked. Until then the alert stands.")
    return _done(case, alert.ask_for_removal, current_actor().id, why, clock.now(), said=said)


@alerts.post("/cases/<uuid:case>/alerts/<uuid:alert>/confirmation", needs=KEEP)
def remove(case: Case, alert: SafetyAlert) -> ResponseReturnValue:
    """Be the second person."""
    check_version(alert)
    try:
        return _done(
            case, alert.remove, current_actor().id, clock.now(), said=_("The alert is removed.")
        )
    except SamePersonError:
        flash(_("You asked for it yourself. Somebody else has to agree."), "error")
        return _page(case), 422


@alerts.post("/cases/<uuid:case>/alerts/<uuid:alert>/standing", needs=KEEP)
def keep(case: Case, alert: SafetyAlert) -> ResponseReturnValue:
    check_version(alert)
    return _done(case, alert.keep, said=_("The alert stays."))


def _done(case: Case, act: Any, *given: Any, said: str) -> Response:
    try:
        act(*given)
        flash(said)
    except WrongAlertStateError:
        flash(_("Somebody did something else with this alert meanwhile. Look again."), "warning")
    return _to(case)


def _to(case: Case) -> Response:
    return redirect(url_for("alerts.index", case=case.id), 303)


def _page(case: Case, wrong: UUID | None = None, what: str = "", form: Form | None = None) -> str:
    found, told = alerts_of(case.id), told_of(case.id)
    forms = {alert.id: _forms(alert) for alert in found if alert.stands}
    if wrong in forms and form:
        forms[wrong][what] = _apart(form, wrong)
    return render_template(
        "alerts/index.html",
        case=case,
        alerts=found,
        told=told,
        bylines=people_in(found, [row for rows in told.values() for row in rows]),
        forms=forms,
        words=ALERT_WORDS,
        me=current_actor().id,
        today=clock.today(),
        **({"form": form} if form else {}),
    )


def _forms(alert: SafetyAlert) -> dict[str, Form]:
    held = {"version": alert.version}
    forms: dict[str, Form] = {
        "told": ToldForm(formdata=None),
        "again": LookAgainForm(formdata=None, data=held),
        "removal": RemovalForm(formdata=None, data=held),
    }
    return {name: _apart(form, alert.id) for name, form in forms.items()}


def _apart(form: Form, alert_id: UUID) -> Form:
    """Keep ids of several alerts on one page apart."""
    for field in form:
        if field.name in {"person", "review_on", "removal_reason"}:
            field.id = f"{field.name}-{alert_id}"
            field.label.field_id = field.id
    return form
