"""What an agency looked up before a review: what it shares, what it keeps, that it answered.

It hangs on the meeting and the case, not on the item: a case that leaves an agenda and comes back
finds its research there.
"""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from safetynet.agencies import Agency, AgencyClass, Member
from safetynet.cases import Case
from safetynet.db import Model, Owned
from safetynet.meetings.models.meeting import Meeting
from safetynet.vault import Category, Sealed


class ResearchPart(StrEnum):
    """The parts of the form (practice.md §1.5, after the MARAC research form)."""

    KNOWN = "known"
    LAST_CONTACT = "last_contact"
    STATUS = "status"
    RISKS = "risks"
    STRENGTHS = "strengths"
    OFFERS = "offers"
    QUESTIONS = "questions"


class KnownHow(StrEnum):
    NOW = "now"
    BEFORE = "before"
    NOT_KNOWN = "not_known"


_IS = {
    ResearchPart.KNOWN: Category.LINKAGE,
    ResearchPart.LAST_CONTACT: Category.LINKAGE,
    ResearchPart.STATUS: Category.LINKAGE,
    ResearchPart.RISKS: Category.SAFETY_RISK,
    ResearchPart.STRENGTHS: Category.PLAN,
    ResearchPart.OFFERS: Category.LINKAGE,
    ResearchPart.QUESTIONS: Category.PLAN,
}
_STATUS_IS = {
    AgencyClass.HEALTH: Category.HEALTH,
    AgencyClass.EDUCATION: Category.EDUCATION,
    AgencyClass.PROBATION: Category.JUVENILE_COURT,
    AgencyClass.CHILD_WELFARE: Category.CHILD_WELFARE,
    AgencyClass.DEFENCE: Category.LEGAL_ADVICE,
    AgencyClass.LAW_ENFORCEMENT: Category.PERSONS_OF_CONCERN,
    AgencyClass.PROSECUTION: Category.PERSONS_OF_CONCERN,
}
"""How things stand with a discipline is content of its own law (CR-10, CR-11, CR-18)."""
_ONE_KIND = {
    AgencyClass.VICTIM_SERVICES: Category.RESEARCH,
    AgencyClass.SUBSTANCE_USE: Category.SUBSTANCE_USE,
}
"""Whose research crosses by release alone: all of it is one thing, which a young person can release
or not (CR-02; 42 CFR Part 2)."""


def kind_of_part(part: ResearchPart, agency: AgencyClass) -> Category:
    """Return what kind of content a part is, when an agency of this class writes it."""
    if agency in _ONE_KIND:
        return _ONE_KIND[agency]
    return _STATUS_IS.get(agency, _IS[part]) if part is ResearchPart.STATUS else _IS[part]


def kinds_brought_by(agency: AgencyClass) -> tuple[Category, ...]:
    """Return the kinds of content that an agency of this class brings to a review."""
    return tuple(dict.fromkeys(kind_of_part(part, agency) for part in ResearchPart))


class ResearchReturn(Model):
    """A shell: an agency answered. Whether it had anything to say stands nowhere in it."""

    __tablename__ = "research_returns"
    __table_args__ = (UniqueConstraint("meeting_id", "case_id", "agency_id"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    agency: Mapped[Agency] = relationship()
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    """Who answered last; shown in that agency."""
    received_at: Mapped[datetime]
    """When the first answer came: "information sent, date received" of the minutes."""
    changed_at: Mapped[datetime]
    will_speak: Mapped[bool] = mapped_column(default=False)
    """It will say something in the room, of which nothing is written down."""


class ResearchRow(Owned):
    """One part of an agency's answer."""

    __abstract__ = True

    kind: Mapped[ResearchPart]

    @declared_attr
    def meeting_id(cls) -> Mapped[UUID]:  # noqa: N805
        return mapped_column(ForeignKey(Meeting.id), index=True)

    @declared_attr
    def case_id(cls) -> Mapped[UUID]:  # noqa: N805
        return mapped_column(ForeignKey(Case.id), index=True)


class SharedResearch(ResearchRow):
    """What an agency would have the others know; it reaches whom any content of this kind does."""

    __tablename__ = "research_shared"
    __table_args__ = (UniqueConstraint("meeting_id", "case_id", "owner_id", "kind"),)

    text: Mapped[Sealed]


class KeptResearch(ResearchRow):
    """What an agency does not share, and why not. It is the agency's own business, like no content:
    no release, seat, law or emergency ever carries it."""

    __tablename__ = "research_kept"
    __table_args__ = (UniqueConstraint("meeting_id", "case_id", "owner_id", "kind"),)
    CATEGORY: ClassVar[Category | None] = Category.OFFICE

    text: Mapped[Sealed | None]
    reason: Mapped[Sealed]
