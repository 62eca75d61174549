"""What is looked at once more before minutes go out: who was in the room, and what still stands.

A release may have ended between the review and the minutes, and what is sent then is a disclosure
of that day (CR-02). Who had to be out of the room is told by conflicts, matters and seats as they
are now, and by who really came.
"""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from safetynet.access import Actor
from safetynet.agencies import Agency
from safetynet.meetings.hearing import who_had_to_leave
from safetynet.meetings.models import AgendaItem, Attendance, Meeting, ReviewRow
from safetynet.meetings.queries import agenda_of, attendance_of, reviews_of
from safetynet.meetings.queries.stepping import stepped_out_at
from safetynet.meetings.sources import basis_to_record, needs_release, told_in


@dataclass(frozen=True, repr=False)
class HadToLeave:
    """Somebody who is noted as here, and the cases that she may not hear."""

    who: Attendance
    items: tuple[AgendaItem, ...]


@dataclass(frozen=True, repr=False)
class Unfounded:
    """A line of the team's that holds what an agency told, and that no release carries any more."""

    item: AgendaItem
    source: Agency


@dataclass(frozen=True, repr=False)
class BeforeSending:
    had_to_leave: tuple[HadToLeave, ...]
    unfounded: tuple[Unfounded, ...]

    @property
    def mark(self) -> str:
        """Return what names all of it, so that a yes is a yes to what was read."""
        lines = [f"{one.who.id} {item.id}" for one in self.had_to_leave for item in one.items]
        return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def before_sending(meeting: Meeting, actor: Actor) -> BeforeSending:
    """Return what keeps the minutes from going out as they are; `actor` keeps the team's words."""
    items = agenda_of(meeting.id)
    reviews = reviews_of(item.id for item in items)
    stepped_out = stepped_out_at(item.id for item in items)
    out: dict[Attendance, list[AgendaItem]] = {}
    for item, who in who_had_to_leave(items, attendance_of(meeting.id), stepped_out):
        out.setdefault(who, []).append(item)
    return BeforeSending(
        tuple(HadToLeave(who, tuple(of)) for who, of in out.items()),
        tuple(
            Unfounded(item, reviews.agencies[told_in(row)[0]])
            for item in items
            for row in reviews.of(item.id).lines
            if _lost(item, row, reviews.agencies, actor)
        ),
    )


def _lost(item: AgendaItem, row: ReviewRow, agencies: dict[UUID, Agency], actor: Actor) -> bool:
    """Say whether the team's words hold what no release to the chair's office carries any more."""
    source_id, kind = told_in(row)
    source = agencies[source_id]
    is_bound = row.owner_id == actor.rights.team and needs_release(source)
    survivor = item.case.survivor_id
    return is_bound and basis_to_record(actor, survivor, source, kind) is None
