"""A packet for another county: asked for from a case file or a referral, taken, and received."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from safetynet import clock
from safetynet.access import Permission, StaleError, check_version, current_actor
from safetynet.agencies import agency_names
from safetynet.bundles import counted, parts_of
from safetynet.cases import Case
from safetynet.exports.grants import grants_elsewhere
from safetynet.exports.models import DecidedError, Export
from safetynet.exports.operations import NothingError, StoppedError
from safetynet.exports.transfers import operations
from safetynet.exports.transfers.forms import ReceiptForm, TransferForm
from safetynet.exports.transfers.operations import There, WrongReceiptError
from safetynet.exports.views.asking import Shown
from safetynet.exports.views.blueprint import exports
from safetynet.exports.views.one import ONE, page_of, to_the_page
from safetynet.meetings.pdf.answer import handed_over_file
from safetynet.referrals import Referral
from safetynet.sharing import CATEGORY_WORDS
from safetynet.survivors import reach_again
from safetynet.transfers.packet import TooLargeError


@exports.get("/cases/<uuid:case>/transfers/new", needs=Permission.EXPORT_ASK)
def begin_transfer(case: Case) -> ResponseReturnValue:
    return _page(case, _offered(case))


@exports.post("/cases/<uuid:case>/transfers", needs=Permission.EXPORT_ASK)
def ask_for_transfer(case: Case) -> ResponseReturnValue:
    """Show what would be in it first; only the second button sends it to a second person."""
    return _asked(case)


@exports.get("/referrals/<uuid:referral>/packet/new", needs=Permission.EXPORT_ASK)
def begin_referral_transfer(referral: Referral) -> ResponseReturnValue:
    return _page(referral, _offered(referral))


@exports.post("/referrals/<uuid:referral>/packet", needs=Permission.EXPORT_ASK)
def ask_for_referral_transfer(referral: Referral) -> ResponseReturnValue:
    """Do the same where it never became a case: its sender's own words follow it."""
    reach_again(referral.survivor_id)
    return _asked(referral)


@exports.get(f"{ONE}/<serial>.html", needs=Permission.EXPORT_ASK, fresh=True)
def download_packet(export: Export, serial: str) -> ResponseReturnValue:
    """Ask everything once more, and hand the file over under a name that gives nothing away."""
    if serial != export.serial:
        raise NotFound
    try:
        packet = operations.file_of(export, clock.now())
    except StoppedError:
        raise NotFound from None
    return handed_over_file(packet, serial, f"document-{serial}.html")


@exports.post(f"{ONE}/receipt", needs=Permission.EXPORT_RECALL)
def note_receipt(export: Export) -> ResponseReturnValue:
    form, actor = ReceiptForm(), current_actor()
    if not form.validate():
        return page_of(export, form), 422
    check_version(export)
    said = (form.receipt.data or "", form.day.data, form.told_by.data or "")
    try:
        operations.note_receipt(export, *said, actor, clock.now())
    except WrongReceiptError:
        form.receipt.errors = [_("This is not the receipt of this packet. Ask once more.")]
        return page_of(export, form), 422
    except StoppedError:
        raise NotFound from None
    except DecidedError:
        raise StaleError(export) from None
    flash(_("It arrived. Nobody takes it any more."))
    return to_the_page(export)


def _asked(of: Case | Referral) -> ResponseReturnValue:
    form = _offered(of)
    if not form.validate():
        return _page(of, form), 422
    wish, there = form.wish(), There(form.transfer_reason.data, form.reach.data or "")
    try:
        export, rows = operations.draft(of, wish, there, current_actor())
    except NothingError:
        return _page(of, form, is_empty=True)
    except TooLargeError:
        form.categories.errors = [_("This is more than one packet holds. Choose fewer days.")]
        return _page(of, form), 422
    if "ask" not in request.form:
        shown = Shown(export.pages, counted(rows), parts_of(rows, CATEGORY_WORDS))
        return _page(of, form, shown)
    operations.ask(export, wish, there)
    flash(_("A supervisor of your agency must approve this before anything goes out."))
    return redirect(url_for("exports.show", export=export.id), 303)


def _offered(of: Case | Referral) -> TransferForm:
    form = TransferForm()
    grants = grants_elsewhere(of.survivor_id, current_actor().agency_id)
    form.offer(grants, agency_names())
    return form


def _page(
    of: Case | Referral, form: TransferForm, shown: Shown | None = None, *, is_empty: bool = False
) -> str:
    return render_template(
        "exports/transfer.html",
        of=of,
        where=_where(of),
        # Without a basis there is nothing to fill in, and nothing to mend.
        form=form if form.grant.choices else TransferForm(formdata=None),
        can_go=bool(form.grant.choices),
        is_empty=is_empty,
        shown=shown,
    )


def _where(of: Case | Referral) -> dict[str, Any]:
    """Return the addresses that differ between a case and a referral."""
    if isinstance(of, Case):
        return {
            "action": url_for("exports.ask_for_transfer", case=of.id),
            "back": url_for("casefile.show", case=of.id),
            "release": url_for("sharing.begin", case=of.id),
        }
    return {
        "action": url_for("exports.ask_for_referral_transfer", referral=of.id),
        "back": url_for("referrals.show", referral=of.id),
        "release": url_for("sharing.begin_for_referral", referral=of.id),
    }
