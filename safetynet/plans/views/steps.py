from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from safetynet import clock
from safetynet.access import Permission, check_version, current_actor
from safetynet.cases import Case, services_of
from safetynet.plans import operations
from safetynet.plans.forms import REPORTED, StepFactsForm, StepForm, UpdateForm
from safetynet.plans.models import Goal, Step, StepStatus
from safetynet.plans.queries import possible_owners, steps_of, updates_of, words_of_step
from safetynet.plans.views.plan import back_to, plans
from safetynet.plans.words import ALL, STEP_WORDS


@plans.get("/cases/<uuid:case>/goals/<uuid:goal>/steps/new", needs=Permission.PLAN_WRITE)
def ask_step(case: Case, goal: Goal) -> ResponseReturnValue:
    return render_template("plans/step.html", case=case, goal=goal, form=_step_form(case), **ALL)


@plans.post("/cases/<uuid:case>/goals/<uuid:goal>/steps", needs=Permission.PLAN_WRITE)
def add_step(case: Case, goal: Goal) -> ResponseReturnValue:
    form = _step_form(case)
    if not form.validate():
        return render_template("plans/step.html", case=case, goal=goal, form=form, **ALL), 422
    asked = operations.Asked(form.text.data or "", *form.chosen, form.by, form.leads_to)
    operations.add_step(case, goal, asked, current_actor(), clock.now())
    return back_to(case, "stabilization")


@plans.get("/cases/<uuid:case>/plan-steps/<uuid:step>", needs=Permission.PLAN_WRITE)
def edit_step(case: Case, step: Step) -> ResponseReturnValue:
    form = StepFactsForm(obj=step)
    form.offer(possible_owners(case), services_of(case.id))
    form.linkage.data = str(step.linkage_id or "")
    form.owner.data = " ".join(
        str(part) for part in (step.owner_agency_id, step.owner_member_id) if part
    )
    return _edit_page(case, step, form)


@plans.post("/cases/<uuid:case>/plan-steps/<uuid:step>", needs=Permission.PLAN_WRITE)
def save_step(case: Case, step: Step) -> ResponseReturnValue:
    check_version(step)
    form = StepFactsForm()
    form.offer(possible_owners(case), services_of(case.id))
    if not form.validate():
        return _edit_page(case, step, form), 422
    step.owner_agency_id, step.owner_member_id = form.chosen
    step.due, step.linkage_id = form.by, form.leads_to
    step.report(form.status.data, clock.now())
    return back_to(case, "stabilization")


@plans.get("/steps", needs=Permission.PLAN_UPDATE)
def my_steps() -> ResponseReturnValue:
    mine = steps_of(current_actor().agency_id)
    return render_template("plans/my_steps.html", steps=mine, day=clock.today(), **ALL)


@plans.get("/steps/<uuid:step>", needs=Permission.PLAN_UPDATE)
def show_step(step: Step) -> ResponseReturnValue:
    return _update_page(step, UpdateForm(data={"version": step.version}))


@plans.post("/steps/<uuid:step>/updates", needs=Permission.PLAN_UPDATE)
def update_step(step: Step) -> ResponseReturnValue:
    check_version(step)
    form = UpdateForm()
    said = request.form.get("status", "")
    if not form.validate() or said not in set(REPORTED):
        return _update_page(step, form), 422
    operations.report(step, StepStatus(said), form.text.data, current_actor(), clock.now())
    flash(_("Thank you. The table now sees: %(status)s.", status=STEP_WORDS[StepStatus(said)]))
    return redirect(url_for("plans.show_step", step=step.id), 303)


def _step_form(case: Case) -> StepForm:
    form = StepForm()
    del form.version
    form.offer(possible_owners(case), services_of(case.id))
    return form


def _edit_page(case: Case, step: Step, form: StepFactsForm) -> str:
    page = "plans/step_edit.html"
    return render_template(page, case=case, step=step, form=form, words=words_of_step(step), **ALL)


def _update_page(step: Step, form: UpdateForm) -> str:
    actor = current_actor()
    return render_template(
        "plans/update.html",
        step=step,
        form=form,
        words=words_of_step(step),
        updates=updates_of(step),
        service=services_of(step.case_id).get(step.linkage_id) if step.linkage_id else None,
        reported=REPORTED,
        knows_case=step.case_id in actor.rights.cases,
        day=clock.today(),
        **ALL,
    )
