"""An incident, the agencies whose people it touches, and each young person who must be told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.agencies import Agency, Member
from safetynet.breaches.states import (
    AFTER,
    Bound,
    Certainty,
    How,
    Kind,
    NoticeTo,
    Outcome,
    State,
    Step,
    WrongStateError,
)
from safetynet.db import Model, Owned, Plain, PlainCodes
from safetynet.vault import Category, Sealed

_VERDICTS = {State.BREACH: True, State.NO_BREACH: False}


class NotCalledError(Exception):
    """A letter before the safety call, or by mail to somebody for whom that is not safe."""


class Breach(Model):
    """A shell: reference, kind, moments, state; what anybody wrote about it is a row of its own."""

    __tablename__ = "breaches"

    reference: Mapped[Plain] = mapped_column(unique=True)
    """BR-2026-001."""
    kind: Mapped[Kind]
    certainty: Mapped[Certainty]
    noticed_at: Mapped[datetime]
    happened_at: Mapped[datetime | None]
    """None where nobody knows; a grant's clock then runs from the noticing."""
    state: Mapped[State] = mapped_column(default=State.REPORTED)
    verdict: Mapped[bool | None]
    """Whether it is a breach; None until the privacy officer decides."""
    office_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    """The coordinating office, whose privacy officer runs it."""
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    """Where it was noticed."""
    reported_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id), index=True)
    about_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    """Whose account or device it is about, as it was reported; to this person it is not shown."""
    accounts: Mapped[PlainCodes]
    """Everybody whose account is looked into: none of them runs it."""
    steps: Mapped[int] = mapped_column(default=0)
    """Rises with everything that is written down, so that of two people at once one is first."""
    unbelieved: Mapped[int] = mapped_column(default=0)
    """How many entries of the ledger could not be believed when the list was read last."""
    listed_at: Mapped[datetime | None]

    @property
    def is_open(self) -> bool:
        return self.state is not State.CLOSED

    @property
    def grant_runs_from(self) -> datetime:
        """The occurrence of an actual breach, the detection of an imminent one."""
        if self.certainty is Certainty.ACTUAL and self.happened_at is not None:
            return self.happened_at
        return self.noticed_at

    def looks_into(self, member_id: UUID) -> bool:
        return str(member_id) in self.accounts

    def look_into(self, *members: UUID) -> None:
        self.accounts = sorted({*self.accounts, *map(str, members)})

    def move(self, state: State) -> None:
        """Raises WrongStateError where that does not follow."""
        if state not in AFTER[self.state]:
            raise WrongStateError
        self.state = state
        if state in _VERDICTS:
            self.verdict = _VERDICTS[state]


class BreachWords(Owned):
    """One thing that was written down of an incident, sealed in the coordinating office's own."""

    __tablename__ = "breach_words"
    CATEGORY = Category.OFFICE

    breach_id: Mapped[UUID] = mapped_column(ForeignKey(Breach.id), index=True)
    kind: Mapped[Step]
    text: Mapped[Sealed]
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))


class BreachScope(Model):
    """Whose visits the ledger is asked for: one account or a whole agency, from when to when."""

    __tablename__ = "breach_scopes"

    breach_id: Mapped[UUID] = mapped_column(ForeignKey(Breach.id), index=True)
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    agency_id: Mapped[UUID | None] = mapped_column(ForeignKey(Agency.id))
    """All of its accounts, where no one account is named."""
    since: Mapped[datetime]
    until: Mapped[datetime]
    sign_ins: Mapped[PlainCodes]
    """Only these sign-ins of the account, each in hex; empty for all, as where a device is lost."""


class BreachPart(Model):
    """One agency in an incident: its people, its clocks, whom it told."""

    __tablename__ = "breach_parts"
    __table_args__ = (UniqueConstraint("breach_id", "agency_id"),)

    breach_id: Mapped[UUID] = mapped_column(ForeignKey(Breach.id), index=True)
    office_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    is_covered: Mapped[bool]
    """A covered provider: others learn how many of its people it touches, and nothing more."""
    bound: Mapped[Bound]
    is_funded: Mapped[bool]
    """By OJP or OVW: its grant manager must be told."""
    people: Mapped[int] = mapped_column(default=0)
    first_letter_at: Mapped[datetime | None]
    last_letter_at: Mapped[datetime | None]
    grant_told_at: Mapped[datetime | None]
    attorney_told_at: Mapped[datetime | None]


class Affected(Model):
    """One young person in one agency's part: what was seen, the call, and then the letter."""

    __tablename__ = "breach_affected"
    __table_args__ = (UniqueConstraint("part_id", "survivor_id"),)

    breach_id: Mapped[UUID] = mapped_column(ForeignKey(Breach.id), index=True)
    part_id: Mapped[UUID] = mapped_column(ForeignKey(BreachPart.id), index=True)
    office_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    is_covered: Mapped[bool]
    survivor_id: Mapped[UUID] = mapped_column(index=True)
    number: Mapped[Plain]
    """Of her case, or of her referral; or empty."""
    categories: Mapped[PlainCodes]
    by_hand: Mapped[bool]
    """Not from the ledger: her agency knows that a paper or a message was about her."""
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    visits: Mapped[int]
    calls: Mapped[int] = mapped_column(default=0)
    reached_at: Mapped[datetime | None]
    is_unsafe: Mapped[bool] = mapped_column(default=False)
    letter_at: Mapped[datetime | None]
    letter_how: Mapped[How | None]
    letter_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))

    @property
    def kinds(self) -> list[Category]:
        """What was seen, in the order in which pages name kinds of content."""
        return [kind for kind in Category if kind.value in self.categories]

    @property
    def ways(self) -> list[How]:
        """How a letter may go: by the safety call any way, without one that is safe by hand."""
        if self.letter_at is not None:
            return []
        if self.is_unsafe:
            return [How.IN_PERSON]
        return list(How) if self.reached_at else []

    @property
    def is_settled(self) -> bool:
        """Told, or known to be in danger by being told: that waits until somebody sees her."""
        return self.letter_at is not None or self.is_unsafe

    def called(self, outcome: Outcome, at: datetime) -> None:
        """Take what came of an attempt; the last time that somebody knew counts."""
        self.calls += 1
        if outcome is Outcome.REACHED:
            self.reached_at, self.is_unsafe = at, False
        elif outcome is Outcome.UNSAFE:
            self.is_unsafe = True

    def send(self, how: How, by_id: UUID, now: datetime) -> None:
        """Say that her letter went out; raises NotCalledError where it may not go that way."""
        if how not in self.ways:
            raise NotCalledError
        self.letter_how, self.letter_by_id, self.letter_at = how, by_id, now


class BreachCall(Owned):
    """One attempt to speak with her before any letter, in her own agency's words."""

    __tablename__ = "breach_calls"
    CATEGORY = Category.OFFICE

    affected_id: Mapped[UUID] = mapped_column(ForeignKey(Affected.id), index=True)
    at: Mapped[datetime]
    outcome: Mapped[Outcome]
    text: Mapped[Sealed | None]
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))


class BreachNotice(Owned):
    """Whom else an agency told: when, and under which number the other end keeps it."""

    __tablename__ = "breach_notices"
    CATEGORY = Category.OFFICE

    part_id: Mapped[UUID] = mapped_column(ForeignKey(BreachPart.id), index=True)
    to: Mapped[NoticeTo]
    at: Mapped[datetime]
    told: Mapped[Sealed]
    reference: Mapped[Sealed | None]
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))


class BreachLetter(Owned):
    """What an agency's letter says in one language; the rest of it is the same for everybody."""

    __tablename__ = "breach_letters"
    __table_args__ = (UniqueConstraint("part_id", "language"),)
    CATEGORY = Category.OFFICE

    part_id: Mapped[UUID] = mapped_column(ForeignKey(BreachPart.id), index=True)
    language: Mapped[Plain]
    happened: Mapped[Sealed]
    doing: Mapped[Sealed]
    contact: Mapped[Sealed]
