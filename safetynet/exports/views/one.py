"""One copy: decided by a second person, opened by a password of hers, taken, called back."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response
from werkzeug.exceptions import Forbidden, NotFound

from safetynet import clock
from safetynet.access import Permission, StaleError, check_version, current_actor
from safetynet.agencies import agency_names, bylines
from safetynet.bundles import parts_of
from safetynet.exports import operations, queries
from safetynet.exports.forms import OutcomeForm
from safetynet.exports.grants import grant_of
from safetynet.exports.held import ChangedError, held_rows
from safetynet.exports.models import DecidedError, Export, Format
from safetynet.exports.operations import StoppedError
from safetynet.exports.standing import Stop, is_over, lacks
from safetynet.exports.transfers.forms import ReceiptForm
from safetynet.exports.transfers.queries import transfer_of, words_with
from safetynet.exports.views.blueprint import exports
from safetynet.exports.words import STOP_WORDS, basis_said
from safetynet.forms import DecisionForm
from safetynet.meetings.pdf.answer import handed_over
from safetynet.sharing import CATEGORY_WORDS

ONE = "/exports/<uuid:export>"
BUTTONS = ("approve", "decline", "make_password", "deliver", "recall")
"""Each is a form of its own, with a once-only key of its own."""


@exports.get(ONE, needs=Permission.EXPORT_READ)
def show(export: Export) -> ResponseReturnValue:
    return page_of(export)


@exports.post(f"{ONE}/approval", needs=Permission.EXPORT_APPROVE)
def approve(export: Export) -> ResponseReturnValue:
    if not DecisionForm().validate():
        return page_of(export), 422
    check_version(export)
    try:
        operations.approve(export, current_actor(), clock.now())
    except DecidedError:
        raise StaleError(export) from None
    except StoppedError as error:
        return _stopped(export, error)
    flash(_("It is approved. Make its password now, and tell it the recipient by telephone."))
    return to_the_page(export)


@exports.post(f"{ONE}/refusal", needs=Permission.EXPORT_APPROVE)
def decline(export: Export) -> ResponseReturnValue:
    if not DecisionForm().validate():
        return page_of(export), 422
    check_version(export)
    try:
        export.decide(current_actor().id, clock.now(), approved=False)
    except DecidedError:
        raise StaleError(export) from None
    flash(_("It does not go out."))
    return to_the_page(export)


@exports.post(f"{ONE}/password", needs=Permission.EXPORT_APPROVE)
def make_password(export: Export) -> ResponseReturnValue:
    """Whoever approved tells the password; whoever asked sends the file: neither does both."""
    if not DecisionForm().validate():
        return page_of(export), 422
    if export.decided_by_id != current_actor().id:
        raise NotFound
    try:
        operations.make_password(export, clock.now())
    except StoppedError as error:
        return _stopped(export, error)
    return redirect(url_for("exports.password", export=export.id), 303)


@exports.get(f"{ONE}/password", needs=Permission.EXPORT_APPROVE, fresh=True)
def password(export: Export) -> ResponseReturnValue:
    words, now = queries.words_of(export.id), clock.now()
    is_mine = export.decided_by_id == current_actor().id
    if not (is_mine and words and words.shown_until and now < words.shown_until):
        raise NotFound
    return render_template(
        "exports/password.html",
        export=export,
        password=words.password,
        shown_until=words.shown_until,
    )


@exports.post(f"{ONE}/delivery", needs=Permission.EXPORT_ASK)
def deliver(export: Export) -> ResponseReturnValue:
    """Count a download; the file itself follows, for a few minutes."""
    if not DecisionForm().validate():
        return page_of(export), 422
    check_version(export)
    if current_actor().rights.never_leaves:
        raise Forbidden(_("What was opened in an emergency is for the screen only."))
    try:
        operations.take(export, clock.now())
    except StoppedError:
        raise NotFound from None
    endpoint = "download_packet" if export.format is Format.PACKET else "download"
    return redirect(url_for(f"exports.{endpoint}", export=export.id, serial=export.serial), 303)


@exports.get(f"{ONE}/<serial>.pdf", needs=Permission.EXPORT_ASK, fresh=True)
def download(export: Export, serial: str) -> ResponseReturnValue:
    """Ask everything once more, and hand the file over under a name that gives nothing away."""
    if serial != export.serial or export.format is Format.PACKET:
        raise NotFound
    try:
        pdf = operations.file_of(export, clock.now())
    except StoppedError:
        raise NotFound from None
    return handed_over(pdf, serial, f"copy-{serial}")


@exports.post(f"{ONE}/recall", needs=Permission.EXPORT_RECALL)
def recall(export: Export) -> ResponseReturnValue:
    if not DecisionForm().validate():
        return page_of(export), 422
    check_version(export)
    try:
        operations.recall(export, current_actor(), clock.now())
    except DecidedError:
        raise StaleError(export) from None
    flash(_("Nobody takes it any more."))
    return to_the_page(export)


@exports.post(f"{ONE}/outcome", needs=Permission.EXPORT_RECALL)
def note_outcome(export: Export) -> ResponseReturnValue:
    form = OutcomeForm()
    if not form.validate():
        return page_of(export, form), 422
    check_version(export)
    try:
        export.note_outcome(form.outcome.data, form.day.data)
    except DecidedError:
        raise StaleError(export) from None
    flash(_("It is written down."))
    return to_the_page(export)


def to_the_page(export: Export) -> Response:
    return redirect(url_for("exports.show", export=export.id), 303)


def _stopped(export: Export, error: StoppedError) -> Response:
    flash(str(STOP_WORDS[error.stop]), "error")
    return to_the_page(export)


def page_of(export: Export, form: OutcomeForm | ReceiptForm | None = None) -> str:
    """Draw it with all that may be done now; `form` is one that was sent, and is to be mended."""
    actor, now = current_actor(), clock.now()
    reads = actor.reads_content and export.agency_id == actor.agency_id
    words = queries.words_of(export.id)
    stop = is_over(export, now)
    if reads and stop in {None, Stop.UNDECIDED}:
        stop = lacks(export) or stop
    transfer = transfer_of(export.id)
    as_it_is: dict[str, Any] = {"formdata": None, "obj": export, "data": {"day": clock.today()}}
    outcome = form if isinstance(form, OutcomeForm) else OutcomeForm(**as_it_is)
    people = (export.requested_by_id, export.decided_by_id, export.recalled_by_id)
    noted_by = transfer.noted_by_id if transfer else None
    return render_template(
        "exports/show.html",
        transfer=transfer,
        told=words_with(transfer.id) if transfer else None,
        form=form or outcome,
        receipt=form if isinstance(form, ReceiptForm) else ReceiptForm(**as_it_is),
        outcome=outcome,
        export=export,
        stop=stop,
        needs_password=stop is None and words is not None and words.shown_until is None,
        purpose=words.purpose if words else None,
        basis=basis_said(export.basis, grant_of(export) if reads else None),
        kinds=[CATEGORY_WORDS[kind] for kind in sorted(export.kinds)],
        parts=_parts(export) if reads and export.waits else (),
        agencies=agency_names(),
        bylines=bylines(one for one in (*people, noted_by) if one),
        is_mine=export.decided_by_id == actor.id,
        buttons={word: DecisionForm(formdata=None, obj=export) for word in BUTTONS},
    )


def _parts(export: Export) -> object:
    """Open what waits for the second person, as it would stand on the paper."""
    try:
        return parts_of(held_rows(export), CATEGORY_WORDS)
    except ChangedError:
        return ()
