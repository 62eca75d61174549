"""A document that somebody sent: what it is, in a row; its bytes lie sealed in a file."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.agencies import Agency, AgencyClass, Member
from safetynet.cases import Case
from safetynet.db import Owned
from safetynet.files.formats import Format
from safetynet.sharing import Release
from safetynet.vault import Category, Sealed


class DocumentKind(StrEnum):
    """What a document is; decides who may see it."""

    SIGNED_RELEASE = "signed_release"
    COURT_ORDER = "court_order"
    JUVENILE_CASE_FILE = "juvenile_case_file"
    """Out of the juvenile court's own file: WIC 827 says who may look at it, and who may copy."""
    SAFETY_PLAN = "safety_plan"
    IDENTITY = "identity"
    MEDICAL = "medical"
    MENTAL_HEALTH = "mental_health"
    SUBSTANCE_USE = "substance_use"
    REPRODUCTIVE_HIV = "reproductive_hiv"
    SCHOOL = "school"
    CHILD_WELFARE = "child_welfare"
    REFERRAL = "referral"
    """Goes with a referral and tells what it tells."""
    OTHER = "other"
    SERVED = "served"
    """Belongs to a request at the desk for legal process, and to no case file."""


CATEGORY_OF = {
    DocumentKind.SIGNED_RELEASE: Category.PROGRAMME,
    DocumentKind.COURT_ORDER: Category.JUVENILE_COURT,
    DocumentKind.JUVENILE_CASE_FILE: Category.JUVENILE_COURT,
    DocumentKind.SAFETY_PLAN: Category.PLAN,
    DocumentKind.IDENTITY: Category.IDENTITY,
    DocumentKind.MEDICAL: Category.HEALTH,
    DocumentKind.MENTAL_HEALTH: Category.MENTAL_HEALTH,
    DocumentKind.SUBSTANCE_USE: Category.SUBSTANCE_USE,
    DocumentKind.REPRODUCTIVE_HIV: Category.REPRODUCTIVE_HIV,
    DocumentKind.SCHOOL: Category.EDUCATION,
    DocumentKind.CHILD_WELFARE: Category.CHILD_WELFARE,
    DocumentKind.REFERRAL: Category.REFERRAL_NARRATIVE,
    DocumentKind.OTHER: Category.FILE,
    DocumentKind.SERVED: Category.OFFICE,
}
"""That there is a medical paper is itself health content: the kind decides the compartment."""

KEEPS_CASE_FILES = frozenset(
    {AgencyClass.PROBATION, AgencyClass.CHILD_WELFARE, AgencyClass.DEFENCE}
)
"""Who has papers of a juvenile case file by WIC 827 itself: probation, child welfare, and the young
person's attorney. Everybody else needs the court's order (CR-18). A start for counsel."""


class Scan(StrEnum):
    """What is known about viruses. That nothing was found is not that there is nothing."""

    NOT_SCANNED = "not_scanned"
    NOTHING_FOUND = "nothing_found"


class Document(Owned):
    """One document of one agency. Its bytes go when it is removed; why it went stays."""

    __tablename__ = "documents"

    case_id: Mapped[UUID | None] = mapped_column(ForeignKey(Case.id), index=True)
    release_id: Mapped[UUID | None] = mapped_column(ForeignKey(Release.id), index=True)
    """The release whose signed paper this is."""
    process_id: Mapped[UUID | None] = mapped_column(ForeignKey("legal_processes.id"), index=True)
    """The request at the desk to which this belongs."""
    referral_id: Mapped[UUID | None] = mapped_column(ForeignKey("referrals.id"), index=True)
    """The referral with which its sender told it; the case, if there comes one, is hers too."""
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    kind: Mapped[DocumentKind]
    format: Mapped[Format]
    size: Mapped[int]
    """Bytes, as they are handed out."""
    scan: Mapped[Scan]
    title: Mapped[Sealed]
    court_order: Mapped[Sealed | None]
    """The number of the order that lets this agency hold a paper of a juvenile case file."""
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    removal_reason: Mapped[Sealed | None]

    @property
    def is_case_file(self) -> bool:
        """Say whether inspecting it and copying it are two things (WIC 827)."""
        return self.kind is DocumentKind.JUVENILE_CASE_FILE

    @property
    def is_there(self) -> bool:
        return self.removed_at is None

    def remove(self, by_id: UUID, reason: str, now: datetime) -> None:
        self.removed_at, self.removed_by_id, self.removal_reason = now, by_id, reason


def may_keep(kind: DocumentKind, agency: Agency, court_order: str | None) -> bool:
    """Say whether an agency may add such a document: a case file by law or by order alone."""
    if kind is not DocumentKind.JUVENILE_CASE_FILE:
        return True
    return bool(court_order) or agency.kind in KEEPS_CASE_FILES
