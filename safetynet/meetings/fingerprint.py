"""The fingerprint of final minutes: SHA-256 over a canonical text of what the team wrote.

The text holds ids, states and dates readable, and of every sentence only its digest; so the
fingerprint can be checked for ever by whoever keeps the team's words, and tells nothing by itself.
Lines that belong to single agencies are not in it: the coordinator cannot read them.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from safetynet.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    ReviewAnswer,
    ReviewRow,
    Task,
    TeamLine,
)
from safetynet.meetings.queries import Review, Reviews, agenda_of, attendance_of, reviews_of


def fingerprint_of(meeting: Meeting) -> bytes:
    """Return the 32 bytes for the minutes as they stand; the viewer must keep the team's words."""
    items = agenda_of(meeting.id)
    reviews = reviews_of(item.id for item in items)
    text = canonical(meeting, attendance_of(meeting.id), items, reviews)
    return hashlib.sha256(text.encode()).digest()


def is_intact(meeting: Meeting) -> bool:
    """Say whether final minutes still have the fingerprint they were given."""
    return meeting.finalised_hash == fingerprint_of(meeting)


def canonical(
    meeting: Meeting,
    attendance: Iterable[Attendance],
    items: Sequence[AgendaItem],
    reviews: Reviews,
) -> str:
    """Return one line for each fact, sorted, so that the same minutes give the same text."""
    head = _line(
        "minutes 1",
        meeting.number,
        meeting.kind,
        meeting.starts_at,
        meeting.minutes,
        meeting.place_code,
        meeting.chair_id,
        meeting.statement_version,
    )
    rows = sorted(_attended(row) for row in attendance)
    for item in items:
        rows.append(_reviewed(item))
        rows += sorted(_said(reviews.of(item.id)))
    return "\n".join((head, *rows)) + "\n"


def _attended(row: Attendance) -> str:
    return _line("attended", row.id, row.agency_id, row.member_id, row.presence, row.signed_at)


def _reviewed(item: AgendaItem) -> str:
    return _line(
        "item",
        item.id,
        item.case_id,
        item.kind,
        item.status,
        item.reviewed_at,
        item.next_review_on,
        item.no_wishes,
    )


def _said(review: Review) -> Iterator[str]:
    for answers in review.answers.values():
        yield from (_answered(row) for row in answers if row.owner_id != row.source_id)
    for wishes in review.wishes:
        if wishes.owner_id != wishes.told_by_id:
            yield _line("wishes", wishes.told_by_id, _digest(wishes, wishes.text))
    for decision in review.decisions:
        yield _line("decided", *_told_by(decision), _digest(decision, decision.text))
    for dissent in review.dissents:
        yield _line("dissent", dissent.agency_id, _digest(dissent, dissent.text))
    yield from (_given(task, review) for task in review.tasks)


def _answered(row: ReviewAnswer) -> str:
    return _line("said", row.question, row.source_id, row.basis, _digest(row, row.text))


def _given(task: Task, review: Review) -> str:
    words = review.words.get(task.id)
    said = [*_told_by(words), _digest(words, words.text)] if words else [""]
    return _line("task", task.id, task.agency_id, task.due_on, *said)


def _told_by(row: TeamLine) -> list[UUID]:
    """Return the source where it is not the team: older minutes named none and keep their text."""
    return [row.source_id] if row.source_id != row.owner_id else []


def _digest(row: ReviewRow, text: str | None) -> str:
    """Bind a sentence to its row, so that two equal sentences do not look equal."""
    bound = "\n".join((str(row.id), text or ""))
    return f"{row.id} {hashlib.sha256(bound.encode()).hexdigest()}"


def _line(*parts: object) -> str:
    return "\t".join(_spelled(part) for part in parts)


def _spelled(part: object) -> str:
    match part:
        case None:
            return "-"
        case StrEnum():
            return part.value
        case datetime() | date():
            return part.isoformat()
        case _:
            return str(part)
