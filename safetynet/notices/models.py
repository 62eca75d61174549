"""What somebody is to be told by mail, and what each lets us write. Ids and codes; no words."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from safetynet import clock
from safetynet.db import Model, Plain

STALE = timedelta(days=7)
"""What could not be said for a week is said by the page alone."""


class Kind(StrEnum):
    """Everything that a mail may say."""

    WAITS = "waits"
    STOPPED = "stopped"
    """An agency's sharing with theirs was stopped (CR-06)."""
    MEETING = "meeting"
    """A review meeting was called, moved or canceled."""
    EMERGENCY = "emergency"
    """A case was opened in an emergency, and they must look at it (CR-45)."""
    SIGNED_IN = "signed_in"
    ENDED = "ended"
    """A sign-in of theirs, because a fourth began."""
    CHANGED = "changed"
    """A password."""
    WAYS_CHANGED = "ways_changed"
    """What stands beside a password: passkeys, recovery codes, what codes are made from."""
    CODE_USED = "code_used"
    """A recovery code; the mail says how many are left."""
    PASSKEY_OFF = "passkey_off"
    """A passkey was switched off, because there seem to be two of it."""
    LOCKED = "locked"
    LEFT = "left"
    INVITED = "invited"
    """With a link to join by."""
    LET_IN = "let_in"
    """With a link to come in again by, after a phone or a password was lost."""
    HELP_ASKED = "help_asked"
    """Somebody said at the door that they cannot sign in."""
    HELP_REFUSED = "help_refused"
    MOVED = "moved"
    """Role or agency were changed."""


WITH_LINK = frozenset({Kind.INVITED, Kind.LET_IN})
OF_ONES_OWN = WITH_LINK | {
    Kind.SIGNED_IN,
    Kind.ENDED,
    Kind.CHANGED,
    Kind.WAYS_CHANGED,
    Kind.CODE_USED,
    Kind.PASSKEY_OFF,
    Kind.LOCKED,
    Kind.LEFT,
    Kind.HELP_ASKED,
    Kind.HELP_REFUSED,
    Kind.MOVED,
}
"""About the reader's own account."""
ALSO_OUTSIDE = frozenset({Kind.LEFT, Kind.INVITED})
"""What goes to somebody whose account does not count: not any more, or not yet."""
ALWAYS = OF_ONES_OWN | {Kind.EMERGENCY}
"""Security mail: nobody can turn it off, and it keeps no quiet hours."""


class State(StrEnum):
    QUEUED = "queued"
    CLAIMED = "claimed"
    """A run is sending it; if that run dies, another takes it up after `due_at`."""
    SENT = "sent"
    DROPPED = "dropped"
    """What it was about is gone, or the person asked for no such mail."""
    FAILED = "failed"


UNSENT = frozenset({State.QUEUED, State.CLAIMED})


@dataclass(frozen=True)
class Told:
    """A notice as plain values, so that it outlives the transaction that read it."""

    id: UUID
    kind: Kind
    about_table: str
    about_id: UUID
    created_at: datetime
    tries: int
    letter_id: UUID | None
    number: int | None


class Notice(Model):
    """One thing to tell one person, written in the transaction in which it happened."""

    __tablename__ = "notices"
    # It opens nothing and decides nothing; the entry names the row all the same.
    IS_WATCHED = False

    __table_args__ = (
        Index("ix_notices_due", "state", "due_at"),
        Index("ix_notices_member", "member_id", "created_at"),
    )

    kind: Mapped[Kind]
    state: Mapped[State]
    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"))
    about_table: Mapped[Plain]
    about_id: Mapped[UUID]
    """Looked up again, with that person's eyes, before anything is sent."""
    due_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    letter_id: Mapped[UUID | None]
    """Which mail it went into; sent again after a crash, the mail has the same Message-ID."""
    number: Mapped[int | None]
    """Where a mail says how many."""

    @property
    def told(self) -> "Told":
        return Told(
            self.id,
            self.kind,
            self.about_table,
            self.about_id,
            self.created_at,
            self.tries,
            self.letter_id,
            self.number,
        )

    def claim(self, letter_id: UUID, until: datetime) -> None:
        self.state, self.letter_id, self.due_at = State.CLAIMED, letter_id, until
        self.tries += 1

    def put_back(self, until: datetime) -> None:
        self.state, self.due_at = State.QUEUED, until


class How(StrEnum):
    """When one kind of mail comes."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NEVER = "never"


class MailChoice(Model):
    """What one person lets us write, and when; hours are the county's."""

    __tablename__ = "mail_choices"

    member_id: Mapped[UUID] = mapped_column(ForeignKey("members.id"), unique=True)
    waits: Mapped[How]
    stopped: Mapped[How]
    meeting: Mapped[How]
    digest_hour: Mapped[int]
    quiet_from: Mapped[int]
    quiet_until: Mapped[int]

    def how(self, kind: Kind) -> How:
        if kind in ALWAYS:
            return How.AT_ONCE
        return How(getattr(self, kind.value))

    def is_quiet(self, moment: datetime) -> bool:
        """Say whether a moment (aware) lies in the quiet hours, by the county's clock that day."""
        at = clock.in_the_county(moment).time()
        begins, ends = time(self.quiet_from), time(self.quiet_until)
        if begins <= ends:
            return begins <= at < ends
        return at >= begins or at < ends

    def lets(self, notice: Told, now: datetime) -> bool:
        """Say whether it is time for a notice that this person wants."""
        if notice.kind in ALWAYS:
            return True
        if self.is_quiet(now):
            return False
        is_daily = self.how(notice.kind) is How.DAILY
        return not is_daily or notice.created_at < self._last_digest(now)

    def _last_digest(self, now: datetime) -> datetime:
        day, at = clock.day_of(now), time(self.digest_hour)
        today = clock.moment_of(day, at)
        return today if today <= now else clock.moment_of(day - timedelta(days=1), at)


def usual(member_id: UUID) -> MailChoice:
    """Return what holds for somebody who never chose."""
    return MailChoice(
        member_id=member_id,
        waits=How.DAILY,
        stopped=How.AT_ONCE,
        meeting=How.DAILY,
        digest_hour=8,
        quiet_from=19,
        quiet_until=7,
    )
