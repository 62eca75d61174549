"""What was decided about the privilege, and what counsel said of it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden

from safetynet import clock
from safetynet.access import GuardedBlueprint, Permission, check_version, current_actor
from safetynet.agencies import bylines
from safetynet.cases import Case
from safetynet.notes import operations
from safetynet.notes.privilege import PrivilegeDecision, PrivilegeState
from safetynet.notes.privilege_forms import CounselForm, PrivilegeForm
from safetynet.notes.privilege_words import (
    COUNSEL_WORDS,
    HOLDER_WORDS,
    PRIVILEGE_ACT_WORDS,
    SAFETY_WORDS,
    STATE_LOOKS,
    STATE_WORDS,
)
from safetynet.notes.views import qualified

privilege = GuardedBlueprint("privilege", __name__)
ONE = "/cases/<uuid:case>/privilege/<uuid:decision>"


@privilege.get("/cases/<uuid:case>/privilege/new", needs=Permission.NOTE_PRIVILEGED)
def begin(case: Case) -> ResponseReturnValue:
    qualified()
    return _form_page(case, PrivilegeForm())


@privilege.post("/cases/<uuid:case>/privilege", needs=Permission.NOTE_PRIVILEGED)
def write(case: Case) -> ResponseReturnValue:
    by, form = qualified(), PrivilegeForm()
    if not form.validate():
        return _form_page(case, form), 422
    decision = operations.record_privilege(
        case,
        by,
        form.act.data,
        form.holder.data,
        form.guardian.data,
        on=form.decided_on.data or clock.today(),
        scope=form.scope.data or "",
    )
    return redirect(url_for("privilege.show", case=case.id, decision=decision.id), 303)


@privilege.get(ONE, needs=Permission.NOTE_PRIVILEGED)
def show(case: Case, decision: PrivilegeDecision) -> ResponseReturnValue:
    return _page(case, decision, CounselForm(obj=decision))


@privilege.post(ONE, needs=Permission.NOTE_PRIVILEGED)
def review(case: Case, decision: PrivilegeDecision) -> ResponseReturnValue:
    if decision.recorded_by_id == current_actor().id:
        raise Forbidden(_("A colleague of yours writes down what counsel said, not you."))
    check_version(decision)
    form = CounselForm()
    if not form.validate():
        return _page(case, decision, form), 422
    decision.review(
        form.counsel_says.data,
        form.counsel_words.data or "",
        form.reviewed_on.data or clock.today(),
        current_actor().id,
    )
    flash(_("What counsel said is written down."))
    return redirect(url_for("privilege.show", case=case.id, decision=decision.id), 303)


def _form_page(case: Case, form: PrivilegeForm) -> str:
    return render_template("notes/privileged/deciding.html", case=case, form=form)


def _page(case: Case, decision: PrivilegeDecision, form: CounselForm) -> str:
    people = {decision.recorded_by_id, decision.reviewed_by_id or decision.recorded_by_id}
    return render_template(
        "notes/privileged/decision.html",
        case=case,
        decision=decision,
        form=form,
        waits=decision.state is PrivilegeState.WAITS_FOR_COUNSEL,
        bylines=bylines(people),
        ACT_WORDS=PRIVILEGE_ACT_WORDS,
        HOLDER_WORDS=HOLDER_WORDS,
        SAFETY_WORDS=SAFETY_WORDS,
        COUNSEL_WORDS=COUNSEL_WORDS,
        STATE_WORDS=STATE_WORDS,
        STATE_LOOKS=STATE_LOOKS,
    )
