"""A calendar that a person's own calendar program fetches by itself, until its day."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Member
from safetynet.db import WithMac

HOLDS = timedelta(days=180)


class CalendarFeed(WithMac):
    """One secret address; of the secret only a hash is stored. It opens the calendar alone."""

    __tablename__ = "calendar_feeds"
    ABSENT_IF_FORGED = True
    UNDER_MAC = ("id", "member_id", "token_hash", "until", "ended_at")

    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id), index=True)
    member: Mapped[Member] = relationship()
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    until: Mapped[date]
    """The last day on which it opens anything."""
    fetched_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]

    def is_open_on(self, day: date) -> bool:
        return self.ended_at is None and day <= self.until

    def end(self, now: datetime) -> None:
        self.ended_at = self.ended_at or now
