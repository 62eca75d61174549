"""When a packet is open: days alone, so that it can be asked for any moment."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from flask import current_app

from config import Config
from safetynet import clock
from safetynet.deadlines.holidays import closed_days
from safetynet.deadlines.working_days import working_days_before
from safetynet.meetings.models import Meeting, MeetingKind


class Stage(StrEnum):
    """Where a moment lies."""

    NOT_CALLED = "not_called"
    """The agenda is not published, or the meeting was canceled."""
    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"


@dataclass(frozen=True)
class Window:
    """From when until when; neither where no packet is called for."""

    opens_at: datetime | None
    closes_at: datetime | None

    def stage_at(self, moment: datetime) -> Stage:
        if self.opens_at is None or self.closes_at is None:
            return Stage.NOT_CALLED
        if moment < self.opens_at:
            return Stage.BEFORE
        return Stage.OPEN if moment < self.closes_at else Stage.AFTER


@dataclass(frozen=True)
class Lead:
    """How long before and after a meeting, as the county set it."""

    working_days: int
    hours_after: int
    closed: frozenset[date] = frozenset()
    """Days on which the county does not work."""


def lead_of_the_county() -> Lead:
    config: Config = current_app.extensions["config"]
    return Lead(config.packet_days, config.packet_hours, closed_days())


def window_of(meeting: Meeting, lead: Lead) -> Window:
    """Return when a packet of this meeting can be read.

    An emergency does not wait; no packet is read before its agenda is published.
    """
    if meeting.published_at is None or meeting.is_cancelled:
        return Window(None, None)
    opens_at = meeting.published_at
    if meeting.kind is not MeetingKind.EMERGENCY:
        held = clock.day_of(meeting.starts_at)
        first = working_days_before(held, lead.working_days, lead.closed.__contains__)
        opens_at = max(opens_at, clock.start_of(first))
    return Window(opens_at, meeting.ends_at + timedelta(hours=lead.hours_after))
