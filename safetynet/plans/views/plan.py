from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import GuardedBlueprint, Permission, check_version, current_actor
from safetynet.cases import Case, services_of
from safetynet.plans import operations
from safetynet.plans.chart import chart_of
from safetynet.plans.domains import called
from safetynet.plans.forms import ScoresForm
from safetynet.plans.models import Plan, PlanKind, PlanStatus, Stage
from safetynet.plans.queries import plans_of
from safetynet.plans.words import ALL, KIND_WORDS

plans = GuardedBlueprint("plans", __name__)


@plans.get("/cases/<uuid:case>/plan", needs=Permission.CASE_READ)
def show(case: Case) -> ResponseReturnValue:
    found = plans_of(case)
    return render_template(
        "plans/show.html",
        case=case,
        plans=found,
        services=services_of(case.id),
        called=called,
        chart_of=chart_of,
        day=clock.today(),
        may_write=may_write_words(case),
        **ALL,
    )


@plans.post("/cases/<uuid:case>/plans", needs=Permission.PLAN_WRITE)
def start(case: Case) -> ResponseReturnValue:
    kind = request.form.get("kind", "")
    if kind not in set(PlanKind):
        abort(404)
    operations.start(case, PlanKind(kind), clock.today())
    return back_to(case, kind)


@plans.post("/cases/<uuid:case>/plans/<uuid:plan>/activation", needs=Permission.PLAN_WRITE)
def activate(case: Case, plan: Plan) -> ResponseReturnValue:
    """Put a safety plan in force, which is hers; what agencies do takes a second person."""
    if plan.takes_a_second_person:
        abort(404)
    check_version(plan)
    if plan.status is PlanStatus.DRAFT:
        plan.activate(clock.today())
        said = {"plan": KIND_WORDS[plan.kind], "number": case.number}
        flash(_("%(plan)s of %(number)s: in force. It is looked at again in 30 days.", **said))
    return back_to(case, plan.kind)


@plans.post("/cases/<uuid:case>/plans/<uuid:plan>/ending", needs=Permission.PLAN_WRITE)
def end(case: Case, plan: Plan) -> ResponseReturnValue:
    check_version(plan)
    if plan.is_open:
        plan.end(clock.today())
        said = {"plan": KIND_WORDS[plan.kind], "number": case.number}
        flash(_("%(plan)s of %(number)s: ended. Everything in it stays readable.", **said))
    return back_to(case)


@plans.get("/cases/<uuid:case>/plans/<uuid:plan>/scores", needs=Permission.PLAN_WRITE)
def ask_scores(case: Case, plan: Plan) -> ResponseReturnValue:
    stage = Stage.NOW if plan.status is PlanStatus.DRAFT else Stage.REVIEW
    form = ScoresForm(data={"stage": stage, "on": clock.today()})
    return render_template("plans/scores.html", case=case, plan=plan, form=form, **ALL)


@plans.post("/cases/<uuid:case>/plans/<uuid:plan>/scores", needs=Permission.PLAN_WRITE)
def score(case: Case, plan: Plan) -> ResponseReturnValue:
    form = ScoresForm()
    if not form.validate():
        return render_template("plans/scores.html", case=case, plan=plan, form=form, **ALL), 422
    operations.keep_scores(plan, form.scored, form.stage.data, form.day, current_actor())
    flash(_("The scores of %(number)s are kept.", number=case.number))
    return back_to(case, "scores")


def back_to(case: Case, anchor: str = "") -> ResponseReturnValue:
    return redirect(url_for("plans.show", case=case.id, _anchor=anchor or None), 303)


def may_write_words(case: Case) -> bool:
    """Say whether this person's words can stand in this case's plan."""
    actor = current_actor()
    return actor.reaches(case.survivor_id) or actor.keeps_team_words
