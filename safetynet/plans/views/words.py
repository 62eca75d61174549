from flask import render_template, request
from flask.typing import ResponseReturnValue

from safetynet.access import Permission, check_version, current_actor
from safetynet.cases import Case
from safetynet.plans import operations
from safetynet.plans.forms import GoalFactsForm, GoalForm, LineForm, NeedForm, WordsForm
from safetynet.plans.models import (
    Goal,
    GoalNeed,
    GoalWords,
    Plan,
    SafetyLine,
    Section,
    StepWords,
)
from safetynet.plans.queries import words_of_goal
from safetynet.plans.versions import reword
from safetynet.plans.views.plan import back_to, plans
from safetynet.plans.words import ALL


@plans.get("/cases/<uuid:case>/plans/<uuid:plan>/lines/new", needs=Permission.PLAN_WRITE)
def ask_line(case: Case, plan: Plan) -> ResponseReturnValue:
    asked = request.args.get("section", "")
    form = LineForm(data={"section": asked if asked in set(Section) else None})
    return render_template("plans/line.html", case=case, plan=plan, form=form)


@plans.post("/cases/<uuid:case>/plans/<uuid:plan>/lines", needs=Permission.PLAN_WRITE)
def add_line(case: Case, plan: Plan) -> ResponseReturnValue:
    form = LineForm()
    if not form.validate():
        return render_template("plans/line.html", case=case, plan=plan, form=form), 422
    operations.add_line(plan, form.section.data, form.text.data or "", current_actor())
    return back_to(case, "safety")


@plans.get("/cases/<uuid:case>/plans/<uuid:plan>/goals/new", needs=Permission.PLAN_WRITE)
def ask_goal(case: Case, plan: Plan) -> ResponseReturnValue:
    return render_template("plans/goal.html", case=case, plan=plan, form=GoalForm())


@plans.post("/cases/<uuid:case>/plans/<uuid:plan>/goals", needs=Permission.PLAN_WRITE)
def add_goal(case: Case, plan: Plan) -> ResponseReturnValue:
    form = GoalForm()
    if not form.validate():
        return render_template("plans/goal.html", case=case, plan=plan, form=form), 422
    goal = operations.add_goal(plan, form.domain.data, form.text.data or "", current_actor())
    if form.need.data:
        operations.say_need(goal, form.need.data, current_actor())
    return back_to(case, "stabilization")


@plans.get("/cases/<uuid:case>/goals/<uuid:goal>", needs=Permission.PLAN_WRITE)
def edit_goal(case: Case, goal: Goal) -> ResponseReturnValue:
    return _goal_page(case, goal, GoalFactsForm(goal))


@plans.post("/cases/<uuid:case>/goals/<uuid:goal>", needs=Permission.PLAN_WRITE)
def save_goal(case: Case, goal: Goal) -> ResponseReturnValue:
    check_version(goal)
    form = GoalFactsForm(goal)
    if not form.validate():
        return _goal_page(case, goal, form), 422
    goal.domain, goal.status = form.domain.data, form.status.data
    return back_to(case, "stabilization")


@plans.get("/cases/<uuid:case>/goals/<uuid:goal>/words/<uuid:words>", needs=Permission.PLAN_WRITE)
def edit_goal_words(case: Case, goal: Goal, words: GoalWords) -> ResponseReturnValue:
    return _words_page(case, WordsForm(obj=words))


@plans.post("/cases/<uuid:case>/goals/<uuid:goal>/words/<uuid:words>", needs=Permission.PLAN_WRITE)
def save_goal_words(case: Case, goal: Goal, words: GoalWords) -> ResponseReturnValue:
    return _save(case, words)


@plans.get("/cases/<uuid:case>/goals/<uuid:goal>/needs/new", needs=Permission.PLAN_WRITE)
def ask_need(case: Case, goal: Goal) -> ResponseReturnValue:
    return _need_page(case, goal, NeedForm())


@plans.post("/cases/<uuid:case>/goals/<uuid:goal>/needs", needs=Permission.PLAN_WRITE)
def add_need(case: Case, goal: Goal) -> ResponseReturnValue:
    form = NeedForm()
    if not form.validate():
        return _need_page(case, goal, form), 422
    operations.say_need(goal, form.text.data or "", current_actor())
    return back_to(case, "stabilization")


@plans.get("/cases/<uuid:case>/goals/<uuid:goal>/needs/<uuid:words>", needs=Permission.PLAN_WRITE)
def edit_need(case: Case, goal: Goal, words: GoalNeed) -> ResponseReturnValue:
    return _words_page(case, WordsForm(obj=words))


@plans.post("/cases/<uuid:case>/goals/<uuid:goal>/needs/<uuid:words>", needs=Permission.PLAN_WRITE)
def save_need(case: Case, goal: Goal, words: GoalNeed) -> ResponseReturnValue:
    return _save(case, words)


@plans.get("/cases/<uuid:case>/lines/<uuid:words>", needs=Permission.PLAN_WRITE)
def edit_line(case: Case, words: SafetyLine) -> ResponseReturnValue:
    return _words_page(case, WordsForm(obj=words))


@plans.post("/cases/<uuid:case>/lines/<uuid:words>", needs=Permission.PLAN_WRITE)
def save_line(case: Case, words: SafetyLine) -> ResponseReturnValue:
    return _save(case, words)


@plans.get("/cases/<uuid:case>/step-words/<uuid:words>", needs=Permission.PLAN_WRITE)
def edit_step_words(case: Case, words: StepWords) -> ResponseReturnValue:
    return _words_page(case, WordsForm(obj=words))


@plans.post("/cases/<uuid:case>/step-words/<uuid:words>", needs=Permission.PLAN_WRITE)
def save_step_words(case: Case, words: StepWords) -> ResponseReturnValue:
    return _save(case, words)


def _save(case: Case, words: GoalNeed | GoalWords | SafetyLine | StepWords) -> ResponseReturnValue:
    check_version(words)
    form = WordsForm()
    if not form.validate():
        return _words_page(case, form), 422
    reword(words, form.text.data or "", current_actor())
    return back_to(case)


def _need_page(case: Case, goal: Goal, form: NeedForm) -> str:
    return render_template(
        "plans/need.html", case=case, goal=goal, form=form, words=words_of_goal(goal), **ALL
    )


def _words_page(case: Case, form: WordsForm) -> str:
    return render_template("plans/words.html", case=case, form=form)


def _goal_page(case: Case, goal: Goal, form: GoalFactsForm) -> str:
    return render_template(
        "plans/goal_edit.html", case=case, goal=goal, form=form, words=words_of_goal(goal), **ALL
    )
