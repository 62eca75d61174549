"""A copy of an agency's own records for one named recipient, from the asking to its return."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.agencies import Agency, Member
from safetynet.cases import Case
from safetynet.db import Owned, Plain, PlainCodes, WithMac
from safetynet.sharing import Disclosure, Release
from safetynet.survivors import Survivor
from safetynet.vault import Category, Sealed, SealedCode

OPEN_FOR = timedelta(days=7)
"""How long a copy may be taken once it is approved, if its basis holds as long."""
MOST_DOWNLOADS = 3
SHOWN_FOR = timedelta(minutes=10)
"""How long a password stands on its page, and how long a download that began may go on."""


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


class Outcome(StrEnum):
    """What became of a copy that was called back."""

    RETURNED = "returned"
    DESTROYED = "destroyed"
    NOT_RETURNED = "not_returned"


class DecidedError(Exception):
    """Somebody decided before, or the copy was called back meanwhile."""


class Export(WithMac):
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

    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    number: Mapped[Plain]
    """The case's."""
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
    requested_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    decided_at: Mapped[datetime | None]
    is_approved: Mapped[bool | None]
    """None until the second person decides."""
    serial: Mapped[Plain | None]
    ends_at: Mapped[datetime | None]
    downloads: Mapped[int] = mapped_column(default=0)
    downloaded_at: Mapped[datetime | None]
    recalled_at: Mapped[datetime | None]
    recalled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    outcome: Mapped[Outcome | None]
    outcome_on: Mapped[date | None]

    @property
    def kinds(self) -> frozenset[Category]:
        return frozenset(map(Category, self.categories))

    @property
    def waits(self) -> bool:
        """For the second person."""
        return self.is_approved is None and self.recalled_at is None

    @property
    def has_left(self) -> bool:
        return self.downloads > 0

    def decide(self, by_id: UUID, now: datetime, *, approved: bool) -> None:
        """Take the second person's word; raises DecidedError when there was one already."""
        if not self.waits or by_id == self.requested_by_id:
            raise DecidedError
        self.is_approved, self.decided_by_id, self.decided_at = approved, by_id, now

    def count_download(self, now: datetime) -> None:
        self.downloads, self.downloaded_at = self.downloads + 1, now

    def is_being_taken(self, now: datetime) -> bool:
        """Say whether a download that was counted may still go on."""
        return self.downloaded_at is not None and now - self.downloaded_at < SHOWN_FOR

    def recall(self, by_id: UUID, now: datetime) -> None:
        """Withdraw it, or call it back; raises DecidedError where that was done."""
        if self.recalled_at is not None or self.is_approved is False:
            raise DecidedError
        self.recalled_at, self.recalled_by_id = now, by_id

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
