"""Sending a plan to be approved, what changed in it, and the word of a second person."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, check_version, current_actor
from safetynet.agencies import bylines
from safetynet.cases import Case
from safetynet.plans import versions
from safetynet.plans.differences import Stood, changes, line_changes
from safetynet.plans.forms import DecisionForm, GivingForm
from safetynet.plans.models import REVIEW_EVERY, Plan
from safetynet.plans.queries import PlanView, plans_of
from safetynet.plans.version_models import PlanVersion, VersionState
from safetynet.plans.views.plan import back_to, plans
from safetynet.plans.words import ALL

RETURNED = VersionState.RETURNED


@plans.post("/cases/<uuid:case>/plans/<uuid:plan>/versions", needs=Permission.PLAN_WRITE)
def submit(case: Case, plan: Plan) -> ResponseReturnValue:
    if not plan.takes_a_second_person:
        abort(404)
    check_version(plan)
    view = plans_of(case).of(plan)
    if view.waits:
        flash(_("A version of this plan waits to be approved already."), "warning")
    elif not view.goals:
        flash(_("Add a goal first: there is nothing yet to approve."), "warning")
    else:
        kept = versions.submit(plan, current_actor())
        flash(_("Version %(number)d waits for a second person’s word.", number=kept.number))
        return _to(case, kept)
    return back_to(case, plan.kind)


@plans.get("/cases/<uuid:case>/plans/<uuid:plan>/givings/new", needs=Permission.PLAN_WRITE)
def ask_giving(case: Case, plan: Plan) -> ResponseReturnValue:
    _must_be_hers(plan)
    form = GivingForm(formdata=None, data={"given_on": clock.today(), "version": plan.version})
    return _giving_page(case, plan, form)


@plans.post("/cases/<uuid:case>/plans/<uuid:plan>/givings", needs=Permission.PLAN_WRITE)
def give(case: Case, plan: Plan) -> ResponseReturnValue:
    """Keep the version that she has in her hands; of two who note it at once one is told."""
    _must_be_hers(plan)
    check_version(plan)
    form = GivingForm()
    if not form.validate():
        return _giving_page(case, plan, form), 422
    if not plans_of(case).of(plan).lines:
        flash(_("Add a line first: there is nothing yet to give."), "warning")
        return back_to(case, plan.kind)
    kept = versions.give(plan, form.day, current_actor())
    flash(_("Version %(number)d is noted as given.", number=kept.number))
    return _to(case, kept)


def _must_be_hers(plan: Plan) -> None:
    if plan.takes_a_second_person:
        abort(404)


def _giving_page(case: Case, plan: Plan, form: GivingForm) -> str:
    return render_template("plans/giving.html", case=case, plan=plan, form=form)


@plans.get("/cases/<uuid:case>/plans/<uuid:plan>/versions/<uuid:kept>", needs=Permission.CASE_READ)
def show_version(case: Case, plan: Plan, kept: PlanVersion) -> ResponseReturnValue:
    return _version_page(case, plan, kept)


@plans.get("/cases/<uuid:case>/plans/<uuid:plan>/changes", needs=Permission.CASE_READ)
def show_changes(case: Case, plan: Plan) -> ResponseReturnValue:
    """Show what changed since the newest version; without one, all is new."""
    everything = plans_of(case)
    view = everything.of(plan)
    newest = view.versions[0] if view.versions else None
    since = Stood.of(newest) if newest else None
    return render_template(
        "plans/changes.html",
        case=case,
        plan=plan,
        newest=newest,
        agencies=everything.agencies,
        **_compared(view, since, Stood.now(view, clock.now())),
    )


@plans.post(
    "/cases/<uuid:case>/plans/<uuid:plan>/versions/<uuid:kept>/decision",
    needs=Permission.PLAN_APPROVE,
)
def decide(case: Case, plan: Plan, kept: PlanVersion) -> ResponseReturnValue:
    check_version(kept)
    form, sends_back = DecisionForm(), request.form.get("decision") == RETURNED
    if not form.decides(sends_back=sends_back):
        return _version_page(case, plan, kept, form), 422
    actor, now = current_actor(), clock.now()
    if not kept.is_waiting or not plan.is_open:
        flash(_("This version was decided about before."), "warning")
    elif sends_back:
        versions.send_back(plan, kept, form.text.data or "", actor, now)
        flash(_("It is sent back, with what you wrote."))
    else:
        versions.approve(plan, kept, actor, now, form.day)
        flash(_("The plan of %(number)s is in force.", number=case.number))
    return _to(case, kept)


def _version_page(
    case: Case, plan: Plan, kept: PlanVersion, form: DecisionForm | None = None
) -> str:
    everything = plans_of(case)
    view = everything.of(plan)
    before = next((one for one in view.versions if one.number == kept.number - 1), None)
    usual = {"version": kept.version, "review_on": clock.today() + REVIEW_EVERY}
    return render_template(
        "plans/version.html",
        case=case,
        plan=plan,
        kept=kept,
        before=before,
        reasons=versions.why_returned(kept),
        agencies=everything.agencies,
        form=form or DecisionForm(formdata=None, data=usual),
        **_compared(view, Stood.of(before) if before else None, Stood.of(kept)),
    )


def _compared(view: PlanView, since: Stood | None, then: Stood) -> dict[str, object]:
    """Return what both pages of changes show, with the names of who changed words or decided."""
    found, lines = changes(view, since, then), line_changes(view, since, then)
    wordings = [said for one in found for said in one.every_wording]
    wordings += [said for section in lines.values() for said in section]
    people = {said.by for said in wordings if said.by}
    for kept in view.versions:
        people |= {person for person in (kept.member_id, kept.decided_by_id) if person}
    return {
        "changes": found,
        "lines": lines,
        "is_touched": any(one.is_touched for one in found)
        or any(said.is_touched for said in wordings),
        "compares": since is not None,
        "people": bylines(people),
        **ALL,
    }


def _to(case: Case, kept: PlanVersion) -> ResponseReturnValue:
    return redirect(
        url_for("plans.show_version", case=case.id, plan=kept.plan_id, kept=kept.id), 303
    )
