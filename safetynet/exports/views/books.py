"""Workbooks of an agency's own referrals: asked for, approved by a second person, taken."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug import Response
from werkzeug.exceptions import Forbidden, NotFound

from safetynet import clock
from safetynet.access import Permission, StaleError, check_version, current_actor
from safetynet.agencies import agency_names, bylines
from safetynet.exports.books import operations, queries
from safetynet.exports.books.forms import BookForm
from safetynet.exports.books.models import Book
from safetynet.exports.models import DecidedError
from safetynet.exports.operations import NothingError, StoppedError
from safetynet.exports.standing import Stop, is_over
from safetynet.exports.views.blueprint import exports
from safetynet.exports.words import STOP_WORDS
from safetynet.forms import DecisionForm
from safetynet.meetings.pdf.answer import handed_over

ALL = "/exports/referrals"
ONE = f"{ALL}/<uuid:book>"
BUTTONS = ("approve", "decline", "make_password", "deliver", "recall")
"""Each is a form of its own, with a once-only key of its own."""


@exports.get(ALL, needs=Permission.EXPORT_READ)
def books() -> ResponseReturnValue:
    return _all(BookForm())


@exports.post(ALL, needs=Permission.EXPORT_ASK)
def ask_for_book() -> ResponseReturnValue:
    form, actor = BookForm(), current_actor()
    if not form.validate():
        return _all(form), 422
    try:
        referrals = operations.chosen(form.since.data, form.until.data, actor)
    except NothingError:
        form.until.errors = [_("Your agency referred nobody in these days")]
        return _all(form), 422
    except operations.TooManyError:
        form.until.errors = [_("These are more than 2,000 referrals: choose fewer days")]
        return _all(form), 422
    book = operations.ask(
        referrals, form.since.data, form.until.data, form.purpose.data or "", actor
    )
    sentence = ngettext(
        "%(num)d referral would be in it.", "%(num)d referrals would be in it.", len(referrals)
    )
    flash(f"{sentence} {_('A supervisor of your agency must approve it first.')}")
    return _to(book)


@exports.get(ONE, needs=Permission.EXPORT_READ)
def book(book: Book) -> ResponseReturnValue:
    return _one(book)


@exports.post(f"{ONE}/approval", needs=Permission.EXPORT_APPROVE)
def approve_book(book: Book) -> ResponseReturnValue:
    return _decided(book, approved=True)


@exports.post(f"{ONE}/refusal", needs=Permission.EXPORT_APPROVE)
def decline_book(book: Book) -> ResponseReturnValue:
    return _decided(book, approved=False)


def _decided(book: Book, *, approved: bool) -> ResponseReturnValue:
    if not DecisionForm().validate():
        return _one(book), 422
    check_version(book)
    actor, now = current_actor(), clock.now()
    try:
        if approved:
            operations.approve(book, actor, now)
        else:
            book.decide(actor.id, now, approved=False)
    except DecidedError:
        raise StaleError(book) from None
    except StoppedError as error:
        return _stopped(book, error)
    flash(_("It is approved. Make its password now.") if approved else _("It does not go out."))
    return _to(book)


@exports.post(f"{ONE}/password", needs=Permission.EXPORT_APPROVE)
def make_book_password(book: Book) -> ResponseReturnValue:
    """Whoever approved tells the password; whoever asked takes the file: neither does both."""
    if not DecisionForm().validate():
        return _one(book), 422
    if book.decided_by_id != current_actor().id:
        raise NotFound
    try:
        operations.make_password(book, clock.now())
    except StoppedError as error:
        return _stopped(book, error)
    return redirect(url_for("exports.book_password", book=book.id), 303)


@exports.get(f"{ONE}/password", needs=Permission.EXPORT_APPROVE, fresh=True)
def book_password(book: Book) -> ResponseReturnValue:
    words, now = queries.words_on(book.id), clock.now()
    is_mine = book.decided_by_id == current_actor().id
    if not (is_mine and words and words.shown_until and now < words.shown_until):
        raise NotFound
    return render_template(
        "exports/books/password.html",
        book=book,
        password=words.password,
        shown_until=words.shown_until,
    )


@exports.post(f"{ONE}/delivery", needs=Permission.EXPORT_ASK)
def deliver_book(book: Book) -> ResponseReturnValue:
    """Count a download; the file itself follows, for a few minutes."""
    if not DecisionForm().validate():
        return _one(book), 422
    check_version(book)
    if current_actor().rights.never_leaves:
        raise Forbidden(_("What was opened in an emergency is for the screen only."))
    try:
        operations.take(book, clock.now())
    except StoppedError:
        raise NotFound from None
    return redirect(url_for("exports.download_book", book=book.id, serial=book.serial), 303)


@exports.get(f"{ONE}/<serial>.pdf", needs=Permission.EXPORT_ASK, fresh=True)
def download_book(book: Book, serial: str) -> ResponseReturnValue:
    """Hand the file over under a name that gives nothing away."""
    if serial != book.serial:
        raise NotFound
    try:
        pdf = operations.file_of(book, clock.now())
    except StoppedError:
        raise NotFound from None
    return handed_over(pdf, serial, f"referrals-{serial}")


@exports.post(f"{ONE}/recall", needs=Permission.EXPORT_RECALL)
def recall_book(book: Book) -> ResponseReturnValue:
    if not DecisionForm().validate():
        return _one(book), 422
    check_version(book)
    try:
        operations.recall(book, current_actor(), clock.now())
    except DecidedError:
        raise StaleError(book) from None
    flash(_("Nobody takes it any more."))
    return _to(book)


def _to(book: Book) -> Response:
    return redirect(url_for("exports.book", book=book.id), 303)


def _stopped(book: Book, error: StoppedError) -> Response:
    flash(str(STOP_WORDS[error.stop]), "error")
    return _to(book)


def _all(form: BookForm) -> str:
    found, now = queries.books(), clock.now()
    return render_template(
        "exports/books/index.html",
        form=form,
        books=[(book, is_over(book, now)) for book in found],
        agencies=agency_names(),
        bylines=bylines(book.requested_by_id for book in found),
    )


def _one(book: Book) -> str:
    actor, stop = current_actor(), is_over(book, clock.now())
    words = queries.words_on(book.id)
    people = (book.requested_by_id, book.decided_by_id, book.recalled_by_id)
    needs_password = stop is None and words is not None and words.shown_until is None
    return render_template(
        "exports/books/show.html",
        book=book,
        stop=Stop.NO_PASSWORD if needs_password else stop,
        needs_password=needs_password,
        purpose=words.purpose if words else None,
        agencies=agency_names(),
        bylines=bylines(one for one in people if one),
        is_mine=book.decided_by_id == actor.id,
        buttons={word: DecisionForm(obj=book) for word in BUTTONS},
    )
