"""Final minutes do not change: refused at flush, whoever asks and however."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from werkzeug.exceptions import Forbidden

from safetynet.db import db
from safetynet.meetings.models import (
    Addendum,
    AgendaItem,
    Attendance,
    Meeting,
    MeetingStatus,
    ResearchReturn,
    ResearchRow,
    ReviewRow,
    SteppedOut,
    Task,
)

WORDS = (ReviewRow, ResearchRow)
_destroying: ContextVar[bool] = ContextVar("destroying", default=False)


class MinutesFinalError(Forbidden):
    """Something that the final minutes report was about to change."""

    def __init__(self) -> None:
        super().__init__(
            _("The minutes of this meeting are final. Write an addendum to correct them.")
        )


@contextmanager
def destroying() -> Iterator[None]:
    """Let words go from final minutes inside the block: what a law destroys is no correction."""
    token = _destroying.set(True)
    try:
        yield
    finally:
        _destroying.reset(token)


@event.listens_for(db.session, "before_flush")
def keep_final_minutes(session: Session, _context: Any, _instances: Any) -> None:
    """Refuse new, changed and deleted rows of a meeting whose minutes are final."""
    changed = [row for row in session.dirty if session.is_modified(row)]
    gone = [row for row in session.deleted if not (_destroying.get() and isinstance(row, WORDS))]
    fixed = [row for row in (*session.new, *gone) if _is_fixed(row)]
    fixed += [row for row in changed if _is_fixed(row) and not isinstance(row, Task)]
    if not fixed:
        return
    meetings = {row.meeting_id for row in fixed if not isinstance(row, ReviewRow)}
    meetings |= _meetings_of(session, [row for row in fixed if isinstance(row, ReviewRow)])
    final = select(Meeting.id).where(
        Meeting.id.in_(meetings), Meeting.status == MeetingStatus.FINAL
    )
    if session.scalars(final.limit(1)).first():
        raise MinutesFinalError


def _is_fixed(row: Any) -> bool:
    """A task goes on after the meeting, so only its coming and going are fixed."""
    kinds = (*WORDS, AgendaItem, Attendance, ResearchReturn, SteppedOut, Task)
    return isinstance(row, kinds) and not isinstance(row, Addendum)


def _meetings_of(session: Session, rows: list[ReviewRow]) -> set[UUID]:
    """Ask by item; an item that is new in this very flush is not in the database yet."""
    items = {row.item_id for row in rows}
    if not items:
        return set()
    return set(session.scalars(select(AgendaItem.meeting_id).where(AgendaItem.id.in_(items))))
