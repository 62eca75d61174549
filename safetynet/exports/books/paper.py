"""A cover that says what lies inside it, and the workbook, under one password."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from flask_babel import format_date
from flask_babel import gettext as _

from safetynet import clock
from safetynet.agencies import agency_names, bylines, the_county
from safetynet.bundles import Said
from safetynet.exports.books.models import Book
from safetynet.exports.passwords import under_password
from safetynet.meetings.paper import checkpoint
from safetynet.meetings.paper_labels import footer_labels, language_tag
from safetynet.meetings.pdf.document import FOOTER
from safetynet.meetings.pdf.render import Pdf, render
from safetynet.process.production import Bundle, Word
from safetynet.referrals import Referral
from safetynet.referrals.htcds.keeping import cells_of
from safetynet.referrals.htcds.queries import records_of
from safetynet.referrals.htcds.writing import htcds_workbook


def finished(book: Book, referrals: Sequence[Referral], purpose: str, password: str) -> Pdf:
    """Return the file: a cover under a password, and inside it the workbook under the same."""
    people = (cells_of(one, rows) for one, rows in records_of(book.agency_id, referrals))
    inside = {f"{book.serial}.xlsx": htcds_workbook(people)}
    pdf = render(_cover(book, len(referrals), purpose), "exports/copy.typ", (*Word, *FOOTER))
    locked = under_password(pdf.bytes, password, inside)
    return replace(pdf, bytes=locked, sha256=sha256(locked).hexdigest())


def _cover(book: Book, count: int, purpose: str) -> Bundle:
    own = agency_names()[book.agency_id]
    return Bundle(
        county=the_county().name,
        number="HTCDS 2.0",
        title=own,
        copy_for=own,
        serial=book.serial or "",
        language=language_tag(),
        notice=_("For this agency alone: its own records. Keep it where its own files are kept."),
        made_at=book.decided_at or clock.now(),
        checkpoint=checkpoint(),
        labels={
            **footer_labels(),
            Word.HEADING: _("Workbook of referrals"),
            Word.PAGES: _("Pages, this one included"),
            Word.LEFT_OUT: _("What is left out"),
            Word.WRITTEN: _("written"),
        },
        facts=tuple(Said(term, text) for term, text in _facts(book, count, own, purpose)),
        left_out=(Said(_("Never in a workbook"), _left_out()),),
        parts=(),
    )


def _left_out() -> str:
    return str(
        _(
            "What other agencies wrote, what was said in a review, counseling, health and court "
            "records, persons of concern, and numbers that nobody may use."
        )
    )


def _facts(book: Book, count: int, own: str, purpose: str) -> Iterator[tuple[str, str]]:
    names = bylines(one for one in (book.requested_by_id, book.decided_by_id) if one)
    yield _("For"), own
    yield _("What for"), purpose
    yield _("On what basis"), _("The agency’s own records")
    yield _("Referrals from"), format_date(book.since, "long")
    yield _("Referrals until"), format_date(book.until, "long")
    yield _("Referrals"), str(count)
    yield _("Asked for by"), names[book.requested_by_id]
    yield _("Approved by"), names[book.decided_by_id] if book.decided_by_id else "–"
    yield _("The workbook"), _("Open it from this paper’s list of attached files.")
