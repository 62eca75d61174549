from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from safetynet.among import among
from safetynet.db import db
from safetynet.exports.books.models import Book, BookWords
from safetynet.referrals import Referral

SHOWN = 50


def books() -> Sequence[Book]:
    """Return the latest workbooks that may be known, the latest first."""
    latest = select(Book).order_by(Book.created_at.desc(), Book.id).limit(SHOWN)
    return db.session.scalars(latest).all()


def words_on(book_id: UUID) -> BookWords | None:
    """Return the words on a workbook; None where they are another agency's, or were destroyed."""
    return db.session.scalars(select(BookWords).where(BookWords.book_id == book_id)).one_or_none()


def referrals_in(book: Book) -> Sequence[Referral]:
    """Return its referrals, as far as this person may know them, in the order of their numbers."""
    ids = [UUID(one) for one in book.referrals]
    return db.session.scalars(
        select(Referral)
        .where(among(Referral.id, ids), Referral.from_agency_id == book.agency_id)
        .order_by(Referral.created_at, Referral.batch_row, Referral.number)
    ).all()
