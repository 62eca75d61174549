"""What the rooms above and our own pages ask of meetings; the walls narrow every answer."""

from safetynet.meetings.queries.agenda import (
    agenda_of,
    attendance_of,
    cases_not_listed,
    coming_meeting,
    expected_members,
    meetings_after,
    meetings_before,
    member_now,
    my_attendance,
    next_meeting_number,
    next_reviews,
    reviewed_before,
    seated_agencies,
)

__all__ = [
    "agenda_of",
    "attendance_of",
    "cases_not_listed",
    "coming_meeting",
    "expected_members",
    "meetings_after",
    "meetings_before",
    "member_now",
    "my_attendance",
    "next_meeting_number",
    "next_reviews",
    "reviewed_before",
    "seated_agencies",
]
