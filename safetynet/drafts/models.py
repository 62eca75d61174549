"""One row for each form that somebody opened, typed into, and has not sent."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.agencies import Member
from safetynet.db import Owned, Plain
from safetynet.vault import SealedCode

LIVES = timedelta(days=30)
"""A month: longer than anybody is away, and an unsent text is no record to be kept for years."""


class Draft(Owned):
    """What one person typed into one form that was opened once; nobody else ever reads it.

    It belongs to its author's agency, and to the compartment of what it will become: whatever
    destroys that content destroys this too.
    """

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("author_id", "form_key"),)
    # Written on every few seconds: the ledger says when it began and how it ended.
    IS_WATCHED = False
    IN_PASSING = frozenset({"words", "kept_at"})

    author_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id), index=True)
    form_key: Mapped[UUID]
    """Of the form as it was opened: two tabs are two drafts, and neither writes over the other."""
    place: Mapped[Plain]
    """The address that the form will be sent to. Of ids, as all of ours."""
    page: Mapped[Plain]
    """The address of the page on which the form stands."""
    kept_at: Mapped[datetime]
    words: Mapped[SealedCode]
    """The title of the page, and the inputs with what stood in them, as JSON."""
