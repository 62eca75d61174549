"""Review meetings: agenda, attendance, review, decisions, tasks, minutes."""

from safetynet.meetings import autopilot as autopilot
from safetynet.meetings import finality as finality
from safetynet.meetings import observers as observers
from safetynet.meetings import policy as policy
from safetynet.meetings import policy_of_research as policy_of_research
from safetynet.meetings import policy_of_stepping as policy_of_stepping
from safetynet.meetings import reasons as reasons
from safetynet.meetings import reminding as reminding
from safetynet.meetings import series_policy as series_policy
from safetynet.meetings import tabled as tabled
from safetynet.meetings import waiting as waiting
from safetynet.meetings import waiting_for_research as waiting_for_research
from safetynet.meetings.models import AgendaItem, Attendance, Meeting
from safetynet.meetings.panel import on_the_case_file
from safetynet.meetings.queries import coming_meeting, next_reviews
from safetynet.meetings.readiness import next_readiness

__all__ = [
    "AgendaItem",
    "Attendance",
    "Meeting",
    "coming_meeting",
    "next_readiness",
    "next_reviews",
    "on_the_case_file",
]
