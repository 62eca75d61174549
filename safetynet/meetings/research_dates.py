"""By when research is due, and from when until when it is taken."""

from datetime import date, timedelta

from safetynet import clock
from safetynet.access import walls_down
from safetynet.meetings.models import AgendaItem, ItemStatus, Meeting, ResearchReturn
from safetynet.meetings.queries.series import holidays_from
from safetynet.meetings.working_days import working_days_before

DUE_BEFORE = 2
"""Working days before the meeting: there must be time to read it."""
NO_BREAK_IS_LONGER = timedelta(weeks=4)
"""Holidays and weekends together; so far back they are looked up."""


def takes_research(item: AgendaItem) -> bool:
    """Say whether an answer can come or change: from publication until the case is reviewed."""
    is_open = item.meeting.is_published or item.meeting.is_in_session
    return is_open and item.status is not ItemStatus.REVIEWED


def due_on(meeting: Meeting) -> date:
    day = clock.day_of(meeting.starts_at)
    # The list is the coordinator's; the day is the same for everybody.
    with walls_down("holidays"):
        closed = holidays_from(day - NO_BREAK_IS_LONGER)
    return working_days_before(day, DUE_BEFORE, closed.__contains__)


def is_late(due: date, receipt: ResearchReturn | None, day: date) -> bool:
    """Say whether an answer came after the day, or has not come and should have."""
    return clock.day_of(receipt.received_at) > due if receipt else day > due
