"""A copy of an agency's own records for one named recipient, from the asking to its return."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.agencies import Agency
from safetynet.cases import Case
from safetynet.db import Owned, Plain, PlainCodes
from safetynet.exports.two_people import MOST_DOWNLOADS, OPEN_FOR, SHOWN_FOR, ByTwo, DecidedError
from safetynet.referrals import Referral
from safetynet.sharing import Disclosure, Release
from safetynet.survivors import Survivor
from safetynet.vault import Category, Sealed, SealedCode

__all__ = [
    "MOST_DOWNLOADS",
    "OPEN_FOR",
    "SHOWN_FOR",
    "Basis",
    "DecidedError",
    "Export",
    "ExportWords",
    "Format",
    "Outcome",
]


class Basis(StrEnum):
    """On what a copy leaves."""

    RELEASE = "release"
    LAW = "law"
    OWN_REQUEST = "own_request"
    """The young person asks for her own; who she is was verified."""


class Format(StrEnum):
    """Always a PDF under a password; rows for a spreadsheet lie inside it, under the same."""

    PDF = "pdf"
    WORKBOOK = "workbook"
    CSV = "csv"
    PACKET = "packet"
    """For another county: a page that opens offline, with words that are told by telephone."""


class Outcome(StrEnum):
    """What became of a copy that was called back."""

    RETURNED = "returned"
    DESTROYED = "destroyed"
    NOT_RETURNED = "not_returned"


class Export(ByTwo):
    """A shell: for whom, on what, which rows by their ids, by whom, and how it stands."""

    __tablename__ = "exports"
    __table_args__ = (CheckConstraint("decided_by_id != requested_by_id", name="second_person"),)
    UNDER_MAC = (
        "id",
        "agency_id",
        "survivor_id",
        "basis",
        "to_agency_id",
        "release_id",
        "disclosure_id",
        "categories",
        "held",
        "requested_by_id",
        "decided_by_id",
        "is_approved",
        "serial",
        "ends_at",
        "downloads",
        "recalled_at",
    )

    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey(Case.id), index=True)
    referral_id: Mapped[UUID | None] = mapped_column(ForeignKey(Referral.id), index=True)
    """One of the two: what a transfer takes along of a referral that never became a case."""
    number: Mapped[Plain]
    """The case's, or the referral's."""
    basis: Mapped[Basis]
    to_agency_id: Mapped[UUID | None] = mapped_column(ForeignKey(Agency.id))
    """None where it is for the young person herself."""
    release_id: Mapped[UUID | None] = mapped_column(ForeignKey(Release.id))
    disclosure_id: Mapped[UUID | None] = mapped_column(ForeignKey(Disclosure.id))
    categories: Mapped[PlainCodes]
    since: Mapped[date | None]
    until: Mapped[date | None]
    held: Mapped[PlainCodes]
    """Each row as "table id seal-version": what was written since is not in it, and a row that was
    edited since is not what was approved."""
    format: Mapped[Format]
    language: Mapped[Plain]
    pages: Mapped[int]
    outcome: Mapped[Outcome | None]
    outcome_on: Mapped[date | None]

    @property
    def kinds(self) -> frozenset[Category]:
        return frozenset(map(Category, self.categories))

    def note_outcome(self, outcome: Outcome, day: date) -> None:
        """Say what became of it; raises DecidedError where it never left or is not called back."""
        if self.recalled_at is None or not self.has_left:
            raise DecidedError
        self.outcome, self.outcome_on = outcome, day


class ExportWords(Owned):
    """What a copy is for, and what opens it; sealed in the agency's own office compartment."""

    __tablename__ = "export_words"
    CATEGORY = Category.OFFICE

    export_id: Mapped[UUID] = mapped_column(ForeignKey(Export.id), unique=True)
    purpose: Mapped[Sealed]
    password: Mapped[SealedCode | None]
    shown_until: Mapped[datetime | None]
    """Until then the second person's page shows the password."""
