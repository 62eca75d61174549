"""A spreadsheet on its way to becoming referrals; nothing of it lies anywhere in clear."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency, Member
from safetynet.db import Model, Owned
from safetynet.referrals.vocabulary import ReferralBasis
from safetynet.vault import Category, Sealed, SealedCode


class ImportStatus(StrEnum):
    MATCHING = "matching"
    """Uploaded; its columns are being matched to our fields."""
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"
    """Given up before its first row."""


class ImportBatch(Model):
    """A shell: one file, what was asked once about it, and how far it is."""

    __tablename__ = "import_batches"

    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    agency: Mapped[Agency] = relationship()
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    member: Mapped[Member | None] = relationship()
    status: Mapped[ImportStatus] = mapped_column(default=ImportStatus.MATCHING)
    referred_on: Mapped[date]
    basis: Mapped[ReferralBasis | None]
    """None keeps every referral inside the importing agency."""
    reported_on: Mapped[date | None]
    accepts_valid: Mapped[bool] = mapped_column(default=True)
    """Whether good rows are imported although others are bad."""

    rows_total: Mapped[int] = mapped_column(default=0)
    rows_bad: Mapped[int] = mapped_column(default=0)
    rows_done: Mapped[int] = mapped_column(default=0)
    last_row: Mapped[int] = mapped_column(default=0)
    """The last row of the sheet that was dealt with; saved together with what became of it."""
    finished_at: Mapped[datetime | None]

    @property
    def is_open(self) -> bool:
        return self.status in {ImportStatus.MATCHING, ImportStatus.RUNNING}


class FileKind(StrEnum):
    UPLOAD = "upload"
    FAILED = "failed"
    """The rows that were not imported, to be mended."""


class ImportFile(Owned):
    """One part of a file, as base64; deleted when it is no longer needed."""

    __tablename__ = "import_files"
    __table_args__ = (UniqueConstraint("batch_id", "kind", "part"),)
    CATEGORY = Category.OFFICE

    batch_id: Mapped[UUID] = mapped_column(ForeignKey(ImportBatch.id), index=True)
    kind: Mapped[FileKind]
    part: Mapped[int]
    text: Mapped[SealedCode]


class ImportOrigin(Owned):
    """What the file is called, who referred, and how its columns are matched."""

    __tablename__ = "import_origins"
    CATEGORY = Category.OFFICE

    batch_id: Mapped[UUID] = mapped_column(ForeignKey(ImportBatch.id), unique=True)
    file_name: Mapped[SealedCode]
    referrer: Mapped[Sealed | None]
    sheet: Mapped[SealedCode]
    """The chosen sheet's name; "" where the file has but one."""
    digest: Mapped[SealedCode | None]
    """SHA-256 of the file, by which it is known when it comes again; sealed, or it could be guessed
    at. None of files that came before this was kept."""
    mapping: Mapped[SealedCode]
    """JSON: columns, fields and which rows are left out, never anything typed into a cell; "" when
    the import is over."""


class ColumnMatch(Owned):
    """How an agency matched a file with these headings the last time.

    A heading can give something away: a clinic's name, a diagnosis, in a sheet without headings a
    person. So none is kept, and the digest by which they are known again lies sealed too.
    """

    __tablename__ = "column_matches"
    CATEGORY = Category.OFFICE

    headings: Mapped[SealedCode]
    """SHA-256 of the headings."""
    choices: Mapped[SealedCode]
    """JSON: which column, by its place, fills which field."""
