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
from safetynet.meetings.queries.reviews import Review, Reviews, reviews_of, wishes_are_told
from safetynet.meetings.queries.tasks import (
    incomplete_before,
    open_tasks,
    open_tasks_of,
    overdue_counts,
    rows_under,
    updates_of,
    words_of,
)

__all__ = [
    "Review",
    "Reviews",
    "agenda_of",
    "attendance_of",
    "cases_not_listed",
    "coming_meeting",
    "expected_members",
    "incomplete_before",
    "meetings_after",
    "meetings_before",
    "member_now",
    "my_attendance",
    "next_meeting_number",
    "next_reviews",
    "open_tasks",
    "open_tasks_of",
    "overdue_counts",
    "reviewed_before",
    "reviews_of",
    "rows_under",
    "seated_agencies",
    "updates_of",
    "wishes_are_told",
    "words_of",
]
