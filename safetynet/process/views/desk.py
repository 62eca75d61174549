"""What was served: the register, one request with its steps, and the letter."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from safetynet import clock
from safetynet.access import Permission, StaleError, check_version, current_actor
from safetynet.agencies import Agency, agency_names, agency_with, bylines
from safetynet.cases import Record
from safetynet.files import served_with
from safetynet.forms import page_number
from safetynet.meetings.pdf.answer import handed_over
from safetynet.process import operations, queries
from safetynet.process.forms import RegisterForm, StepForm
from safetynet.process.letter import Letter, letter_for, set_in_type
from safetynet.process.models import LegalProcess
from safetynet.process.states import AFTER, State, Step, WrongStateError, steps_in
from safetynet.process.views.blueprint import process as desk


@desk.get("/legal-process", needs=Permission.PROCESS_READ)
def index() -> ResponseReturnValue:
    page = page_number(request.args.get("page"))
    found, more = queries.requests(page)
    day = clock.today()
    return render_template(
        "process/index.html",
        requests=found,
        page=page,
        more=more,
        elsewhere=queries.waiting_elsewhere(current_actor(), day),
        agencies=agency_names(),
        day=day,
    )


@desk.get("/legal-process/new", needs=Permission.PROCESS_KEEP)
def begin() -> ResponseReturnValue:
    return _form_page(RegisterForm(data=_unless_covered()))


@desk.post("/legal-process", needs=Permission.PROCESS_KEEP)
def register() -> ResponseReturnValue:
    form = RegisterForm()
    if not form.validate():
        return _form_page(form), 422
    record = _case_named_in(form)
    if form.number.errors:
        return _form_page(form), 422
    return _to(_registered(form, record))


@desk.get("/legal-process/<uuid:process>/again", needs=Permission.PROCESS_KEEP)
def begin_again(process: LegalProcess) -> ResponseReturnValue:
    paper = queries.paper_of(process.id)
    if paper is None or not _may_begin_again(process):
        raise NotFound
    known = {name: getattr(process, name) for name in ("kind", "served", "served_on", "due_on")}
    return _form_page(RegisterForm(obj=paper, data=known | _unless_covered()), process)


@desk.post("/legal-process/<uuid:process>/again", needs=Permission.PROCESS_KEEP)
def register_again(process: LegalProcess) -> ResponseReturnValue:
    """Register a paper once more, now that it is known whose case it is; the earlier one ends.

    What was written before stays where it is sealed: about nobody whom the agency knew.
    """
    form = RegisterForm()
    if not _may_begin_again(process):
        raise StaleError(process)
    if not form.validate():
        return _form_page(form, process), 422
    if (record := _case_named_in(form)) is None:
        form.number.errors = form.number.errors or [_("Enter the number of the case")]
        return _form_page(form, process), 422
    anew = _registered(form, record)
    words = _("Registered again as %(reference)s", reference=anew.reference)
    operations.note(process, Step.CLOSED, clock.today(), words, current_actor())
    return _to(anew)


@desk.get("/legal-process/<uuid:process>", needs=Permission.PROCESS_READ)
def show(process: LegalProcess) -> ResponseReturnValue:
    form = StepForm(obj=process, data={"day": clock.today()})
    return _page(process, _offered(process, form))


@desk.post("/legal-process/<uuid:process>/steps", needs=Permission.PROCESS_KEEP)
def note(process: LegalProcess) -> ResponseReturnValue:
    form = _offered(process, StepForm())
    check_version(process)
    if not process.is_open:
        raise StaleError(process)
    if not form.validate():
        return _page(process, form), 422
    words = (form.text and form.text.data) or ""
    try:
        operations.note(process, form.kind.data, form.day.data, words, current_actor())
    except WrongStateError:
        raise StaleError(process) from None
    flash(_("It is written down."))
    return _to(process)


@desk.get("/legal-process/<uuid:process>/letter", needs=Permission.PROCESS_KEEP)
def letter(process: LegalProcess) -> ResponseReturnValue:
    return render_template("process/letter.html", process=process, letter=_letter(process))


@desk.get(
    "/legal-process/<uuid:process>/letter/<any(en, es):language>.pdf",
    needs=Permission.PROCESS_KEEP,
    fresh=True,
)
def letter_pdf(process: LegalProcess, language: str) -> ResponseReturnValue:
    with force_locale(language):
        pdf = set_in_type(_letter(process))
    return handed_over(pdf, process.reference, f"{process.reference}-{language}")


def _form_page(form: RegisterForm, earlier: LegalProcess | None = None) -> str:
    covered = _own_agency().is_covered
    return render_template("process/new.html", form=form, earlier=earlier, is_covered=covered)


def _unless_covered() -> dict[str, bool]:
    """Propose a legal hold, except where it would say whom a victim services agency works with."""
    return {"hold": not _own_agency().is_covered}


def _case_named_in(form: RegisterForm) -> Record | None:
    """Return the case whose number was typed; the field says so when the agency works on none."""
    if not form.number.data:
        return None
    record = queries.record_of(form.number.data, current_actor())
    if record is None:
        form.number.errors = [
            _("Your agency works on no case with this number. Leave it empty if you do not know it")
        ]
    return record


def _registered(form: RegisterForm, record: Record | None) -> LegalProcess:
    actor = current_actor()
    process = operations.register(form.paper(), record, actor, clock.today())
    if record and form.hold.data:
        operations.hold(process, record, _own_agency(), actor)
    flash(_("%(reference)s is registered.", reference=process.reference))
    return process


def _to(process: LegalProcess) -> ResponseReturnValue:
    return redirect(url_for("process.show", process=process.id), 303)


def _may_begin_again(process: LegalProcess) -> bool:
    return process.survivor_id is None and State.CLOSED in AFTER[process.state]


def _letter(process: LegalProcess) -> Letter:
    """Return the letter of the day on which it was sent, or of today."""
    paper = queries.paper_of(process.id)
    if paper is None:
        raise NotFound
    day = queries.answered_on(process.id) or clock.today()
    return letter_for(process, paper, _own_agency().name, day)


def _own_agency() -> Agency:
    return agency_with(current_actor().agency_id)


def _offered(process: LegalProcess, form: StepForm) -> StepForm:
    """Offer what may come next; where the words were destroyed, steps that need none."""
    has_words = queries.paper_of(process.id) is not None
    form.offer(steps_in(process.state, without_words=not has_words))
    if not has_words:
        del form.text
    return form


def _page(process: LegalProcess, form: StepForm) -> str:
    steps, productions = queries.steps_of(process.id), queries.productions_of(process.id)
    people = {process.registered_by_id, *(step.by_id for step in steps)}
    people.update(production.prepared_by_id for production in productions)
    documents = served_with(process.id)
    people.update(document.by_id for document in documents)
    return render_template(
        "process/show.html",
        process=process,
        paper=queries.paper_of(process.id),
        steps=steps,
        productions=productions,
        documents=documents,
        to_do=operations.still_to_do(process, steps),
        can_prepare=process.survivor_id is not None and State.PREPARED in AFTER[process.state],
        can_begin_again=_may_begin_again(process),
        can_answer=Step.ANSWERED in steps_in(process.state) or process.state is State.ANSWERED,
        agency=agency_names()[process.agency_id],
        bylines=bylines(people),
        day=clock.today(),
        form=form,
    )
