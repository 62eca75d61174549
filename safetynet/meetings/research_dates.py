"""By when research is due, and from when until when it is taken."""

from datetime import date

from safetynet import clock
from safetynet.deadlines.holidays import closed_days
from safetynet.deadlines.working_days import working_days_before
from safetynet.meetings.models import AgendaItem, ItemStatus, Meeting, ResearchReturn

DUE_BEFORE = 2
"""Working days before the meeting: there must be time to read it."""


def takes_research(item: AgendaItem) -> bool:
    """Say whether an answer can come or change: from publication until the case is reviewed."""
    is_open = item.meeting.is_published or item.meeting.is_in_session
    return is_open and item.status is not ItemStatus.REVIEWED


def due_on(meeting: Meeting) -> date:
    day = clock.day_of(meeting.starts_at)
    return working_days_before(day, DUE_BEFORE, closed_days().__contains__)


def is_late(due: date, receipt: ResearchReturn | None, day: date) -> bool:
    """Say whether an answer came after the day, or has not come and should have."""
    return clock.day_of(receipt.received_at) > due if receipt else day > due
