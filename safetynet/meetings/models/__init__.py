"""Tables of the review: the meeting with its agenda, what was said, what was decided."""

from safetynet.meetings.models.meeting import (
    MINUTES_FOR,
    AgendaItem,
    Attendance,
    ItemKind,
    ItemStatus,
    Meeting,
    MeetingKind,
    MeetingStateError,
    MeetingStatus,
    NoWishes,
)

__all__ = [
    "MINUTES_FOR",
    "AgendaItem",
    "Attendance",
    "ItemKind",
    "ItemStatus",
    "Meeting",
    "MeetingKind",
    "MeetingStateError",
    "MeetingStatus",
    "NoWishes",
]
