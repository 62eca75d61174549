"""The paper register of a meeting: which numbered copies there are, and which are still out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from safetynet.access import Actor
from safetynet.db import db
from safetynet.forms import Form, OneOf
from safetynet.meetings import Meeting
from safetynet.meetings.models import MinutesCopy, PaperKind
from safetynet.packets.models import Fate, PaperFate
from safetynet.packets.said import FATE_WORDS

GOES_BACK = frozenset({PaperKind.AGENDA, PaperKind.PACKET})
"""Minutes stay with the agency whose person took them; what was made for one meeting does not."""


@dataclass(frozen=True)
class Entry:
    """One copy, and what became of it."""

    paper: MinutesCopy
    fate: PaperFate | None

    @property
    def is_out(self) -> bool:
        return self.fate is None


def register_of(meeting: Meeting) -> list[Entry]:
    """Return the copies of a meeting that this viewer may know of, the first first."""
    wanted = select(MinutesCopy).where(MinutesCopy.meeting_id == meeting.id)
    fates = {fate.copy_id: fate for fate in db.session.scalars(_fates(meeting.id))}
    papers = db.session.scalars(wanted.order_by(MinutesCopy.created_at, MinutesCopy.serial))
    return [Entry(paper, fates.get(paper.id)) for paper in papers]


def register_form(entries: Iterable[Entry]) -> Any:
    """Return a form class with a choice for each copy."""
    fields: dict[str, Any] = {
        field_of(entry): OneOf(_l("What became of it?"), Fate, FATE_WORDS, blank=_l("Still out"))
        for entry in entries
    }
    return type("RegisterForm", (Form,), fields)


def field_of(entry: Entry) -> str:
    return f"fate_{entry.paper.id.hex}"


def note(entries: Iterable[Entry], said: Mapping[str, Fate | None], by: Actor, day: date) -> int:
    """Write down what the chair says of each copy; return how many changed."""
    changed = 0
    for entry in entries:
        fate = said[field_of(entry)]
        if fate == (entry.fate.fate if entry.fate else None):
            continue
        changed += 1
        if entry.fate and fate:
            entry.fate.fate, entry.fate.noted_on, entry.fate.noted_by_id = fate, day, by.id
        elif entry.fate:
            db.session.delete(entry.fate)
        else:
            db.session.add(
                PaperFate(
                    copy_id=entry.paper.id,
                    meeting_id=entry.paper.meeting_id,
                    member_id=entry.paper.member_id,
                    fate=fate,
                    noted_on=day,
                    noted_by_id=by.id,
                )
            )
    return changed


def still_out(meeting_ids: Sequence[UUID], member_id: UUID | None = None) -> dict[UUID, int]:
    """Return how many copies of these meetings are still out, of one person or of all."""
    noted = select(PaperFate.copy_id).where(PaperFate.meeting_id.in_(meeting_ids))
    wanted = (
        select(MinutesCopy.meeting_id, func.count())
        .where(
            MinutesCopy.meeting_id.in_(meeting_ids),
            MinutesCopy.kind.in_(GOES_BACK),
            MinutesCopy.id.not_in(noted),
        )
        .group_by(MinutesCopy.meeting_id)
    )
    if member_id is not None:
        wanted = wanted.where(MinutesCopy.member_id == member_id)
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def _fates(meeting_id: UUID) -> Any:
    return select(PaperFate).where(PaperFate.meeting_id == meeting_id)
