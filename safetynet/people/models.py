"""A way in for one person: to join, or to come in again after a phone or a password was lost."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency, Member
from safetynet.db import Plain, WithMac

VALID = timedelta(hours=72)
AT_WORK = timedelta(hours=1)
"""How long somebody may take over the pages behind a link before she opens it again."""
GUESSES = 5


class Purpose(StrEnum):
    JOIN = "join"
    RECOVER = "recover"


class Stage(StrEnum):
    ASKED = "asked"
    """Somebody said at the door that she cannot sign in; nobody has looked at it yet."""
    OPEN = "open"
    USED = "used"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    SPENT = "spent"
    """The spoken code was guessed at too often."""


class Check(StrEnum):
    """How it was made sure who somebody is (NIST SP 800-63A, in a county's words)."""

    PHOTO_ID = "photo_id"
    KNOWN = "known"
    VIDEO = "video"


class Invitation(WithMac):
    """One link, and the spoken code that it needs. Neither of the two opens anything alone.

    Of the link only a hash is stored; it is worked out anew as the mail is written. The person's
    row is there already, as one who cannot sign in.
    """

    __tablename__ = "invitations"
    ABSENT_IF_FORGED = True
    UNDER_MAC = (
        "id",
        "purpose",
        "stage",
        "member_id",
        "agency_id",
        "by_id",
        "checked_how",
        "sent",
        "token_hash",
        "code_hash",
        "until",
        "guesses",
        "ticket_hash",
        "ticket_at",
        "agreed",
        "trained_on",
        "confirmed_at",
    )

    purpose: Mapped[Purpose]
    stage: Mapped[Stage] = mapped_column(index=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id), index=True)
    member: Mapped[Member] = relationship(foreign_keys=member_id)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    agency: Mapped[Agency] = relationship()
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    """Who made sure of the person, and tells her the code; of what was refused, who refused."""
    checked_how: Mapped[Check | None]
    sent: Mapped[int] = mapped_column(default=0)
    """How many links there have been; the last one alone is good."""
    token_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    code_hash: Mapped[Plain | None]
    until: Mapped[datetime | None]
    guesses: Mapped[int] = mapped_column(default=0)
    ticket_hash: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    """Of the browser that gave link and code last; any earlier one is out."""
    ticket_at: Mapped[datetime | None]
    agreed: Mapped[Plain | None]
    """Which wording of the confidentiality agreement was signed, and in which language."""
    trained_on: Mapped[date | None]
    """When she says that she finished her training."""
    confirmed_at: Mapped[datetime | None]
    """When somebody who knows confirmed it; None as long as nobody has."""

    def is_open_at(self, now: datetime) -> bool:
        is_in_time = self.until is not None and now < self.until
        return self.stage is Stage.OPEN and is_in_time and self.guesses < GUESSES

    def open(self, by_id: UUID, how: Check) -> None:
        """Let somebody who made sure of the person open it; links are sent from then on."""
        self.stage, self.by_id, self.checked_how = Stage.OPEN, by_id, how

    def send(self, token_hash: bytes, code_hash: str, now: datetime) -> None:
        """Give it a new link and a new code; whoever held earlier ones is out."""
        self.token_hash, self.code_hash, self.until = token_hash, code_hash, now + VALID
        self.stage, self.guesses = Stage.OPEN, 0
        self.ticket_hash = self.ticket_at = None

    def is_held_at(self, now: datetime) -> bool:
        """Say whether a browser is at work on it (asked of a row that its ticket found)."""
        is_fresh = self.ticket_at is not None and now - self.ticket_at < AT_WORK
        return is_fresh and self.is_open_at(now)

    def end(self, stage: Stage) -> None:
        self.stage = stage
        self.token_hash = self.ticket_hash = self.code_hash = self.ticket_at = None

    @property
    def awaits_training(self) -> bool:
        """Somebody joined, and nobody confirmed her training yet."""
        return self.stage is Stage.USED and self.trained_on is not None and not self.confirmed_at


def open_ones(invitations: Iterable[Invitation]) -> dict[UUID, Invitation]:
    """Return by person what is still open or asked for, the latest of each."""
    return {one.member_id: one for one in invitations if one.stage in {Stage.OPEN, Stage.ASKED}}
