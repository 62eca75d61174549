"""Tables of the review: the meeting with its agenda, what was said, what was decided."""

from safetynet.meetings.models.copies import MinutesCopy, PaperKind
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
from safetynet.meetings.models.review import (
    CATEGORY_OF,
    WISHES_ARE,
    Addendum,
    AnswerBasis,
    Decision,
    Dissent,
    ReviewAnswer,
    ReviewRow,
    Wishes,
)
from safetynet.meetings.models.tasks import (
    OUTCOME_OF,
    Ending,
    Task,
    TaskSettledError,
    TaskUpdate,
    TaskWords,
)

__all__ = [
    "CATEGORY_OF",
    "MINUTES_FOR",
    "OUTCOME_OF",
    "WISHES_ARE",
    "Addendum",
    "AgendaItem",
    "AnswerBasis",
    "Attendance",
    "Decision",
    "Dissent",
    "Ending",
    "ItemKind",
    "ItemStatus",
    "Meeting",
    "MeetingKind",
    "MeetingStateError",
    "MeetingStatus",
    "MinutesCopy",
    "NoWishes",
    "PaperKind",
    "ReviewAnswer",
    "ReviewRow",
    "Task",
    "TaskSettledError",
    "TaskUpdate",
    "TaskWords",
    "Wishes",
]
