"""What people write down between meetings, and what an advocate holds in confidence."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency, AgencyClass, Member
from safetynet.cases import Case
from safetynet.db import Owned, WithMac
from safetynet.vault import Category, Sealed


class NoteKind(StrEnum):
    CONTACT = "contact"
    VISIT = "visit"
    CALL = "call"
    COLLATERAL = "collateral"
    """With somebody else about her: a teacher, an aunt."""


class Note(Owned):
    """One agency's note on a case; its writer says what kind of content it is."""

    __tablename__ = "notes"

    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    kind: Mapped[NoteKind] = mapped_column(default=NoteKind.CONTACT)
    occurred_at: Mapped[datetime]
    text: Mapped[Sealed]


class PrivilegedNote(Owned):
    """What she told an advocate in confidence (EVID 1038): it stays with qualified colleagues."""

    __tablename__ = "privileged_notes"
    CATEGORY = Category.PRIVILEGED

    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    occurred_at: Mapped[datetime]
    text: Mapped[Sealed]


class QualificationKind(StrEnum):
    """To whom the privilege extends (EVID 1038.2, 1035.2, 1037.1)."""

    TRAFFICKING_CASEWORKER = "trafficking_caseworker"
    SEXUAL_ASSAULT_COUNSELLOR = "sexual_assault_counsellor"
    DOMESTIC_VIOLENCE_COUNSELLOR = "domestic_violence_counsellor"


HOURS_NEEDED = 40
"""Training that makes a caseworker or counsellor (EVID 1038.2(a), 1035.2, 1037.1)."""


class Qualification(WithMac):
    """What lets a member write and read privileged notes, as somebody else recorded it."""

    __tablename__ = "qualifications"
    ABSENT_IF_FORGED = True
    UNDER_MAC = (
        "id",
        "member_id",
        "agency_id",
        "kind",
        "hours",
        "recorded_on",
        "recorded_by_id",
        "ends_on",
    )

    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id), index=True)
    member: Mapped[Member] = relationship(foreign_keys=member_id)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    kind: Mapped[QualificationKind]
    hours: Mapped[int]
    recorded_on: Mapped[date]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    recorded_by: Mapped[Member] = relationship(foreign_keys=recorded_by_id)
    ends_on: Mapped[date | None]

    def holds_on(self, day: date) -> bool:
        """Both ends included."""
        return self.recorded_on <= day and (self.ends_on is None or day <= self.ends_on)

    def end(self, day: date) -> None:
        """End it with the day before, so that it holds no more from now on."""
        if self.ends_on is None or self.ends_on >= day:
            self.ends_on = day - timedelta(days=1)


class ToldHow(StrEnum):
    ORALLY = "orally"
    IN_WRITING = "in_writing"


class LimitsTold(Owned):
    """An agency told the young person what it cannot keep in confidence (EVID 1038, CR-14)."""

    __tablename__ = "limits_told"
    CATEGORY = Category.PROGRAMME

    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    told_on: Mapped[date]
    told_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    told_by: Mapped[Member] = relationship()
    how: Mapped[ToldHow]


_EVERYBODY = (Category.SAFETY_RISK, Category.PROGRAMME)
_BY_CLASS: dict[AgencyClass, tuple[Category, ...]] = {
    AgencyClass.VICTIM_SERVICES: (
        Category.EXPLOITATION_ACCOUNT,
        Category.PERSONS_OF_CONCERN,
        Category.PLAN,
        Category.LOCATION,
    ),
    AgencyClass.HEALTH: (
        Category.HEALTH,
        Category.MENTAL_HEALTH,
        Category.SUBSTANCE_USE,
        Category.REPRODUCTIVE_HIV,
    ),
    AgencyClass.SUBSTANCE_USE: (
        Category.SUBSTANCE_USE,
        Category.HEALTH,
        Category.MENTAL_HEALTH,
    ),
    AgencyClass.EDUCATION: (Category.EDUCATION,),
    AgencyClass.PROBATION: (Category.JUVENILE_COURT, Category.LOCATION),
    AgencyClass.CHILD_WELFARE: (Category.CHILD_WELFARE, Category.LOCATION),
    AgencyClass.DEFENCE: (Category.LEGAL_ADVICE,),
}


def categories_written_by(kind: AgencyClass) -> tuple[Category, ...]:
    """Return what an agency of this class writes about; what is particular to it comes last."""
    return (*_EVERYBODY, *_BY_CLASS.get(kind, ()))
