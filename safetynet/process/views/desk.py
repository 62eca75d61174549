"""What was served: the register, one request with its steps, and the letter."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from safetynet import clock
from safetynet.access import Permission, StaleError, check_version, current_actor
from safetynet.agencies import Agency, agency_names, agency_with, bylines
from safetynet.meetings.pdf.answer import handed_over
from safetynet.process import operations, queries
from safetynet.process.forms import RegisterForm, StepForm
from safetynet.process.letter import Letter, letter_for, set_in_type
from safetynet.process.models import LegalProcess
from safetynet.process.states import AFTER, State, Step, WrongStateError, steps_in
from safetynet.process.views.blueprint import process as desk


@desk.get("/legal-process", needs=Permission.PROCESS_READ)
def index() -> ResponseReturnValue:
    return render_template(
        "process/index.html",
        requests=queries.requests(),
        agencies=agency_names(),
        day=clock.today(),
    )


@desk.get("/legal-process/new", needs=Permission.PROCESS_KEEP)
def begin() -> ResponseReturnValue:
    return render_template("process/new.html", form=RegisterForm())


@desk.post("/legal-process", needs=Permission.PROCESS_KEEP)
def register() -> ResponseReturnValue:
    form, actor, record = RegisterForm(), current_actor(), None
    if not form.validate():
        return render_template("process/new.html", form=form), 422
    if form.number.data and (record := queries.record_of(form.number.data, actor)) is None:
        form.number.errors = [
            _("Your agency works on no case with this number. Leave it empty if you do not know it")
        ]
        return render_template("process/new.html", form=form), 422
    process = operations.register(form.paper(), record, actor, clock.today())
    if record and form.hold.data:
        operations.hold(process, record, _own_agency(), actor)
    flash(_("%(reference)s is registered.", reference=process.reference))
    return redirect(url_for("process.show", process=process.id), 303)


@desk.get("/legal-process/<uuid:process>", needs=Permission.PROCESS_READ)
def show(process: LegalProcess) -> ResponseReturnValue:
    return _page(process, StepForm(obj=process, data={"day": clock.today()}))


@desk.post("/legal-process/<uuid:process>/steps", needs=Permission.PROCESS_KEEP)
def note(process: LegalProcess) -> ResponseReturnValue:
    form = StepForm()
    check_version(process)
    if not process.is_open:
        raise StaleError(process)
    form.offer(steps_in(process.state))
    if not form.validate():
        return _page(process, form), 422
    kind, words = form.kind.data, form.text.data or ""
    try:
        operations.note(process, kind, form.day.data, words, current_actor())
    except WrongStateError:
        raise StaleError(process) from None
    flash(_("It is written down."))
    return redirect(url_for("process.show", process=process.id), 303)


@desk.get("/legal-process/<uuid:process>/letter", needs=Permission.PROCESS_KEEP)
def letter(process: LegalProcess) -> ResponseReturnValue:
    return render_template("process/letter.html", process=process, letter=_letter(process))


@desk.get(
    "/legal-process/<uuid:process>/letter/<any(en, es):language>.pdf",
    needs=Permission.PROCESS_KEEP,
)
def letter_pdf(process: LegalProcess, language: str) -> ResponseReturnValue:
    with force_locale(language):
        pdf = set_in_type(_letter(process))
    return handed_over(pdf, process.reference, f"{process.reference}-{language}")


def _letter(process: LegalProcess) -> Letter:
    """Return the letter of the day on which it was sent, or of today."""
    paper = queries.paper_of(process.id)
    if paper is None:
        raise NotFound
    day = queries.answered_on(process.id) or clock.today()
    return letter_for(process, paper, _own_agency().name, day)


def _own_agency() -> Agency:
    return agency_with(current_actor().agency_id)


def _page(process: LegalProcess, form: StepForm) -> str:
    form.offer(steps_in(process.state))
    steps, productions = queries.steps_of(process.id), queries.productions_of(process.id)
    people = {process.registered_by_id, *(step.by_id for step in steps)}
    people.update(production.prepared_by_id for production in productions)
    return render_template(
        "process/show.html",
        process=process,
        paper=queries.paper_of(process.id),
        steps=steps,
        productions=productions,
        to_do=operations.still_to_do(process, steps),
        can_prepare=process.survivor_id is not None and State.PREPARED in AFTER[process.state],
        can_answer=Step.ANSWERED in steps_in(process.state) or process.state is State.ANSWERED,
        agency=agency_names()[process.agency_id],
        bylines=bylines(people),
        day=clock.today(),
        form=form,
    )
