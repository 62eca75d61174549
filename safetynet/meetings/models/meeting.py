"""A meeting of the review team: when, where, which cases, and who sat there."""

from collections.abc import Mapping, Set
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency, Member
from safetynet.cases import Case
from safetynet.db import Model, Plain, WithMac
from safetynet.meetings.pdf.document import Presence


class MeetingKind(StrEnum):
    WEEKLY = "weekly"
    RAPID = "rapid"
    INITIAL = "initial"
    ONGOING = "ongoing"
    EMERGENCY = "emergency"
    CLINICAL = "clinical"
    STEERING = "steering"


AT_ONCE = frozenset({MeetingKind.RAPID, MeetingKind.EMERGENCY})
"""Called within hours, so that nobody waits for an agenda."""


class MeetingStatus(StrEnum):
    DRAFT = "draft"
    """Day, place and kind are known around the table; its agenda to whoever builds it."""
    PUBLISHED = "published"
    IN_SESSION = "in_session"
    MINUTES_DRAFT = "minutes_draft"
    FINAL = "final"
    CANCELLED = "cancelled"


TO_COME = frozenset({MeetingStatus.DRAFT, MeetingStatus.PUBLISHED})
"""A meeting that has not begun."""


class MeetingStateError(Exception):
    """The meeting is not in the state that this step needs."""


class Meeting(Model):
    """A shell that everyone at the table may know: number, time, place, chair, state."""

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("series_id", "falls_on"),)

    number: Mapped[Plain] = mapped_column(unique=True)
    kind: Mapped[MeetingKind] = mapped_column(default=MeetingKind.WEEKLY)
    status: Mapped[MeetingStatus] = mapped_column(default=MeetingStatus.DRAFT, index=True)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    minutes: Mapped[int] = mapped_column(default=120)
    place_code: Mapped[Plain]
    """A code that the team knows ("Room 4B"); never an address."""
    statement_version: Mapped[int]
    """Which wording of the confidentiality statement was signed."""
    published_at: Mapped[datetime | None]
    """Since when each agency sees its own cases on the agenda; none again once taken back."""
    finalised_at: Mapped[datetime | None]
    finalised_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))

    falls_on: Mapped[date | None]
    """The day of its series that this meeting is for, also where it was moved to another."""
    quorum: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many agencies must be there; none asks nothing."""
    is_moved: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Somebody gave it a day, time or place of its own, which its series leaves alone."""

    series_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting_series.id"))
    chair_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    chair: Mapped[Member] = relationship()

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_final(self) -> bool:
        return self.status is MeetingStatus.FINAL

    @property
    def is_cancelled(self) -> bool:
        return self.status is MeetingStatus.CANCELLED

    @property
    def is_to_come(self) -> bool:
        return self.status in TO_COME

    @property
    def is_draft(self) -> bool:
        return self.status is MeetingStatus.DRAFT

    @property
    def is_published(self) -> bool:
        return self.status is MeetingStatus.PUBLISHED

    @property
    def is_in_session(self) -> bool:
        return self.status is MeetingStatus.IN_SESSION

    @property
    def takes_items(self) -> bool:
        """Say whether the agenda may still change: an emergency can join a running meeting."""
        return self.is_to_come or self.is_in_session

    def publish(self, now: datetime) -> None:
        """Show each agency its cases on the agenda; raises MeetingStateError unless a draft."""
        self._leave({MeetingStatus.DRAFT}, MeetingStatus.PUBLISHED)
        self.published_at = now

    def take_back(self) -> None:
        """Make it a draft again; raises MeetingStateError unless published and not begun."""
        self._leave({MeetingStatus.PUBLISHED}, MeetingStatus.DRAFT)
        self.published_at = None

    def start(self) -> None:
        """Raises MeetingStateError unless the meeting is published and still to come."""
        self._leave({MeetingStatus.PUBLISHED}, MeetingStatus.IN_SESSION)

    def cancel(self) -> None:
        """Raises MeetingStateError unless the meeting is still to come."""
        self._leave(TO_COME, MeetingStatus.CANCELLED)

    def adjourn(self) -> None:
        """Turn to the draft minutes; raises MeetingStateError unless in session."""
        self._leave({MeetingStatus.IN_SESSION}, MeetingStatus.MINUTES_DRAFT)

    def finalise(self, fingerprint: bytes, now: datetime) -> None:
        """Fix the minutes under a SHA-256 fingerprint (32 bytes); from now on only addenda.

        Raises MeetingStateError unless the minutes are a draft.
        """
        self._leave({MeetingStatus.MINUTES_DRAFT}, MeetingStatus.FINAL)
        self.finalised_hash, self.finalised_at = fingerprint, now

    def _leave(self, states: Set[MeetingStatus], towards: MeetingStatus) -> None:
        if self.status not in states:
            raise MeetingStateError
        self.status = towards


class ItemKind(StrEnum):
    """Why a case is taken up (practice.md §1.5)."""

    NEW = "new"
    FOLLOW_UP = "follow_up"
    REPEAT = "repeat"
    EMERGENCY = "emergency"
    LAPSE = "lapse"
    """Twelve months without a review: stays, steps down or closes."""
    CLOSURE = "closure"


class ItemStatus(StrEnum):
    WAITING = "waiting"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    PARKED = "parked"


class NoWishes(StrEnum):
    """Why the young person's own wishes are not in the record."""

    NOT_ASKED = "not_asked"
    NOT_REACHED = "not_reached"
    DID_NOT_SAY = "did_not_say"
    SPOKEN = "spoken"
    """They were told in the room, and by their source may not be written down."""


MINUTES_FOR = {
    ItemKind.NEW: 15,
    ItemKind.FOLLOW_UP: 10,
    ItemKind.REPEAT: 12,
    ItemKind.EMERGENCY: 15,
    ItemKind.LAPSE: 5,
    ItemKind.CLOSURE: 5,
}
"""Time allotted at first: ten to fifteen young people in two hours, 12–15 minutes for a whole
review (practice.md §1.6)."""


class AgendaItem(Model):
    """One case at one meeting."""

    __tablename__ = "agenda_items"
    __table_args__ = (UniqueConstraint("meeting_id", "case_id"),)

    position: Mapped[int]
    kind: Mapped[ItemKind]
    status: Mapped[ItemStatus] = mapped_column(default=ItemStatus.WAITING)
    minutes: Mapped[int]
    break_after: Mapped[int] = mapped_column(default=0)
    """Minutes of a break before the next case; it moves and goes with its case."""
    by_hand: Mapped[bool] = mapped_column(default=True)
    """Whether a person put the case there; a proposal says that it did."""
    placed_by_hand: Mapped[bool] = mapped_column(default=False)
    timed_by_hand: Mapped[bool] = mapped_column(default=False)
    """What a person placed or timed is not undone by proposing again."""
    begun_at: Mapped[datetime | None]
    reviewed_at: Mapped[datetime | None] = mapped_column(index=True)
    turned_to_at: Mapped[datetime | None]
    """Since when the room is at this case; of one meeting only one item has it."""
    seconds_spent: Mapped[int] = mapped_column(default=0)
    """Before that: a case that was parked, and comes up again, goes on where it stopped."""
    next_review_on: Mapped[date | None] = mapped_column(index=True)
    no_wishes: Mapped[NoWishes | None]
    said_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    """Of what the team wrote about this case, fixed with the minutes; it outlives the words."""

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id), index=True)
    meeting: Mapped[Meeting] = relationship()
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    case: Mapped[Case] = relationship()
    presenter_id: Mapped[UUID | None] = mapped_column(ForeignKey(Agency.id))
    presenter: Mapped[Agency | None] = relationship()

    @property
    def takes(self) -> int:
        """Minutes until the next case begins, with the break between them."""
        return self.minutes + self.break_after

    @property
    def is_of_a_proposal(self) -> bool:
        """Say whether it was proposed, and nobody has touched it since."""
        touched = self.placed_by_hand or self.timed_by_hand or self.break_after
        return not (self.by_hand or touched)

    def begin(self, now: datetime) -> None:
        """Take the case up, or take it up again."""
        self.status = ItemStatus.IN_REVIEW
        self.begun_at = self.begun_at or now

    def finish(self, now: datetime) -> None:
        self.status, self.reviewed_at = ItemStatus.REVIEWED, now

    def park(self) -> None:
        """Put the case aside without a word; it is proposed again next time."""
        self.status = ItemStatus.PARKED

    def turn_to(self, now: datetime) -> None:
        self.turned_to_at = self.turned_to_at or now

    def turn_away(self, now: datetime) -> None:
        """Let the room look elsewhere; what was spent here is kept."""
        self.seconds_spent = self.seconds_spent_by(now)
        self.turned_to_at = None

    def seconds_spent_by(self, now: datetime) -> int:
        since = (now - self.turned_to_at).total_seconds() if self.turned_to_at else 0
        return self.seconds_spent + max(0, int(since))


class Attendance(WithMac):
    """A member, or an agency's guest without an account, and whether the statement was signed.

    What SQL alone wrote is no signature: an observer hears the cases that she signed for.
    """

    __tablename__ = "attendances"
    __table_args__ = (UniqueConstraint("meeting_id", "member_id"),)
    UNDER_MAC = ("id", "meeting_id", "agency_id", "member_id", "presence", "signed_at")
    IF_FORGED: ClassVar[Mapping[str, object]] = {"signed_at": None}

    presence: Mapped[Presence]
    signed_at: Mapped[datetime | None]
    """When this person signed the confidentiality statement, or the chair ticked it for them."""
    arrived_at: Mapped[datetime | None]
    """Where somebody came late."""
    left_at: Mapped[datetime | None]
    """Where somebody went early."""

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id), index=True)
    meeting: Mapped[Meeting] = relationship()
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    agency: Mapped[Agency] = relationship()
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    member: Mapped[Member | None] = relationship(foreign_keys=member_id)
    deputy_for_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    deputy_for: Mapped[Member | None] = relationship(foreign_keys=deputy_for_id)

    @property
    def is_here(self) -> bool:
        return self.presence is not Presence.APOLOGIES

    @property
    def counts(self) -> bool:
        """Say whether this person's agency is here by it: neither an observer's nor a guest's."""
        return self.presence is Presence.PRESENT and self.member_id is not None

    def is_here_at(self, moment: datetime) -> bool:
        """Say whether this person was in the room then, as far as it is noted."""
        has_come = self.arrived_at is None or self.arrived_at <= moment
        return self.is_here and has_come and (self.left_at is None or moment < self.left_at)

    def sign(self, now: datetime) -> None:
        self.signed_at = self.signed_at or now
