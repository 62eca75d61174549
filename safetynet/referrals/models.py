"""A referral: how a young person came to the review, as the sending agency tells it."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency, Member
from safetynet.cases import Case
from safetynet.db import Model, Owned, Plain, PlainCodes, WithMac
from safetynet.referrals.vocabulary import (
    Alternative,
    Awareness,
    Decline,
    ReferralBasis,
    ReferralStatus,
    Route,
    Urgency,
)
from safetynet.survivors import Survivor
from safetynet.vault import Category, Sealed, SealedCode

REPEAT_WITHIN = timedelta(days=365)
"""A further referral within twelve months of the last review is a repeat (practice.md §1.4)."""


def is_repeat(last_reviewed_on: date | None, day: date) -> bool:
    return last_reviewed_on is not None and day - last_reviewed_on <= REPEAT_WITHIN


class ReferralStateError(Exception):
    """The referral has moved on meanwhile; open it again."""


class ReferralNumbers(Model):
    """The last number given in a year; locked while the next one is taken."""

    __tablename__ = "referral_numbers"

    year: Mapped[int] = mapped_column(unique=True)
    last: Mapped[int] = mapped_column(default=0)


class Referral(WithMac):
    """A shell: number, state, dates, agencies. It mints its survivor; every statement is a row."""

    __tablename__ = "referrals"
    # Whoever accepts it seats the sender at a table about this survivor.
    UNDER_MAC = ("id", "survivor_id", "from_agency_id")
    __table_args__ = (
        UniqueConstraint("batch_id", "batch_row"),
        Index("ix_referrals_inbox", "status", "urgency", "received_at"),
    )

    number: Mapped[Plain] = mapped_column(unique=True)
    status: Mapped[ReferralStatus]
    basis: Mapped[ReferralBasis | None]
    """None while the referral is kept: nothing crosses, so nothing carries it."""
    urgency: Mapped[Urgency]
    awareness: Mapped[Awareness] = mapped_column(default=Awareness.NOT_ASKED)
    referred_on: Mapped[date]
    received_at: Mapped[datetime | None]
    """When it was sent to the coordinating office; None while it is kept."""
    last_reviewed_on: Mapped[date | None]
    is_repeat: Mapped[bool] = mapped_column(default=False)
    wants_seat: Mapped[bool] = mapped_column(default=True)
    """Whether the sending agency comes to the table when a case is opened."""

    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    from_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    from_agency: Mapped[Agency] = relationship(foreign_keys=from_agency_id)
    from_member_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    """None when a command imported it."""
    from_member: Mapped[Member | None] = relationship(foreign_keys=from_member_id)

    burns_at: Mapped[datetime | None] = mapped_column(index=True)
    """When the nearest of its running clocks is over; None where none runs."""
    handler_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    """Who at the coordinating office has it; None while it is anybody's."""
    handler: Mapped[Member | None] = relationship(foreign_keys=handler_id)
    screened_at: Mapped[datetime | None]
    screened_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    triaged_at: Mapped[datetime | None]
    triaged_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    triaged_by: Mapped[Member | None] = relationship(foreign_keys=triaged_by_id)
    route: Mapped[Route | None]
    decline: Mapped[Decline | None]
    alternative: Mapped[Alternative | None]
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey(Case.id), index=True)
    case: Mapped[Case | None] = relationship()

    batch_id: Mapped[UUID | None] = mapped_column(ForeignKey("import_batches.id"))
    batch_row: Mapped[int | None]
    """The row of the imported sheet: a row becomes one referral, however often it is tried."""
    warnings: Mapped[PlainCodes]

    @property
    def is_sent(self) -> bool:
        return self.received_at is not None

    @property
    def is_undecided(self) -> bool:
        return self.status in UNDECIDED

    @property
    def may_be_sent(self) -> bool:
        """Kept ones; and coded ones that wait, once a basis for more is there."""
        return self.status is ReferralStatus.KEPT or (
            self.is_undecided and self.basis is ReferralBasis.CODED
        )

    def send(self, basis: ReferralBasis, now: datetime) -> None:
        """Hand it to the coordinating office, or give a coded one another basis."""
        if not self.may_be_sent:
            raise ReferralStateError
        self.basis = basis
        if self.status is ReferralStatus.KEPT:
            self.status, self.received_at = ReferralStatus.RECEIVED, now

    def screen(self, by: UUID, now: datetime) -> None:
        """Note that basis, duplicates and conflicts were looked at, before it is triaged."""
        if self.status is not ReferralStatus.RECEIVED:
            raise ReferralStateError
        self.status = ReferralStatus.SCREENED
        self.screened_by_id, self.screened_at = by, now

    def triage(self, by: UUID, now: datetime, urgency: Urgency, route: Route) -> None:
        self._decide(ReferralStatus.TRIAGED, by, now)
        self.urgency, self.route = urgency, route

    def accept(self, by: UUID, now: datetime, case: Case) -> None:
        self._decide(ReferralStatus.ACCEPTED, by, now)
        self.case_id = case.id

    def refuse(self, by: UUID, now: datetime, why: Decline, instead: Alternative) -> None:
        self._decide(ReferralStatus.DECLINED, by, now)
        self.decline, self.alternative = why, instead

    def transfer(self, by: UUID, now: datetime) -> None:
        self._decide(ReferralStatus.TRANSFERRED, by, now)

    def give_back(self, by: UUID, now: datetime) -> None:
        self._decide(ReferralStatus.RETURNED, by, now)

    def answered(self) -> None:
        if self.status is not ReferralStatus.RETURNED:
            raise ReferralStateError
        self.status = ReferralStatus.RECEIVED

    def _decide(self, status: ReferralStatus, by: UUID, now: datetime) -> None:
        if not self.is_undecided:
            raise ReferralStateError
        self.status = status
        self.triaged_by_id, self.triaged_at = by, now


UNDECIDED = frozenset(
    {
        ReferralStatus.RECEIVED,
        ReferralStatus.SCREENED,
        ReferralStatus.TRIAGED,
        ReferralStatus.RETURNED,
    }
)


class Concern(Owned):
    """What happened and what the sender thinks of it, kept apart."""

    __tablename__ = "referral_concerns"
    CATEGORY = Category.REFERRAL_NARRATIVE

    referral_id: Mapped[UUID] = mapped_column(ForeignKey(Referral.id), index=True)
    facts: Mapped[Sealed | None]
    opinion: Mapped[Sealed | None]
    worries: Mapped[SealedCode | None]
    """Codes, joined by commas."""
    known_from: Mapped[Sealed | None]
    """Who referred, and how they know the young person."""
    learnt_from: Mapped[Sealed | None]
    """How the sender's agency learnt of it."""
    sender_role: Mapped[Sealed | None]
    sender_reach: Mapped[Sealed | None]
    """By which phone or e-mail the coordinator reaches the sender."""
    withheld: Mapped[Sealed | None]
    """Of which kind is what the sender keeps to herself; not the thing itself."""
    withheld_because: Mapped[Sealed | None]


class Voice(Owned):
    """What the young person says (the MARAC questions, practice.md §1.3)."""

    __tablename__ = "referral_voices"
    CATEGORY = Category.REFERRAL_NARRATIVE

    referral_id: Mapped[UUID] = mapped_column(ForeignKey(Referral.id), index=True)
    wants: Mapped[Sealed | None]
    afraid_of: Mapped[Sealed | None]
    safe_people: Mapped[Sealed | None]
    unsafe_people: Mapped[Sealed | None]
    why_not_told: Mapped[Sealed | None]


class ExploitationAccount(Owned):
    """What is known of the exploitation, in HTCDS's codes and in words."""

    __tablename__ = "exploitation_accounts"
    CATEGORY = Category.EXPLOITATION_ACCOUNT

    referral_id: Mapped[UUID] = mapped_column(ForeignKey(Referral.id), index=True)
    status: Mapped[SealedCode | None]
    decided_by: Mapped[Sealed | None]
    exploited: Mapped[SealedCode | None]
    controls: Mapped[SealedCode | None]
    """Codes, joined by commas; so are the ways and the places."""
    recruitment: Mapped[SealedCode | None]
    places: Mapped[SealedCode | None]
    moved: Mapped[Sealed | None]
    """Between which cities, and when."""
    words: Mapped[Sealed | None]
    """Everything for which there is no code, in the sender's words."""


class PersonOfConcern(Owned):
    """Somebody who may exploit or threaten the young person; it may be family."""

    __tablename__ = "persons_of_concern"
    CATEGORY = Category.PERSONS_OF_CONCERN

    referral_id: Mapped[UUID] = mapped_column(ForeignKey(Referral.id), index=True)
    name: Mapped[Sealed]
    relation: Mapped[Sealed | None]
    born: Mapped[SealedCode | None]
    """A birth date, or nothing."""
    lives_with: Mapped[SealedCode | None]
    """Whether they live together: a code of `LivesWith`."""
    weapons: Mapped[Sealed | None]
    custody: Mapped[Sealed | None]
    orders: Mapped[Sealed | None]
    """Court orders for or against this person."""
    known: Mapped[Sealed | None]
    """Everything else: looks, car, where somebody like this is met."""

    @property
    def birth_date(self) -> date | None:
        return date.fromisoformat(self.born) if self.born else None


class RiskNow(Owned):
    """What is dangerous now."""

    __tablename__ = "referral_risks"
    CATEGORY = Category.SAFETY_RISK

    referral_id: Mapped[UUID] = mapped_column(ForeignKey(Referral.id), index=True)
    risks: Mapped[SealedCode | None]
    """Codes, joined by commas."""
    words: Mapped[Sealed | None]


class Circumstance(Owned):
    """Court, child welfare, school, where she stays: each in the category of its own law."""

    __tablename__ = "referral_circumstances"

    referral_id: Mapped[UUID] = mapped_column(ForeignKey(Referral.id), index=True)
    about: Mapped[SealedCode | None]
    """A code of `About`; None for what was written about all of it. That there is a warrant, or
    that somebody is gay, is content too, so the code is sealed as the words are."""
    text: Mapped[Sealed]


class RemarkKind(StrEnum):
    QUESTION = "question"
    REPLY = "reply"
    ADDITION = "addition"
    REASON = "reason"
    """Why the review took the referral, or did not."""


class Remark(Owned):
    """What was written about a referral after it was made."""

    __tablename__ = "referral_remarks"
    CATEGORY = Category.REFERRAL_NARRATIVE

    referral_id: Mapped[UUID] = mapped_column(ForeignKey(Referral.id), index=True)
    kind: Mapped[RemarkKind]
    text: Mapped[Sealed]
    by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    by: Mapped[Member] = relationship()
