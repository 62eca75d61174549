"""What leaves after two people: one asks and takes it, another approves and tells the password."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from safetynet.agencies import Agency, Member
from safetynet.db import Plain, WithMac

OPEN_FOR = timedelta(days=7)
"""How long a copy may be taken once it is approved, if its basis holds as long."""
MOST_DOWNLOADS = 3
SHOWN_FOR = timedelta(minutes=10)
"""How long a password stands on its page, and how long a download that began may go on."""


class DecidedError(Exception):
    """Somebody decided before, or the copy was called back meanwhile."""


class ByTwo(WithMac):
    """A shell: by whom it was asked for and approved, until when and how often it was taken."""

    __abstract__ = True

    decided_at: Mapped[datetime | None]
    is_approved: Mapped[bool | None]
    """None until the second person decides."""
    serial: Mapped[Plain | None]
    ends_at: Mapped[datetime | None]
    downloads: Mapped[int] = mapped_column(default=0)
    downloaded_at: Mapped[datetime | None]
    recalled_at: Mapped[datetime | None]

    @declared_attr
    def agency_id(cls) -> Mapped[UUID]:  # noqa: N805
        return mapped_column(ForeignKey(Agency.id), index=True)

    @declared_attr
    def requested_by_id(cls) -> Mapped[UUID]:  # noqa: N805
        return mapped_column(ForeignKey(Member.id))

    @declared_attr
    def decided_by_id(cls) -> Mapped[UUID | None]:  # noqa: N805
        return mapped_column(ForeignKey(Member.id))

    @declared_attr
    def recalled_by_id(cls) -> Mapped[UUID | None]:  # noqa: N805
        return mapped_column(ForeignKey(Member.id))

    @property
    def waits(self) -> bool:
        """For the second person."""
        return self.is_approved is None and self.recalled_at is None

    @property
    def has_left(self) -> bool:
        return self.downloads > 0

    def decide(self, by_id: UUID, now: datetime, *, approved: bool) -> None:
        """Take the second person's word; raises DecidedError when there was one already."""
        if not self.waits or by_id == self.requested_by_id:
            raise DecidedError
        self.is_approved, self.decided_by_id, self.decided_at = approved, by_id, now

    def count_download(self, now: datetime) -> None:
        self.downloads, self.downloaded_at = self.downloads + 1, now

    def is_being_taken(self, now: datetime) -> bool:
        """Say whether a download that was counted may still go on."""
        return self.downloaded_at is not None and now - self.downloaded_at < SHOWN_FOR

    def recall(self, by_id: UUID, now: datetime) -> None:
        """Withdraw it, or call it back; raises DecidedError where that was done."""
        if self.recalled_at is not None or self.is_approved is False:
            raise DecidedError
        self.recalled_at, self.recalled_by_id = now, by_id
