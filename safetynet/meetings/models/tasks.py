"""What one agency took upon itself at a review, and how it ended."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet import clock
from safetynet.agencies import Agency, Member
from safetynet.cases import Case
from safetynet.db import Model, Owned
from safetynet.meetings.models.meeting import AgendaItem, Meeting
from safetynet.meetings.models.review import TeamLine
from safetynet.meetings.pdf.document import TaskOutcome
from safetynet.vault import Sealed


class Ending(StrEnum):
    """How a task ended. What life overtook is told apart from what was not done (§1.7, §9).

    None of these blames anybody: least of all the young person, who may decline for now.
    """

    DONE = "done"
    MOVED_AWAY = "moved_away"
    PLACEMENT_CHANGED = "placement_changed"
    DECLINED_FOR_NOW = "declined_for_now"
    NO_LONGER_NEEDED = "no_longer_needed"
    DUPLICATE = "duplicate"
    OVERTAKEN = "overtaken"
    """By events of another kind."""
    NO_CAPACITY = "no_capacity"
    WAITLIST = "waitlist"
    WAITING_FOR_OTHERS = "waiting_for_others"
    NO_RELEASE = "no_release"
    NO_CONTACT = "no_contact"
    NOT_STARTED = "not_started"


OUTCOME_OF = {
    Ending.DONE: TaskOutcome.DONE,
    Ending.MOVED_AWAY: TaskOutcome.OVERTAKEN,
    Ending.PLACEMENT_CHANGED: TaskOutcome.OVERTAKEN,
    Ending.DECLINED_FOR_NOW: TaskOutcome.OVERTAKEN,
    Ending.NO_LONGER_NEEDED: TaskOutcome.OVERTAKEN,
    Ending.DUPLICATE: TaskOutcome.OVERTAKEN,
    Ending.OVERTAKEN: TaskOutcome.OVERTAKEN,
    Ending.NO_CAPACITY: TaskOutcome.NOT_DONE,
    Ending.WAITLIST: TaskOutcome.NOT_DONE,
    Ending.WAITING_FOR_OTHERS: TaskOutcome.NOT_DONE,
    Ending.NO_RELEASE: TaskOutcome.NOT_DONE,
    Ending.NO_CONTACT: TaskOutcome.NOT_DONE,
    Ending.NOT_STARTED: TaskOutcome.NOT_DONE,
}


MORE_TIME_FOR = (
    Ending.NO_CONTACT,
    Ending.DECLINED_FOR_NOW,
    Ending.WAITING_FOR_OTHERS,
    Ending.WAITLIST,
    Ending.NO_RELEASE,
    Ending.NO_CAPACITY,
    Ending.PLACEMENT_CHANGED,
)
"""Why a task may need more time; the others end it."""


class Priority(StrEnum):
    URGENT = "urgent"
    NORMAL = "normal"
    CAN_WAIT = "can_wait"


class Rung(StrEnum):
    """How far an open task came up the ladder (§1.12); each rung is climbed once."""

    BEFORE = "before"
    DUE = "due"
    AFTER = "after"
    LEAD = "lead"
    """The agency's supervisor was told."""
    STEERING = "steering"
    """It counts on the steering sheet; nobody is written to any more."""


class TaskSettledError(Exception):
    """Somebody said before how the task ended."""


class NotToReopenError(Exception):
    """Somebody else settled it, or not today, or minutes say since then how it ended."""


class Task(Model):
    """A shell: whose, by when, how it stands. A task is an agency's, never "the meeting's"."""

    __tablename__ = "tasks"
    # What is open from before is found without the thousands that ended.
    __table_args__ = (Index("ix_tasks_open", "ending", "due_on"),)

    due_on: Mapped[date] = mapped_column(index=True)
    first_due_on: Mapped[date]
    """The day that the review gave; minutes and their fingerprint keep to it."""
    priority: Mapped[Priority] = mapped_column(default=Priority.NORMAL)
    extensions: Mapped[int] = mapped_column(default=0)
    """How often it was given more time, and why the last time."""
    extended_because: Mapped[Ending | None]
    reminders: Mapped[int] = mapped_column(default=0)
    rung: Mapped[Rung | None]
    ending: Mapped[Ending | None]
    settled_at: Mapped[datetime | None] = mapped_column(index=True)
    settled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id), index=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey(AgendaItem.id), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    case: Mapped[Case] = relationship()
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    agency: Mapped[Agency] = relationship()
    taken_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    taken_by: Mapped[Member | None] = relationship(foreign_keys=taken_by_id)

    @property
    def is_open(self) -> bool:
        return self.ending is None

    def is_overdue_on(self, day: date) -> bool:
        return self.is_open and self.due_on < day

    @property
    def outcome(self) -> TaskOutcome:
        return OUTCOME_OF[self.ending] if self.ending else TaskOutcome.OPEN

    def outcome_at(self, moment: datetime | None) -> TaskOutcome:
        """Return how the task stood then; final minutes do not change with what came after."""
        if moment and self.settled_at and self.settled_at > moment:
            return TaskOutcome.OPEN
        return self.outcome

    @property
    def is_handed_up(self) -> bool:
        """Say whether it came to the agency's supervisor or further."""
        return self.is_open and self.rung in {Rung.LEAD, Rung.STEERING}

    def settle(self, ending: Ending, now: datetime, by_id: UUID) -> None:
        """Say how it ended; raises TaskSettledError when that was said before."""
        self._check_open()
        self.ending, self.settled_at, self.settled_by_id = ending, now, by_id

    def extend(self, until: date, because: Ending) -> None:
        """Give it more time; reminders begin anew. Raises TaskSettledError when it is over."""
        self._check_open()
        self.due_on, self.extended_because, self.rung = until, because, None
        self.extensions += 1

    def reopen(self, by_id: UUID, now: datetime) -> None:
        """Take back what was said by mistake, oneself and on the same day.

        Raises NotToReopenError otherwise.
        """
        settled = self.settled_at
        is_of_today = settled is not None and clock.day_of(settled) == clock.day_of(now)
        if not is_of_today or self.settled_by_id != by_id:
            raise NotToReopenError
        self.ending = self.settled_at = self.settled_by_id = None

    def climb(self, rung: Rung) -> None:
        """Note that it came up to this rung; the last is no reminder any more."""
        self.rung = rung
        self.reminders += rung is not Rung.STEERING

    def _check_open(self) -> None:
        if not self.is_open:
            raise TaskSettledError


class TaskWords(TeamLine):
    """What is to be done, in the team's words."""

    __tablename__ = "task_words"

    task_id: Mapped[UUID] = mapped_column(ForeignKey(Task.id), unique=True)
    text: Mapped[Sealed]


class TaskUpdate(Owned):
    """What an agency says about a task of its own, beside the bare ending."""

    __tablename__ = "task_updates"

    task_id: Mapped[UUID] = mapped_column(ForeignKey(Task.id), index=True)
    text: Mapped[Sealed]
