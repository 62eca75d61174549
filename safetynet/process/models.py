"""A request for records that was served on an agency, and what the agency did about it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.agencies import Agency, Member
from safetynet.db import Model, Owned, Plain, PlainCodes
from safetynet.process.states import AFTER, ANSWERED, State, Step, WrongStateError
from safetynet.survivors import Survivor
from safetynet.vault import Category, Sealed


class Kind(StrEnum):
    """What was served; a subpoena is signed by a lawyer or a clerk, not by a judge (CR-38)."""

    SUBPOENA = "subpoena"
    SEARCH_WARRANT = "search_warrant"
    COURT_ORDER = "court_order"
    OWN_REQUEST = "own_request"
    """By the young person herself."""
    OTHER_REQUEST = "other_request"


class Served(StrEnum):
    IN_PERSON = "in_person"
    MAIL = "mail"
    ELECTRONICALLY = "electronically"
    OTHERWISE = "otherwise"


class Basis(StrEnum):
    """On what content leaves the agency."""

    COURT_ORDER = "court_order"
    SUBPOENA = "subpoena"
    RELEASE = "release"
    """The young person agreed in writing to this very production."""
    OWN_REQUEST = "own_request"


class LegalProcess(Model):
    """A shell: reference, kind, days and state; words of the paper are rows of their own."""

    __tablename__ = "legal_processes"
    __table_args__ = (UniqueConstraint("agency_id", "reference"),)

    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    reference: Mapped[Plain]
    """LP-2026-001: counted by each agency for itself."""
    kind: Mapped[Kind]
    served: Mapped[Served]
    served_on: Mapped[date]
    due_on: Mapped[date]
    survivor_id: Mapped[UUID | None] = mapped_column(ForeignKey(Survivor.id), index=True)
    """None where the paper names somebody whom the agency does not know."""
    number: Mapped[Plain]
    """The case's number, or empty."""
    state: Mapped[State] = mapped_column(default=State.OPEN)
    steps: Mapped[int] = mapped_column(default=0)
    """Rises with every step, so that of two people at once only one is first."""
    telling_is_forbidden: Mapped[bool] = mapped_column(default=False)
    registered_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))

    @property
    def is_open(self) -> bool:
        return self.state is not State.CLOSED

    @property
    def is_answered(self) -> bool:
        return self.state in ANSWERED

    def is_overdue(self, day: date) -> bool:
        return self.due_on < day and not self.is_answered

    def move(self, state: State) -> None:
        """Raises WrongStateError where that does not follow."""
        if state not in AFTER[self.state]:
            raise WrongStateError
        self.state = state
        self.steps += 1


class ServedPaper(Owned):
    """What the paper says, sealed in the agency's own office compartment."""

    __tablename__ = "served_papers"
    CATEGORY = Category.OFFICE

    process_id: Mapped[UUID] = mapped_column(ForeignKey(LegalProcess.id), unique=True)
    issuer: Mapped[Sealed]
    """Who asks, with an address to answer to."""
    issuer_reference: Mapped[Sealed | None]
    """The number of the case or of the letter at the other end."""
    person: Mapped[Sealed]
    """Whose records it asks for, as the paper says it."""
    scope: Mapped[Sealed]
    judge: Mapped[Sealed | None]


class ProcessStep(Owned):
    """One thing that was done about a request: on which day, by whom, and a sealed word on it."""

    __tablename__ = "process_steps"
    CATEGORY = Category.OFFICE

    process_id: Mapped[UUID] = mapped_column(ForeignKey(LegalProcess.id), index=True)
    kind: Mapped[Step]
    day: Mapped[date]
    text: Mapped[Sealed | None]
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))


class Production(Model):
    """What is to leave: prepared by one person, approved by another, then handed over."""

    __tablename__ = "productions"

    process_id: Mapped[UUID] = mapped_column(ForeignKey(LegalProcess.id), index=True)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    basis: Mapped[Basis]
    categories: Mapped[PlainCodes]
    since: Mapped[date | None]
    until: Mapped[date | None]
    rows: Mapped[int]
    fingerprint: Mapped[Plain]
    """SHA-256 over ids and seal versions: whatever was edited since is not what was approved."""
    prepared_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    decided_at: Mapped[datetime | None]
    is_approved: Mapped[bool | None]
    """None until the second person decides."""
    produced_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    produced_at: Mapped[datetime | None]
    serial: Mapped[Plain | None]

    @property
    def kinds(self) -> frozenset[Category]:
        return frozenset(map(Category, self.categories))

    def decide(self, by_id: UUID, now: datetime, *, approved: bool) -> None:
        """Take the second person's word; raises WrongStateError when there was one already."""
        if self.is_approved is not None:
            raise WrongStateError
        self.is_approved, self.decided_by_id, self.decided_at = approved, by_id, now

    def hand_over(self, by_id: UUID, now: datetime, serial: str) -> None:
        if not self.is_approved or self.produced_at is not None:
            raise WrongStateError
        self.produced_by_id, self.produced_at, self.serial = by_id, now, serial
