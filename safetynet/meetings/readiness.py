"""How ready a meeting is: what fits into its time, and what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from safetynet.meetings.models import AgendaItem, Attendance, Meeting
from safetynet.meetings.queries import agenda_of, coming_meeting


@dataclass(frozen=True)
class Readiness:
    """Numbers for the bars of agenda builder and meeting page."""

    minutes: int
    """The whole length of the meeting."""
    planned: int
    """Minutes allotted to its cases so far."""
    will_not_fit: tuple[AgendaItem, ...]
    """Items that would end after the meeting does."""
    without_presenter: tuple[AgendaItem, ...]
    here: int
    signed: int
    unsigned: tuple[str, ...] = ()
    """Who is here and has not signed, each with the agency."""

    @property
    def free(self) -> int:
        """Minutes left; negative when the agenda is too long."""
        return self.minutes - self.planned


def readiness_of(
    meeting: Meeting, items: Sequence[AgendaItem], attendance: Sequence[Attendance]
) -> Readiness:
    planned, late = 0, []
    for item in items:
        if planned + item.minutes > meeting.minutes:
            late.append(item)
        planned += item.takes
    here = [row for row in attendance if row.is_here]
    return Readiness(
        minutes=meeting.minutes,
        planned=planned,
        will_not_fit=tuple(late),
        without_presenter=tuple(item for item in items if item.presenter_id is None),
        here=len(here),
        signed=sum(row.signed_at is not None for row in here),
        unsigned=tuple(_named(row) for row in here if row.signed_at is None),
    )


def _named(row: Attendance) -> str:
    who = row.member.name if row.member else _("Guest")
    return f"{who}, {row.agency.name}"


def next_readiness(moment: datetime) -> tuple[Meeting, Readiness] | None:
    """Return the next meeting that has not begun, and how ready its agenda is."""
    meeting = coming_meeting(moment)
    return (meeting, readiness_of(meeting, agenda_of(meeting.id), [])) if meeting else None
