"""Who was out of the room while a case came up, from when until when."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.cases import Case
from safetynet.db import WithMac
from safetynet.meetings.models.meeting import AgendaItem, Attendance, Meeting


class SteppedOut(WithMac):
    """The chair noted it as it happened. Why somebody left stands nowhere in it.

    Minutes go out by it without asking again, so what SQL alone wrote is not there.
    """

    __tablename__ = "stepped_out"
    ABSENT_IF_FORGED = True
    UNDER_MAC = ("id", "item_id", "attendance_id", "left_at", "back_at")

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id), index=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey(AgendaItem.id), index=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id), index=True)
    attendance_id: Mapped[UUID] = mapped_column(ForeignKey(Attendance.id), index=True)
    attendance: Mapped[Attendance] = relationship()
    left_at: Mapped[datetime]
    back_at: Mapped[datetime | None]
    """None while this person is out."""

    def come_back(self, now: datetime) -> None:
        self.back_at = self.back_at or now

    def go_out_again(self) -> None:
        """Take back that this person came back: it was noted by mistake."""
        self.back_at = None

    def spans(self, since: datetime, until: datetime) -> bool:
        """Say whether this person was out all the time between two moments."""
        return self.left_at <= since and (self.back_at is None or until <= self.back_at)


# Nobody is out twice at once, whoever presses at the same moment.
_by = SteppedOut.__table__.c
_out = _by.back_at.is_(None)
Index(
    "uq_stepped_out_now", _by.attendance_id, unique=True, sqlite_where=_out, postgresql_where=_out
)
