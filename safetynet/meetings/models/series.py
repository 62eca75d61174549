"""A series of meetings: how often, when, where, who usually comes, and what stands in its way."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from safetynet.agencies import Agency, Member
from safetynet.db import Model, Plain
from safetynet.meetings.cadence import Cadence, Rule, moment_of
from safetynet.meetings.models.meeting import MeetingKind


class Series(Model):
    """Meetings that repeat. It has no name: its kind and its rhythm say which it is."""

    __tablename__ = "meeting_series"

    kind: Mapped[MeetingKind]
    cadence: Mapped[Cadence]
    every: Mapped[int] = mapped_column(default=1)
    """Weeks from one meeting to the next, where the cadence counts weeks."""
    first_on: Mapped[date]
    """Gives the day of the week, and from where weeks are counted."""
    at_minute: Mapped[int]
    """When it begins on the local clock, in minutes after midnight; summer time moves it along."""
    zone: Mapped[Plain]
    """An IANA name, such as America/Los_Angeles."""
    minutes: Mapped[int]
    place_code: Mapped[Plain]
    quorum: Mapped[int] = mapped_column(default=0)
    """How many agencies must be there; none asks nothing."""
    statement_version: Mapped[int]
    """Which wording of the confidentiality statement its meetings read out."""
    weeks_ahead: Mapped[int] = mapped_column(default=6)
    ended_at: Mapped[datetime | None]

    chair_id: Mapped[UUID] = mapped_column(ForeignKey(Member.id))
    chair: Mapped[Member] = relationship()

    @property
    def rule(self) -> Rule:
        return Rule(self.cadence, self.every, self.first_on)

    @property
    def begins_at(self) -> time:
        return time(self.at_minute // 60, self.at_minute % 60)

    def starts_on(self, day: date) -> datetime:
        """Return the moment (UTC) at which its meeting of a day begins."""
        return moment_of(day, self.at_minute, self.zone)

    def end(self, now: datetime) -> None:
        self.ended_at = self.ended_at or now


class RosterPlace(Model):
    """Who usually comes for an agency to a series' meetings, and who in that person's place."""

    __tablename__ = "roster_places"
    __table_args__ = (UniqueConstraint("series_id", "agency_id"),)

    is_needed: Mapped[bool] = mapped_column(default=False)
    """Without this agency there is no quorum, however many others are here."""
    series_id: Mapped[UUID] = mapped_column(ForeignKey(Series.id), index=True)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey(Agency.id))
    agency: Mapped[Agency] = relationship()
    member_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    member: Mapped[Member | None] = relationship(foreign_keys=member_id)
    deputy_id: Mapped[UUID | None] = mapped_column(ForeignKey(Member.id))
    deputy: Mapped[Member | None] = relationship(foreign_keys=deputy_id)


class SkippedDay(Model):
    """A day of a series on which the coordinator decided to hold no meeting."""

    __tablename__ = "skipped_days"
    __table_args__ = (UniqueConstraint("series_id", "falls_on"),)

    falls_on: Mapped[date]
    series_id: Mapped[UUID] = mapped_column(ForeignKey(Series.id), index=True)
