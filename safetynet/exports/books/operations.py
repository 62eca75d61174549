"""Asking for a workbook, deciding, making its password, taking it: each once."""

from collections.abc import Sequence
from datetime import date, datetime

from safetynet.access import Actor
from safetynet.db import db, is_genuine
from safetynet.exports.books.models import Book, BookWords
from safetynet.exports.books.paper import finished
from safetynet.exports.books.queries import referrals_in, words_on
from safetynet.exports.operations import NothingError, StoppedError
from safetynet.exports.passwords import new_password
from safetynet.exports.standing import Stop, is_over
from safetynet.exports.two_people import OPEN_FOR, SHOWN_FOR
from safetynet.meetings.paper import new_serial
from safetynet.meetings.pdf.render import Pdf
from safetynet.referrals import Referral
from safetynet.referrals.htcds.queries import referrals_between
from safetynet.vault import NOBODY

MOST = 2_000
"""Referrals in one workbook."""


class TooManyError(Exception):
    """Fewer days are needed."""


def chosen(since: date, until: date, actor: Actor) -> Sequence[Referral]:
    """Return the referrals of these days that this person's agency made.

    Raises NothingError, TooManyError.
    """
    found = referrals_between(actor.agency_id, since, until, MOST + 1)
    if not found:
        raise NothingError
    if len(found) > MOST:
        raise TooManyError
    return found


def ask(
    referrals: Sequence[Referral], since: date, until: date, purpose: str, actor: Actor
) -> Book:
    """Save what was chosen, for a second person to approve."""
    book = Book(
        agency_id=actor.agency_id,
        since=since,
        until=until,
        referrals=[str(one.id) for one in referrals],
        downloads=0,
        requested_by_id=actor.id,
    )
    db.session.add(book)
    db.session.flush()
    db.session.add(
        BookWords(book_id=book.id, survivor_id=NOBODY, owner_id=actor.agency_id, purpose=purpose)
    )
    return book


def approve(book: Book, actor: Actor, now: datetime) -> None:
    """Be the second person; raises DecidedError when somebody decided before, StoppedError."""
    if not is_genuine(book):
        raise StoppedError(Stop.FORGED)
    book.decide(actor.id, now, approved=True)
    book.ends_at, book.serial = now + OPEN_FOR, new_serial()


def make_password(book: Book, now: datetime) -> None:
    """Make a new one: the next file opens with it, and the second person reads it for a while.

    Raises StoppedError.
    """
    check(book, now)
    words = _words(book)
    words.password, words.shown_until = new_password(), now + SHOWN_FOR


def check(book: Book, now: datetime) -> None:
    """Ask everything that must hold before it is taken; raises StoppedError."""
    if stop := is_over(book, now):
        raise StoppedError(stop)


def take(book: Book, now: datetime) -> None:
    """Count a download; raises StoppedError."""
    check(book, now)
    if _words(book).password is None:
        raise StoppedError(Stop.NO_PASSWORD)
    book.count_download(now)


def file_of(book: Book, now: datetime) -> Pdf:
    """Make the file of a download that was counted; raises StoppedError."""
    stop = is_over(book, now)
    if stop not in {None, Stop.TAKEN} or not book.is_being_taken(now):
        raise StoppedError(stop or Stop.TAKEN)
    words, referrals = _words(book), referrals_in(book)
    if words.password is None:
        raise StoppedError(Stop.NO_PASSWORD)
    if not referrals:
        raise StoppedError(Stop.CHANGED)
    return finished(book, referrals, words.purpose, words.password)


def recall(book: Book, actor: Actor, now: datetime) -> None:
    """Withdraw it: nobody takes it any more; raises DecidedError."""
    book.recall(actor.id, now)
    if words := words_on(book.id):
        words.password, words.shown_until = None, None


def _words(book: Book) -> BookWords:
    words = words_on(book.id)
    if words is None:
        raise StoppedError(Stop.CHANGED)
    return words
