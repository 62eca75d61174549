"""Papers that left the house: which copy, of what, for whom."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from safetynet.agencies import Agency, Member
from safetynet.db import Model, Plain
from safetynet.meetings.models.meeting import Meeting


class PaperKind(StrEnum):
    AGENDA = "agenda"
    MINUTES = "minutes"
    PACKET = "packet"


class MinutesCopy(Model):
    """One PDF that somebody downloaded; its serial stands on every page of it."""

    __tablename__ = "minutes_copies"
    # Written in passing, by a visit that only looks; the entry itself commits to the copy's hash.
    IS_WATCHED = False

    serial: Mapped[Plain] = mapped_column(unique=True)
    kind: Mapped[PaperKind]
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id), index=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    for_agency_id: Mapped[UUID | None] = mapped_column(ForeignKey(Agency.id))
    """To whom it goes, where all owners agreed to a copy for somebody else."""
    request_id: Mapped[UUID | None]
    """What they agreed to."""


class MinutesOpening(Model):
    """Somebody opened minutes after they were final; the first row of each person counts."""

    __tablename__ = "minutes_openings"
    # Written in passing, like the copies.
    IS_WATCHED = False

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey(Meeting.id), index=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
