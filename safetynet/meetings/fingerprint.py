"""The fingerprint of final minutes: SHA-256 over a canonical text of what the team wrote.

The text holds ids, states and dates readable, and of every sentence only its digest; so the
fingerprint can be checked for ever by whoever keeps the team's words, and tells nothing by itself.
Lines that belong to single agencies are not in it: the coordinator cannot read them.

Each case has a digest of its own, which stays when the words about it are destroyed: the minutes
can still be checked for all others.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from safetynet.agencies import the_county
from safetynet.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    ReviewAnswer,
    ReviewRow,
    SteppedOut,
    Task,
    TeamLine,
)
from safetynet.meetings.queries import Review, agenda_of, attendance_of, reviews_of
from safetynet.meetings.queries.stepping import stepped_out_at
from safetynet.vault import Category, Triple, vault


def fix(meeting: Meeting) -> bytes:
    """Note each case's digest, and return the 32 bytes for the minutes as they stand.

    The viewer must keep the team's words.
    """
    items = agenda_of(meeting.id)
    reviews = reviews_of(item.id for item in items)
    out = stepped_out_at(item.id for item in items)
    for item in items:
        item.said_hash = _digest_of(item, reviews.of(item.id), out.get(item.id, []))
    return _fingerprint(meeting, [(item, item.said_hash) for item in items])


def is_intact(meeting: Meeting) -> bool:
    """Say whether final minutes still have the fingerprint they were given."""
    items = agenda_of(meeting.id)
    reviews = reviews_of(item.id for item in items)
    out = stepped_out_at(item.id for item in items)
    standing = [
        (item, _standing(item, reviews.of(item.id), out.get(item.id, []))) for item in items
    ]
    return meeting.finalised_hash == _fingerprint(meeting, standing)


def _standing(item: AgendaItem, review: Review, out: Iterable[SteppedOut]) -> bytes | None:
    """Return the digest of a case's words, or the one that was noted when they are destroyed."""
    now = _digest_of(item, review, out)
    if now == item.said_hash:
        return now
    team, survivor = the_county().team_id, item.case.survivor_id
    compartments = [Triple(survivor, team, category) for category in Category]
    return item.said_hash if vault().keyring.destroyed_among(compartments) else now


def _digest_of(item: AgendaItem, review: Review, out: Iterable[SteppedOut]) -> bytes:
    """Hash a case; minutes from before anybody was noted as out keep their text."""
    gone = (_line("out", row.attendance_id, row.left_at, row.back_at) for row in out)
    text = "\n".join((_reviewed(item), *sorted((*_said(review), *gone))))
    return hashlib.sha256(text.encode()).digest()


def _fingerprint(meeting: Meeting, items: Iterable[tuple[AgendaItem, bytes | None]]) -> bytes:
    """Hash one line for each fact, sorted, so that the same minutes give the same bytes."""
    head = _line(
        "minutes 2",
        meeting.number,
        meeting.kind,
        meeting.starts_at,
        meeting.minutes,
        meeting.place_code,
        meeting.chair_id,
        meeting.statement_version,
    )
    attended = sorted(_attended(row) for row in attendance_of(meeting.id))
    said = [_line("item", item.id, digest.hex() if digest else None) for item, digest in items]
    return hashlib.sha256("\n".join((head, *attended, *said)).encode()).digest()


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
    return _line("task", task.id, task.agency_id, task.first_due_on, *said)


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
