"""Transfer in: a file and its passphrase, a look at what it holds, and a referral of one's own."""

import base64
from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from safetynet import clock
from safetynet.access import GuardedBlueprint, Permission, StaleError, current_actor
from safetynet.agencies import class_of, the_county
from safetynet.bundles import parts_of
from safetynet.db import db
from safetynet.forms import Form
from safetynet.referrals import Referral
from safetynet.referrals.bases import may_name
from safetynet.referrals.words import TRANSFER_REASON_WORDS
from safetynet.sharing import CATEGORY_WORDS
from safetynet.transfers import limits, operations, queries
from safetynet.transfers.forms import PacketForm, TakingForm
from safetynet.transfers.packet import Packet, PacketError
from safetynet.transfers.page import NoPacketError, sealed_in, unpacked
from safetynet.transfers.reading import shown
from safetynet.vault.passphrase import NotSealedError, WrongPassphraseError, open_under

transfers = GuardedBlueprint("transfers", __name__)

SECONDS = int(limits.WINDOW.total_seconds())


@transfers.context_processor
def words() -> dict[str, object]:
    return {"CATEGORY_WORDS": CATEGORY_WORDS, "REASON_WORDS": TRANSFER_REASON_WORDS}


class _UnopenedError(Exception):
    """A packet stays shut; the sentence says why, under the field that it is about."""

    def __init__(self, sentence: str, *, field: str = "passphrase", status: int = 422) -> None:
        super().__init__()
        self.sentence, self.field, self.status = sentence, field, status


@transfers.get("/transfers/in", needs=Permission.REFERRAL_IMPORT)
def begin() -> ResponseReturnValue:
    return _begin_page(PacketForm())


@transfers.post("/transfers/in", needs=Permission.REFERRAL_IMPORT)
def look() -> ResponseReturnValue:
    """Open a file in memory, and show what it holds; nothing of it is kept."""
    _refuse_where_nobody_may_be_named()
    form = PacketForm()
    if not form.validate():
        return _begin_page(form), 422
    try:
        sealed = _sealed(form)
        packet = _opened(sealed, form.passphrase.data or "")
    except _UnopenedError as error:
        return _blamed(form, error, lambda: _begin_page(form))
    carried = base64.b64encode(sealed).decode()
    return _preview(TakingForm(formdata=None, sealed=carried), packet)


@transfers.post("/transfers/taken", needs=Permission.REFERRAL_IMPORT)
def take() -> ResponseReturnValue:
    _refuse_where_nobody_may_be_named()
    form = TakingForm()
    if not form.validate():
        return _preview(form, None), 422
    try:
        packet = _opened(_carried(form), form.passphrase.data or "")
    except _UnopenedError as error:
        return _blamed(form, error, lambda: _preview(form, None))
    try:
        arrival = operations.take_in(packet, form.urgency.data, current_actor(), clock.today())
    except operations.TakenInError as error:
        flash(_("Your agency took this packet in before. This is what it became."))
        return redirect(url_for("transfers.show", referral=error.arrival.referral_id), 303)
    except PacketError:
        return _blamed(form, _damaged(), lambda: _preview(form, None))
    flash(_("It is taken in. Tell its sender the receipt, by telephone."))
    return redirect(url_for("transfers.show", referral=arrival.referral_id), 303)


@transfers.get("/referrals/<uuid:referral>/transfer-in", needs=Permission.REFERRAL_READ)
def show(referral: Referral) -> ResponseReturnValue:
    """Say where a referral came from; the receipt is for the agency that took it in."""
    words = queries.words_on(referral.id)
    if words is None:
        raise NotFound
    return render_template(
        "transfers/show.html",
        referral=referral,
        words=words,
        arrival=queries.arrival_of(referral.id),
        parts=parts_of(queries.records_with(referral.id), CATEGORY_WORDS),
    )


def _refuse_where_nobody_may_be_named() -> None:
    """On a server of the police, a covered agency enters nobody's name (CR-49)."""
    if not _may_name():
        raise StaleError


def _may_name() -> bool:
    return may_name(class_of(current_actor().agency_id), the_county().host_kind)


def _sealed(form: PacketForm) -> bytes:
    try:
        return sealed_in(form.file.data.read())
    except NoPacketError:
        sentence = _("This is no packet of another county. Choose the file that you were sent.")
        raise _UnopenedError(sentence, field="file") from None


def _carried(form: TakingForm) -> bytes:
    try:
        return unpacked((form.sealed.data or "").encode())
    except NoPacketError:
        raise _damaged() from None


def _opened(sealed: bytes, passphrase: str) -> Packet:
    """Open what is sealed, and read it; raises _UnopenedError."""
    member = current_actor().id
    # The door asked for this form's key: what that began must not wait for what is counted now.
    db.session.rollback()
    try:
        limits.take_a_try(member)
        packet = Packet.from_bytes(open_under(passphrase, sealed))
    except limits.TooManyTriesError:
        sentence = _("That was wrong too often. Try again in an hour, with the sender’s words.")
        raise _UnopenedError(sentence, status=429) from None
    except WrongPassphraseError:
        sentence = _("These are not the words that open it. Ask the sender again, by telephone.")
        raise _UnopenedError(sentence) from None
    except (NotSealedError, PacketError):
        raise _damaged() from None
    limits.forgive(member)
    return packet


def _damaged() -> _UnopenedError:
    return _UnopenedError(_("It is damaged, or of a kind that is not known here."))


def _blamed(form: Form, error: _UnopenedError, page: Callable[[], str]) -> ResponseReturnValue:
    form[error.field].errors = [error.sentence]
    headers = {"Retry-After": str(SECONDS)} if error.status == 429 else {}  # noqa: PLR2004
    return page(), error.status, headers


def _begin_page(form: PacketForm) -> str:
    return render_template(
        "transfers/begin.html",
        form=form,
        may_name=_may_name(),
        arrivals=queries.arrivals_of(current_actor().agency_id),
    )


def _preview(form: TakingForm, packet: Packet | None) -> str:
    """Draw what it holds; None where it is shut, after words that do not open it."""
    earlier = operations.taken_before(packet.id, current_actor().agency_id) if packet else None
    return render_template(
        "transfers/preview.html", form=form, held=shown(packet) if packet else None, earlier=earlier
    )
