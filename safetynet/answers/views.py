"""One question, one word: asked for a purpose, counted by the hour, each on the ledger."""

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from safetynet.access import GuardedBlueprint, Permission, current_actor
from safetynet.agencies import bylines
from safetynet.answers import words
from safetynet.answers.finding import answer_about, asked_before, may_ask_again
from safetynet.answers.forms import QuestionForm
from safetynet.answers.models import Question
from safetynet.cases import Case
from safetynet.db import db

answers = GuardedBlueprint("answers", __name__)
answers.context_processor(lambda: {"words": words})


@answers.get("/cases/<uuid:case>/quick-answer", needs=Permission.ANSWER_ASK)
def begin(case: Case) -> ResponseReturnValue:
    return _form_page(case, QuestionForm())


@answers.post("/cases/<uuid:case>/quick-answer", needs=Permission.ANSWER_ASK)
def ask(case: Case) -> ResponseReturnValue:
    form = QuestionForm()
    if not form.validate():
        return _form_page(case, form), 422
    actor = current_actor()
    if not may_ask_again(actor):
        abort(429)
    question = Question(
        case_id=case.id,
        agency_id=actor.agency_id,
        member_id=actor.id,
        purpose=form.purpose.data,
    )
    db.session.add(question)
    db.session.flush()
    return redirect(url_for(".show", case=case.id, question=question.id), 303)


@answers.get("/cases/<uuid:case>/quick-answer/<uuid:question>", needs=Permission.ANSWER_ASK)
def show(case: Case, question: Question) -> ResponseReturnValue:
    answer = answer_about(case, current_actor())
    return render_template("answers/show.html", case=case, question=question, answer=answer)


def _form_page(case: Case, form: QuestionForm) -> str:
    before = asked_before(case)
    people = bylines(question.member_id for question in before)
    return render_template("answers/ask.html", case=case, form=form, before=before, bylines=people)
