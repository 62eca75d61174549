"""A workbook of an agency's own referrals: which, by whom it was asked for and approved."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.db import Owned, PlainCodes
from safetynet.exports.two_people import ByTwo
from safetynet.vault import Category, Sealed, SealedCode


class Book(ByTwo):
    """A shell. It is no disclosure: what an agency wrote itself goes to itself."""

    __tablename__ = "referral_books"
    __table_args__ = (CheckConstraint("decided_by_id != requested_by_id", name="second_person"),)
    UNDER_MAC = (
        "id",
        "agency_id",
        "referrals",
        "requested_by_id",
        "decided_by_id",
        "is_approved",
        "serial",
        "ends_at",
        "downloads",
        "recalled_at",
    )

    since: Mapped[date]
    until: Mapped[date]
    """Days of the referrals, both included."""
    referrals: Mapped[PlainCodes]
    """Their ids: what was referred since is not in it."""


class BookWords(Owned):
    """What it is for, and what opens it."""

    __tablename__ = "referral_book_words"
    CATEGORY = Category.OFFICE

    book_id: Mapped[UUID] = mapped_column(ForeignKey(Book.id), unique=True)
    purpose: Mapped[Sealed]
    password: Mapped[SealedCode | None]
    shown_until: Mapped[datetime | None]
    """Until then the second person's page shows the password."""
