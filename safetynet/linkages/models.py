"""A linkage: one young person, offered one service, and everything that became of it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet import clock
from safetynet.agencies import Agency, Member
from safetynet.cases import Case
from safetynet.db import Model, Owned, Plain, PlainCodes
from safetynet.directory import Service
from safetynet.linkages.life import NEXT, SERVED, Introduced, LinkageStatus, Side, Why
from safetynet.survivors import Survivor
from safetynet.vault import Category, Sealed


class WrongStepError(Exception):
    """This step cannot follow the state the linkage is in, or is not this side's to take."""

    def __init__(self, status: LinkageStatus, to: LinkageStatus) -> None:
        super().__init__(f"from {status} nobody on this side goes to {to}")
        self.status, self.to = status, to


@dataclass(frozen=True)
class Details:
    """What goes with a step: a reason, a place on the waiting list, a day."""

    why: Why | None = None
    position: int | None = None
    on: date | None = None


class Linkage(Model):
    """A shell: which service, whose offer, how far it came. Words are LinkageNotes."""

    __tablename__ = "linkages"

    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    case_number: Mapped[Plain]
    """As the provider is told it, who may know the linkage without knowing the case."""
    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    service_id: Mapped[UUID] = mapped_column(ForeignKey(Service.id), index=True)
    service: Mapped[Service] = relationship()
    provider_agency_id: Mapped[UUID | None] = mapped_column(ForeignKey(Agency.id), index=True)
    """None where the provider does not sign in; those who offered then write its answers down."""
    provider_agency: Mapped[Agency | None] = relationship(foreign_keys=provider_agency_id)
    offered_by_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    offered_by: Mapped[Agency] = relationship(foreign_keys=offered_by_id)

    category: Mapped[Category] = mapped_column(default=Category.LINKAGE)
    """What kind of content it is to know of this linkage; its notes are of the same kind."""
    compartment: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    """Set where the mere linkage tells what the law keeps apart: only what carries this
    compartment of the offering agency carries the shell (CR-10, CR-11)."""

    status: Mapped[LinkageStatus] = mapped_column(default=LinkageStatus.SUGGESTED, index=True)
    status_at: Mapped[datetime]
    why: Mapped[Why | None]
    position: Mapped[int | None]
    on: Mapped[date | None]
    """The day of the appointment, or since when she waits."""
    sent_at: Mapped[datetime | None]
    first_served_at: Mapped[datetime | None]

    @property
    def provider_name(self) -> str:
        return self.service.organization.name

    @property
    def days_to_first_service(self) -> int | None:
        """Return whole days from sending to the first service received (practice.md §1.8)."""
        if self.sent_at is None or self.first_served_at is None:
            return None
        return (self.first_served_at - self.sent_at).days

    def next_for(self, side: Side) -> list[LinkageStatus]:
        """Return the steps this side may take now, the likeliest first."""
        return [to for to, sides in NEXT[self.status].items() if side in sides]

    def move(self, to: LinkageStatus, side: Side, now: datetime, details: Details) -> None:
        """Take a step; raises WrongStepError where the table in life.py has none."""
        if to not in self.next_for(side):
            raise WrongStepError(self.status, to)
        on = details.on
        if to is LinkageStatus.WAITLISTED:
            # A new place on the list is no new beginning.
            on = (self.on if self.status is to else None) or on or clock.day_of(now)
        self.status, self.status_at = to, now
        self.why, self.position, self.on = details.why, details.position, on
        if to is LinkageStatus.SENT:
            self.sent_at = now
        if to in SERVED and self.first_served_at is None:
            self.first_served_at = now


class LinkageStep(Model):
    """One step as it was taken: who, when, from where to where. Never changed."""

    __tablename__ = "linkage_steps"

    linkage_id: Mapped[UUID] = mapped_column(ForeignKey(Linkage.id), index=True)
    linkage: Mapped[Linkage] = relationship()
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    agency: Mapped[Agency] = relationship()
    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    member: Mapped[Member] = relationship()
    before: Mapped[LinkageStatus | None]
    after: Mapped[LinkageStatus]
    why: Mapped[Why | None]
    position: Mapped[int | None]
    on: Mapped[date | None]
    introduced: Mapped[Introduced | None]
    """A warm hand-over, on the day `on`: where the linkage stands does not change by it."""
    release_ids: Mapped[PlainCodes | None]
    """As it was sent: the releases in force from those who offer to those who give."""


class LinkageNote(Owned):
    """What one side wrote about a linkage; of the linkage's own category."""

    __tablename__ = "linkage_notes"

    linkage_id: Mapped[UUID] = mapped_column(ForeignKey(Linkage.id), index=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    member: Mapped[Member] = relationship()
    text: Mapped[Sealed]
    contact: Mapped[Sealed | None]
    """Whom to talk to at the provider."""
    place: Mapped[Sealed | None]
    """Where an appointment is, as a hint."""
