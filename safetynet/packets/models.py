"""Papers that left: what became of each, and what the owners said to a copy for somebody else."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency, Member
from safetynet.db import Model, Plain, PlainCodes, WithMac
from safetynet.meetings import AgendaItem, Meeting
from safetynet.meetings.models import MinutesCopy
from safetynet.survivors import Survivor
from safetynet.vault import Category


class Fate(StrEnum):
    """What became of a paper; one of which nobody said anything is still out."""

    RETURNED = "returned"
    SHREDDED = "shredded"


class PaperFate(Model):
    """What the chair noted of one numbered copy."""

    __tablename__ = "paper_fates"

    copy_id: Mapped[UUID] = mapped_column(ForeignKey(MinutesCopy.id), unique=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id), index=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    """Whose copy it was."""
    fate: Mapped[Fate]
    noted_on: Mapped[date]
    noted_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))


class Answer(StrEnum):
    """An owner's answer."""

    AGREED = "agreed"
    DECLINED = "declined"


class AnsweredError(Exception):
    """The owner answered before."""


class CopyAsk(WithMac):
    """One owner's part in one request: may a copy of what the minutes say here go to an agency?

    A request has as many rows as the passage has owners, under one `request_id`. A forged row is
    no agreement.
    """

    __tablename__ = "copy_asks"
    __table_args__ = (UniqueConstraint("request_id", "agency_id"),)
    ABSENT_IF_FORGED = True
    UNDER_MAC = (
        "id",
        "request_id",
        "item_id",
        "survivor_id",
        "from_agency_id",
        "asked_by_id",
        "to_agency_id",
        "agency_id",
        "kinds",
        "word",
        "answered_by_id",
    )

    request_id: Mapped[UUID] = mapped_column(index=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id), index=True)
    meeting: Mapped[Meeting] = relationship()
    item_id: Mapped[UUID] = mapped_column(ForeignKey(AgendaItem.id), index=True)
    survivor_id: Mapped[UUID] = mapped_column(ForeignKey(Survivor.id), index=True)
    number: Mapped[Plain]
    """The case's."""
    from_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    from_agency: Mapped[Agency] = relationship(foreign_keys=from_agency_id)
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    to_agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    to_agency: Mapped[Agency] = relationship(foreign_keys=to_agency_id)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id), index=True)
    """Whose information it is; the review team's own row for what the team concluded."""
    agency: Mapped[Agency] = relationship(foreign_keys=agency_id)
    kinds: Mapped[PlainCodes]
    """Which kinds of its content are in the passage."""
    word: Mapped[Answer | None]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))

    @property
    def categories(self) -> frozenset[Category]:
        return frozenset(map(Category, self.kinds))

    @property
    def waits(self) -> bool:
        return self.word is None

    def answer(self, word: Answer, by_id: UUID, now: datetime) -> None:
        """Take the owner's word; raises AnsweredError where there was one."""
        if not self.waits:
            raise AnsweredError
        self.word, self.answered_by_id, self.answered_at = word, by_id, now
