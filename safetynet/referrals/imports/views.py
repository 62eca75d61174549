"""Upload, match, look, import; nothing of a file is kept in clear on the way."""

from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from safetynet import clock
from safetynet.access import (
    GuardedBlueprint,
    Permission,
    StaleError,
    check_version,
    current_actor,
)
from safetynet.agencies import AgencyClass, HostKind, class_of, the_county
from safetynet.audit import Result, who
from safetynet.referrals.bases import bases_for, carried_by, may_name
from safetynet.referrals.imports import operations
from safetynet.referrals.imports.alike_rows import Known, known_already
from safetynet.referrals.imports.files import discard, has, load
from safetynet.referrals.imports.forms import (
    LeaveOutForm,
    MatchForm,
    SheetForm,
    UploadForm,
    match_form,
)
from safetynet.referrals.imports.models import FileKind, ImportBatch, ImportStatus
from safetynet.referrals.imports.operations import Asked, Opened
from safetynet.referrals.imports.queries import (
    imported_before,
    imports_of,
    match_for,
    origin_of,
)
from safetynet.referrals.imports.said import import_done
from safetynet.referrals.imports.samples import filled_columns, samples_in
from safetynet.referrals.sheets import LABELS, BadRow, Mapping, SheetError, summary
from safetynet.referrals.words import BASIS_WORDS
from safetynet.sharing.county_laws import laws_on
from safetynet.sheets import sheet_choices

imports = GuardedBlueprint("referral_imports", __name__)

imports.context_processor(lambda: {"basis_words": BASIS_WORDS})

STEP = 200
"""Rows in one step: a second or two of work, between which others save."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@imports.get("/referrals/import", needs=Permission.REFERRAL_IMPORT)
def begin() -> ResponseReturnValue:
    return _upload_page(_upload_form())


@imports.post("/referrals/import", needs=Permission.REFERRAL_IMPORT)
def upload() -> ResponseReturnValue:
    actor, form = current_actor(), _upload_form()
    if not may_name(*_sender()):
        raise StaleError
    if not form.validate():
        return _upload_page(form), 422
    asked = Asked(
        agency_id=actor.agency_id,
        member_id=actor.id,
        referred_on=form.referred_on.data or clock.today(),
        referrer=form.referrer.data or "",
        basis=form.basis.data,
        reported_on=form.reported_on.data,
    )
    try:
        batch = operations.begin(form.file.data.filename or "", form.file.data.read(), asked)
    except SheetError as error:
        form.file.errors = [str(error)]
        return _upload_page(form), 422
    return redirect(url_for("referral_imports.show", batch=batch.id), 303)


def _upload_form() -> UploadForm:
    form = UploadForm()
    carried = carried_by(laws_on(clock.today()))
    form.offer(bases_for(*_sender(), carried, may_sign=False), carried)
    return form


def _sender() -> tuple[AgencyClass, HostKind]:
    return class_of(current_actor().agency_id), the_county().host_kind


def _upload_page(form: UploadForm) -> str:
    return render_template(
        "referrals/imports/begin.html",
        form=form,
        may_name=may_name(*_sender()),
        earlier=imports_of(current_actor().agency_id),
    )


@imports.get("/referrals/imports/<uuid:batch>", needs=Permission.REFERRAL_IMPORT)
def show(batch: ImportBatch) -> ResponseReturnValue:
    """Show an import where it stands: matching, running or done."""
    if batch.status is ImportStatus.MATCHING:
        opened = operations.open_again(batch)
        return _match_page(opened, _match_form(opened, version=batch.version))
    return render_template(
        "referrals/imports/progress.html",
        batch=batch,
        step=STEP,
        origin=origin_of(batch),
        has_failed=has(batch, FileKind.FAILED),
    )


@imports.post("/referrals/imports/<uuid:batch>/sheet", needs=Permission.REFERRAL_IMPORT)
def choose_sheet(batch: ImportBatch) -> ResponseReturnValue:
    opened = _still_matching(batch)
    form = _sheet_form(opened)
    if not form.validate():
        unsent = _match_form(opened, formdata=None, version=batch.version)
        return _match_page(opened, unsent, sheet_form=form), 422
    operations.choose_sheet(opened, form.sheet.data)
    return redirect(url_for("referral_imports.show", batch=batch.id), 303)


@imports.post("/referrals/imports/<uuid:batch>/matching", needs=Permission.REFERRAL_IMPORT)
def match(batch: ImportBatch) -> ResponseReturnValue:
    opened = _still_matching(batch)
    form = _match_form(opened)
    if not form.validate():
        return _match_page(opened, form), 422
    mapping = form.matched(opened.mapping)
    if problem := _problem_of(mapping):
        return _match_page(opened, form, problem), 422
    operations.match(opened, mapping, clock.today())
    return redirect(url_for("referral_imports.preview", batch=batch.id), 303)


def _problem_of(mapping: Mapping) -> str:
    if mapping.names_nobody:
        return str(_("Match at least one column with a name or with the sender’s own number."))
    words = ", ".join(str(LABELS[field]) for field in mapping.doubled)
    return str(_("Only one column may be: %(fields)s", fields=words)) if words else ""


def _still_matching(batch: ImportBatch) -> Opened:
    check_version(batch)
    if batch.status is not ImportStatus.MATCHING:
        raise StaleError(batch)
    return operations.open_again(batch)


def _match_form(opened: Opened, **given: Any) -> MatchForm:
    filled = filled_columns(opened.mapping, samples_in(opened.workbook))
    return match_form(opened.mapping, filled, **given)


def _sheet_form(opened: Opened, **given: Any) -> SheetForm:
    form = SheetForm(version=opened.batch.version, sheet=opened.workbook.sheet.name, **given)
    form.sheet.choices = sheet_choices(opened.workbook.sheets)
    return form


def _match_page(
    opened: Opened, form: MatchForm, problem: str = "", sheet_form: SheetForm | None = None
) -> str:
    """Show both forms; the one that was not sent is a new one, or both had the same ids."""
    if sheet_form is None and len(opened.workbook.sheets) > 1:
        sheet_form = _sheet_form(opened, formdata=None)
    return render_template(
        "referrals/imports/match.html",
        batch=opened.batch,
        origin=opened.origin,
        form=form,
        sheet_form=sheet_form,
        samples=samples_in(opened.workbook),
        mapping=opened.mapping,
        before=imported_before(opened.batch.agency_id, opened.origin.digest),
        remembered=match_for(opened.batch.agency_id, opened.mapping.fingerprint),
        problem=problem,
    )


@imports.get("/referrals/imports/<uuid:batch>/preview", needs=Permission.REFERRAL_IMPORT)
def preview(batch: ImportBatch) -> ResponseReturnValue:
    if batch.status is not ImportStatus.MATCHING:
        return redirect(url_for("referral_imports.show", batch=batch.id), 303)
    opened = operations.open_again(batch)
    known = _known(opened)
    return _preview_page(opened, known, _leave_out_form(opened, known, formdata=None))


@imports.post("/referrals/imports/<uuid:batch>/left-out", needs=Permission.REFERRAL_IMPORT)
def leave_out(batch: ImportBatch) -> ResponseReturnValue:
    """Import none of the rows that are ticked; those that are not come in again."""
    opened = _still_matching(batch)
    known = _known(opened)
    form = _leave_out_form(opened, known)
    if not form.validate():
        return _preview_page(opened, known, form), 422
    operations.leave_out(opened, form.left_out(opened.mapping.left_out))
    return redirect(url_for("referral_imports.preview", batch=batch.id), 303)


def _preview_page(opened: Opened, known: Known, form: LeaveOutForm) -> str:
    return render_template(
        "referrals/imports/preview.html",
        batch=opened.batch,
        origin=opened.origin,
        before=imported_before(opened.batch.agency_id, opened.origin.digest),
        count=summary(opened.workbook, opened.mapping, day=clock.today()),
        known=known,
        form=form,
        left_out=opened.mapping.left_out,
        is_bad=lambda row: isinstance(row, BadRow),
    )


def _known(opened: Opened) -> Known:
    """Return who is possibly here already, of rows that are left out too."""
    return known_already(opened.all_rows(clock.today()), current_actor())


def _leave_out_form(opened: Opened, known: Known, **given: Any) -> LeaveOutForm:
    left_out = sorted(opened.mapping.left_out)
    form = LeaveOutForm(version=opened.batch.version, rows=left_out, **given)
    form.offer(known)
    return form


@imports.post("/referrals/imports/<uuid:batch>/run", needs=Permission.REFERRAL_IMPORT)
def run(batch: ImportBatch) -> ResponseReturnValue:
    """Import the next rows; the page that follows asks for the next step by itself."""
    if not batch.is_open:
        return redirect(url_for("referral_imports.show", batch=batch.id), 303)
    left = operations.step(batch, clock.now(), clock.today(), STEP)
    if not left:
        carried = carried_by(laws_on(clock.today()))
        flash(import_done(batch, batch.agency, carried, clock.today()))
    return redirect(url_for("referral_imports.show", batch=batch.id), 303)


@imports.post("/referrals/imports/<uuid:batch>/end", needs=Permission.REFERRAL_IMPORT)
def end(batch: ImportBatch) -> ResponseReturnValue:
    """Give it up; the file is gone at once."""
    if batch.is_open:
        operations.drop(batch, clock.now())
    flash(_("The import is given up; its file is deleted."))
    return redirect(url_for("referral_imports.begin"), 303)


@imports.get("/referrals/imports/<uuid:batch>/failed", needs=Permission.REFERRAL_IMPORT, fresh=True)
def failed(batch: ImportBatch) -> ResponseReturnValue:
    content = load(batch, FileKind.FAILED)
    if content is None:
        raise NotFound
    who().result = Result.EXPORTED
    named = {"Content-Disposition": 'attachment; filename="not-imported.xlsx"'}
    return Response(content, mimetype=XLSX, headers=named)


@imports.post("/referrals/imports/<uuid:batch>/failed/end", needs=Permission.REFERRAL_IMPORT)
def forget_failed(batch: ImportBatch) -> ResponseReturnValue:
    discard(batch, FileKind.FAILED)
    flash(_("The file of rows that were not imported is deleted."))
    return redirect(url_for("referral_imports.show", batch=batch.id), 303)
