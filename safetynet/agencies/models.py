"""Who takes part: agencies, the people in them, and the papers they read by."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.access import Role
from safetynet.db import Plain, WithMac


class AgencyClass(StrEnum):
    """Decides what an agency may enter, see and receive (who-sees-what.md)."""

    VICTIM_SERVICES = "victim_services"
    """Covered by VAWA, VOCA or FVPSA: shares by release or legal mandate only (CR-02)."""
    HEALTH = "health"
    SUBSTANCE_USE = "substance_use"
    EDUCATION = "education"
    LAW_ENFORCEMENT = "law_enforcement"
    PROSECUTION = "prosecution"
    PROBATION = "probation"
    CHILD_WELFARE = "child_welfare"
    DEFENCE = "defence"
    COORDINATING = "coordinating"
    REVIEW_TEAM = "review_team"
    """The review team itself, to which its own decisions and discussion belong (PC 13753(c))."""
    OTHER = "other"
    ELSEWHERE = "elsewhere"
    """In another county: nobody signs in from it, and it never sits at a table here. A release may
    name it; what then goes there leaves as a file."""


class HostKind(StrEnum):
    """Who runs the server; law enforcement there means coded cases for covered ones (CR-49)."""

    COUNTY_SERVICES = "county_services"
    NONPROFIT = "nonprofit"
    LAW_ENFORCEMENT = "law_enforcement"
    PROSECUTION = "prosecution"


class County(WithMac):
    """The installation's own facts; one row."""

    __tablename__ = "counties"
    UNDER_MAC = ("id", "host_kind", "team_id")
    IF_FORGED: ClassVar = {"host_kind": HostKind.LAW_ENFORCEMENT}

    name: Mapped[Plain]
    host_name: Mapped[Plain]
    host_kind: Mapped[HostKind]
    team_id: Mapped[UUID] = mapped_column(ForeignKey("agencies.id"))
    """The review team's own agency row."""


class Agency(WithMac):
    """One that takes part. If its row is forged, its people stay out, and it counts as covered."""

    __tablename__ = "agencies"
    # The names too: swapped, they would lead a release to the wrong door.
    UNDER_MAC = ("id", "created_at", "name", "handle", "kind", "is_active")
    IF_FORGED: ClassVar = {"kind": AgencyClass.VICTIM_SERVICES}

    name: Mapped[Plain]
    handle: Mapped[Plain] = mapped_column(unique=True)
    """One lower-case word, as typed after @ in a task line."""
    kind: Mapped[AgencyClass]
    is_active: Mapped[bool] = mapped_column(default=True)

    @property
    def is_covered(self) -> bool:
        """A federally covered victim service provider (CR-02)."""
        return self.kind is AgencyClass.VICTIM_SERVICES


class Member(WithMac):
    """Someone who signs in, always on behalf of one agency."""

    __tablename__ = "members"
    UNDER_MAC = ("id", "role", "agency_id", "is_active")

    name: Mapped[Plain]
    role: Mapped[Role]
    language: Mapped[Plain | None]
    is_active: Mapped[bool] = mapped_column(default=True)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    agency: Mapped[Agency] = relationship()


class PaperKind(StrEnum):
    """What an account reads by, each until a day of its own (CR-48)."""

    AGREEMENT = "agreement"
    """A person's confidentiality agreement."""
    TRAINING = "training"
    MEMORANDUM = "memorandum"
    """An agency's memorandum of understanding, for everybody in it."""


class MembershipPaper(WithMac):
    """One of these papers, and until when it holds; the latest end of a kind counts.

    A forged one says that it ended long ago.
    """

    __tablename__ = "membership_papers"
    UNDER_MAC = ("id", "kind", "agency_id", "member_id", "until")
    IF_FORGED: ClassVar = {"until": date.min}

    kind: Mapped[PaperKind]
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id), index=True)
    """Whose it is; None for the memorandum of the whole agency."""
    until: Mapped[date]
    """The last day on which it holds."""
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
