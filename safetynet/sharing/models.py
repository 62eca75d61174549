"""Why content may cross: seats at a case's table, and releases that a young person signed."""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency, Member
from safetynet.db import Owned, Plain, PlainCodes, WithMac
from safetynet.survivors import Survivor
from safetynet.vault import Category, Sealed

SOON = timedelta(days=14)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class TeamSeat(WithMac):
    """An agency's place at one case's table, from a day until it ends."""

    __tablename__ = "team_seats"
    ABSENT_IF_FORGED = True
    UNDER_MAC = ("id", "case_id", "survivor_id", "agency_id", "ended_at")

    __table_args__ = (
        Index("ix_team_seats_case", "case_id", "agency_id", "survivor_id", "ended_at", "id"),
        Index("ix_team_seats_agency", "agency_id", "case_id", "survivor_id", "ended_at"),
        Index("ix_team_seats_survivor", "survivor_id", "agency_id", "case_id", "ended_at"),
    )
    """Every wall asks for seats: an index that answers alone spares opening the rows' pages."""

    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id))
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    agency: Mapped[Agency] = relationship()
    ended_at: Mapped[datetime | None]

    def end(self, now: datetime) -> None:
        """What the agency wrote stays its own; what it saw is listed, not undone."""
        self.ended_at = self.ended_at or now


class How(StrEnum):
    """How released content may be given (CR-03)."""

    APP = "app"
    VERBAL = "verbal"
    WRITTEN = "written"


class Signer(StrEnum):
    YOUTH = "youth"
    GUARDIAN = "guardian"
    YOUTH_ALONE = "youth_alone"
    """The law lets the young person receive this service, and so release it, alone (CR-07)."""


class Release(WithMac):
    """One survivor's permission: from one agency, to one agency, named categories, until a day."""

    __tablename__ = "releases"
    ABSENT_IF_FORGED = True
    UNDER_MAC = (
        "id",
        "survivor_id",
        "from_agency_id",
        "to_agency_id",
        "categories",
        "starts_on",
        "ends_on",
        "revoked_at",
    )

    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    from_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    from_agency: Mapped[Agency] = relationship(foreign_keys=from_agency_id)
    to_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    to_agency: Mapped[Agency] = relationship(foreign_keys=to_agency_id)
    categories: Mapped[PlainCodes]
    how: Mapped[PlainCodes]
    signers: Mapped[PlainCodes]
    signed_on: Mapped[date]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    explained_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    explained_by: Mapped[Member] = relationship(foreign_keys=explained_by_id)
    revoked_at: Mapped[datetime | None]

    def is_in_force_on(self, day: date) -> bool:
        """Both ends included; a revoked release ends at once."""
        return self.revoked_at is None and self.starts_on <= day <= self.ends_on

    def ends_soon(self, day: date) -> bool:
        """Within 14 days of a day, while still in force."""
        return self.is_in_force_on(day) and (self.ends_on - day) <= SOON

    def revoke(self, now: datetime) -> None:
        """One act, no reason asked (CR-06)."""
        self.revoked_at = self.revoked_at or now


class DisclosureBasis(StrEnum):
    """What lets content cross without a release, each for a time of its own (CR-01)."""

    TEAM_STATUTE = "team_statute"
    """Penal Code 13753: members of a human trafficking personnel team."""
    CHILD_STATUTE = "child_statute"
    """WIC 18961.7: child abuse teams, 30 days from the report (CR-09)."""
    MANDATED_REPORT = "mandated_report"
    """Penal Code 11166 and 11167."""
    CASE_FILE = "case_file"
    """WIC 827: those whom it names may inspect a juvenile case file."""
    COURT_ORDER = "court_order"
    EMERGENCY = "emergency"
    """To keep somebody alive; for days, not for weeks."""
    ANSWER = "answer"
    """The coordinating office's own words on a referral, to the agency that sent it."""


class Disclosure(WithMac):
    """What one agency tells another under a law: named categories, until a day."""

    __tablename__ = "disclosures"
    ABSENT_IF_FORGED = True
    UNDER_MAC = (
        "id",
        "survivor_id",
        "from_agency_id",
        "to_agency_id",
        "basis",
        "categories",
        "starts_on",
        "ends_on",
        "ended_at",
    )

    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    from_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    from_agency: Mapped[Agency] = relationship(foreign_keys=from_agency_id)
    to_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    to_agency: Mapped[Agency] = relationship(foreign_keys=to_agency_id)
    basis: Mapped[DisclosureBasis]
    categories: Mapped[PlainCodes]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    ended_at: Mapped[datetime | None]

    def is_in_force_on(self, day: date) -> bool:
        """Both ends included."""
        return self.ended_at is None and self.starts_on <= day <= self.ends_on

    def end(self, now: datetime) -> None:
        self.ended_at = self.ended_at or now


class DisclosureTerms(Owned):
    """Why a law carried something, in the words of the agency that told it."""

    __tablename__ = "disclosure_terms"
    CATEGORY = Category.PROGRAMME

    disclosure_id: Mapped[UUID] = mapped_column(ForeignKey(Disclosure.id), unique=True)
    extends_id: Mapped[UUID | None] = mapped_column(ForeignKey(Disclosure.id), unique=True)
    """What this one goes on with: at most once (WIC 18961.7)."""
    reported_on: Mapped[date | None]
    identities_verified: Mapped[bool] = mapped_column(default=False)
    reference: Mapped[Sealed | None]
    judge: Mapped[Sealed | None]
    reason: Mapped[Sealed | None]


class ReleaseTerms(Owned):
    """What was said and written when a release was signed, in the obtaining agency's words."""

    __tablename__ = "release_terms"
    CATEGORY = Category.PROGRAMME

    release_id: Mapped[UUID] = mapped_column(ForeignKey(Release.id), unique=True)
    purpose: Mapped[Sealed]
    not_shared: Mapped[Sealed | None]
    """What will *not* be shared (CR-03)."""
    risks_discussed: Mapped[Sealed | None]
    signer_names: Mapped[Sealed]
    alone_because: Mapped[Sealed | None]
    """The service that the law lets a minor receive alone (CR-07)."""
    paper_reference: Mapped[Sealed | None]
    told_it_is_free: Mapped[bool] = mapped_column(default=False)
    """She was told that no service depends on signing (CR-08)."""
    guardian_is_safe: Mapped[bool] = mapped_column(default=False)
    """Nobody who signed is said to have harmed or exploited her (CR-07)."""


class OwnGlassError(Exception):
    """Whoever opened something in an emergency does not look at it themselves."""


class BreakGlass(WithMac):
    """One person opened one case in an emergency, for an hour; others must look at it (CR-45).

    A forged one opens nothing, and waits to be looked at.
    """

    __tablename__ = "break_glass"
    UNDER_MAC = ("id", "member_id", "survivor_id", "until", "closed_at")
    IF_FORGED: ClassVar = {"until": LONG_AGO, "closed_at": None}

    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    number: Mapped[Plain]
    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    of_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    until: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))

    def close(self, by_id: UUID, now: datetime) -> None:
        """Raises OwnGlassError for the person who opened it."""
        if by_id == self.member_id:
            raise OwnGlassError
        if self.closed_at is None:
            self.closed_at, self.closed_by_id = now, by_id


# One at a time: the next has to wait until somebody looked at the last.
_by = BreakGlass.__table__.c
_open = _by.closed_at.is_(None)
Index("uq_break_glass_open", _by.member_id, unique=True, sqlite_where=_open, postgresql_where=_open)


class GlassWords(Owned):
    """Why somebody opened a case in an emergency, and what whoever looked at it says."""

    __tablename__ = "glass_words"
    CATEGORY = Category.OFFICE

    glass_id: Mapped[UUID] = mapped_column(ForeignKey(BreakGlass.id), index=True)
    text: Mapped[Sealed]
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
