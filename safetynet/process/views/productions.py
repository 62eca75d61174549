"""What leaves: one person chooses and sees it, another approves, then it goes."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from safetynet import clock
from safetynet.access import Permission, StaleError, check_version, current_actor, may
from safetynet.agencies import agency_names, agency_with, bylines
from safetynet.bundles import Scope, counted, parts_of
from safetynet.forms import DecisionForm
from safetynet.meetings.pdf.answer import handed_over
from safetynet.process import operations, queries
from safetynet.process.bundle import bases_for, left_out, rows_leaving
from safetynet.process.forms import ProductionForm
from safetynet.process.models import LegalProcess, Production
from safetynet.process.production import bundle_for, set_in_type
from safetynet.process.states import State, WrongStateError
from safetynet.process.views.blueprint import process as desk
from safetynet.sharing.words import CATEGORY_WORDS

AT = "/legal-process/<uuid:process>/productions"
ONE = f"{AT}/<uuid:production>"


@desk.get(f"{AT}/new", needs=Permission.PROCESS_PRODUCE)
def begin_production(process: LegalProcess) -> ResponseReturnValue:
    return _choosing(process, _offered(process, ProductionForm(obj=process)))


@desk.post(AT, needs=Permission.PROCESS_PRODUCE)
def prepare(process: LegalProcess) -> ResponseReturnValue:
    """Show what would go out first; only the second button sends it to a second person."""
    form = _offered(process, ProductionForm())
    if not form.validate():
        return _choosing(process, form), 422
    check_version(process)
    scope = _scope(process, form)
    if "prepare" not in request.form:
        return _choosing(process, form, scope)
    try:
        production = operations.prepare(process, scope, form.basis.data, current_actor())
    except operations.NotYetError:
        flash(_("Write down first that counsel and the young person were told."), "error")
        return redirect(url_for("process.show", process=process.id), 303)
    except operations.NothingError:
        return _choosing(process, form, scope)
    except WrongStateError:
        raise StaleError(process) from None
    flash(_("Somebody else must approve this before anything goes out."))
    path = url_for("process.production", process=process.id, production=production.id)
    return redirect(path, 303)


@desk.get(ONE, needs=Permission.PROCESS_READ)
def production(process: LegalProcess, production: Production) -> ResponseReturnValue:
    return _one(process, production)


@desk.post(f"{ONE}/approval", needs=Permission.PROCESS_APPROVE)
def approve(process: LegalProcess, production: Production) -> ResponseReturnValue:
    return _decide(process, production, approved=True)


@desk.post(f"{ONE}/refusal", needs=Permission.PROCESS_APPROVE)
def decline(process: LegalProcess, production: Production) -> ResponseReturnValue:
    return _decide(process, production, approved=False)


@desk.post(f"{ONE}/delivery", needs=Permission.PROCESS_PRODUCE)
def produce(process: LegalProcess, production: Production) -> ResponseReturnValue:
    if not DecisionForm().validate():
        return _one(process, production), 422
    check_version(production)
    path = url_for("process.production", process=process.id, production=production.id)
    try:
        operations.produce(process, production, current_actor(), clock.now())
    except WrongStateError:
        raise StaleError(production) from None
    except operations.ChangedError:
        flash(_("Records were added or edited since this was prepared: prepare it anew."), "error")
        return redirect(path, 303)
    flash(_("It is recorded as produced. Download the paper and hand it over."))
    return redirect(path, 303)


@desk.get(f"{ONE}/<any(en, es):language>.pdf", needs=Permission.PROCESS_PRODUCE, fresh=True)
def production_pdf(
    process: LegalProcess, production: Production, language: str
) -> ResponseReturnValue:
    """Hand over what was approved, and nothing that is not the same any more."""
    paper = queries.paper_of(process.id)
    if production.serial is None or paper is None:
        raise NotFound
    try:
        rows = operations.approved_rows(production)
    except operations.ChangedError:
        flash(_("Records changed since. The paper that left cannot be made again."), "error")
        return redirect(
            url_for("process.production", process=process.id, production=production.id), 303
        )
    agency = agency_with(process.agency_id).name
    with force_locale(language):
        pdf = set_in_type(bundle_for(process, paper, production, rows, agency))
    name = f"{process.reference}-{production.serial}-{language}"
    return handed_over(pdf, production.serial, name)


def _decide(
    process: LegalProcess, production: Production, *, approved: bool
) -> ResponseReturnValue:
    if not DecisionForm().validate():
        return _one(process, production), 422
    check_version(production)
    try:
        operations.decide(process, production, current_actor(), clock.now(), approved=approved)
    except WrongStateError:
        raise StaleError(production) from None
    flash(_("It may go out now.") if approved else _("It does not go out."))
    path = url_for("process.production", process=process.id, production=production.id)
    return redirect(path, 303)


def _offered(process: LegalProcess, form: ProductionForm) -> ProductionForm:
    form.offer(bases_for(process.kind, agency_with(process.agency_id)))
    return form


def _scope(process: LegalProcess, form: ProductionForm) -> Scope:
    if process.survivor_id is None:
        raise NotFound
    return Scope(
        process.agency_id,
        process.survivor_id,
        frozenset(form.categories.data or ()),
        form.since.data,
        form.until.data,
    )


def _choosing(process: LegalProcess, form: ProductionForm, scope: Scope | None = None) -> str:
    if process.survivor_id is None:
        raise NotFound
    rows = rows_leaving(scope) if scope else []
    return render_template(
        "process/prepare.html",
        process=process,
        form=form,
        is_shown=scope is not None,
        counts=counted(rows),
        parts=parts_of(rows, CATEGORY_WORDS),
        stays=left_out(scope.categories, form.basis.data) if scope else {},
        is_covered=agency_with(process.agency_id).is_covered,
        has_second=queries.has_a_second_person(current_actor()),
    )


def _one(process: LegalProcess, production: Production) -> str:
    names = (production.prepared_by_id, production.decided_by_id, production.produced_by_id)
    is_asked = queries.is_newest(production) and queries.paper_of(process.id) is not None
    is_ready = is_asked and process.state is State.APPROVED and bool(production.is_approved)
    shows = may(current_actor(), Permission.PROCESS_PRODUCE, production)
    rows = rows_leaving(operations.scope_of(production)) if shows else []
    return render_template(
        "process/production.html",
        process=process,
        production=production,
        kinds=[CATEGORY_WORDS[kind] for kind in sorted(production.kinds)],
        parts=parts_of(rows, CATEGORY_WORDS),
        stays=left_out(production.kinds, production.basis),
        agency=agency_names()[process.agency_id],
        bylines=bylines(one for one in names if one),
        waits=process.state is State.PREPARED and is_asked and production.is_approved is None,
        is_ready=is_ready and production.produced_at is None,
        has_second=queries.has_a_second_person(current_actor()),
        approving=DecisionForm(obj=production),
        declining=DecisionForm(obj=production),
        delivering=DecisionForm(obj=production),
    )
