"""Minutes and agenda for one reader: values out of rows that the walls let through."""

import base64
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import format_date, to_user_timezone
from flask_babel import gettext as _

from safetynet import clock
from safetynet.agencies import ROLE_WORDS, Agency, the_county
from safetynet.audit import reading
from safetynet.meetings.autopilot.rules import reasons_for
from safetynet.meetings.models import (
    Addendum,
    AgendaItem,
    Decision,
    ItemStatus,
    Meeting,
    ResearchReturn,
    ReviewAnswer,
    Task,
    TaskWords,
)
from safetynet.meetings.out_words import out_lines
from safetynet.meetings.paper_labels import language_tag, paper_labels
from safetynet.meetings.pdf.document import (
    AgendaDocument,
    Answer,
    AttendanceRow,
    Checkpoint,
    Correction,
    Dissent,
    Item,
    MinutesDocument,
    Presence,
    Question,
    Slot,
    StepOut,
    TaskRow,
)
from safetynet.meetings.queries import (
    Review,
    Reviews,
    agenda_of,
    attendance_of,
    incomplete_before,
    reviews_of,
    updates_of,
    words_of,
)
from safetynet.meetings.queries.research import sent_in_absence
from safetynet.meetings.queries.stepping import stepped_out_at
from safetynet.meetings.review_questions import ReviewQuestion
from safetynet.meetings.statement import NOTICE, STATEMENTS
from safetynet.meetings.timetable import Between, timetable
from safetynet.meetings.words import (
    BASIS_WORDS,
    ITEM_WORDS,
    KIND_WORDS,
    NO_WISHES_WORDS,
    REASON_WORDS,
)

NOT_SHARED = "–"


def new_serial() -> str:
    """Return eight letters and digits in two groups, for one copy: "7F3K-29QD"."""
    letters = base64.b32encode(secrets.token_bytes(5)).decode()
    return f"{letters[:4]}-{letters[4:]}"


def checkpoint() -> Checkpoint:
    """Return how far the ledger is signed for: each paper is a witness of it."""
    signed = reading.latest_anchor()
    return Checkpoint(signed.root.hex(), signed.size) if signed else Checkpoint("", 0)


def minutes_for(meeting: Meeting, copy_for: str, serial: str) -> MinutesDocument:
    """Return the minutes as the person signed in may hold them."""
    items = agenda_of(meeting.id)
    reviews = reviews_of(item.id for item in items)
    out = stepped_out_at(item.id for item in items)
    return MinutesDocument(
        **heading_of(meeting, copy_for, serial),
        statement=str(STATEMENTS[meeting.statement_version]),
        attendance=_attendance(meeting),
        last_time=_last_time(meeting),
        items=tuple(
            replace(item_on_paper(item, reviews), stepped_out=out_lines(out.get(item.id, ())))
            for item in items
            if _came_up(item, reviews.of(item.id))
        ),
        finalised_at=to_user_timezone(meeting.finalised_at) if meeting.finalised_at else None,
        finalised_hash=meeting.finalised_hash.hex() if meeting.finalised_hash else "",
    )


def agenda_for(meeting: Meeting, copy_for: str, serial: str) -> AgendaDocument:
    """Return the agenda as the person signed in may hold it, with the times to step out."""
    return AgendaDocument(**heading_of(meeting, copy_for, serial), slots=tuple(_slots(meeting)))


def copy_of(number: str, copy_for: str, serial: str) -> dict[str, Any]:
    """Return what every paper says of one copy: whose it is, when it was made, where the ledger is.

    In the language of the request.
    """
    return {
        "county": the_county().name,
        "number": number,
        "copy_for": copy_for,
        "serial": serial,
        "language": language_tag(),
        "made_at": clock.now(),
        "checkpoint": checkpoint(),
    }


def heading_of(meeting: Meeting, copy_for: str, serial: str) -> dict[str, Any]:
    """Return what every paper of a meeting says of it, and of this copy."""
    return {
        **copy_of(meeting.number, copy_for, serial),
        "title": str(KIND_WORDS[meeting.kind]),
        "starts_at": to_user_timezone(meeting.starts_at),
        "ends_at": to_user_timezone(meeting.ends_at),
        "place_code": meeting.place_code,
        "chair": meeting.chair.name,
        "notice": str(NOTICE),
        "labels": paper_labels(),
    }


def _came_up(item: AgendaItem, review: Review) -> bool:
    """Leave out what was parked without a word."""
    return item.status is ItemStatus.REVIEWED or review != Review()


def _attendance(meeting: Meeting) -> tuple[AttendanceRow, ...]:
    """Return who was there, and below them what agencies sent of which nobody was (D21)."""
    there = [
        AttendanceRow(
            name=row.member.name if row.member else NOT_SHARED,
            agency=row.agency.name,
            role=str(ROLE_WORDS[row.member.role]) if row.member else NOT_SHARED,
            presence=row.presence,
            signed=row.signed_at is not None,
        )
        for row in attendance_of(meeting.id)
    ]
    sent = [
        AttendanceRow(
            name=_("Information sent, received %(day)s.", day=_day(receipt)),
            agency=receipt.agency.name,
            role=NOT_SHARED,
            presence=Presence.APOLOGIES,
            signed=False,
        )
        for receipt in sent_in_absence(meeting.id)
    ]
    return (*there, *sent)


def _day(receipt: ResearchReturn) -> str:
    return str(format_date(to_user_timezone(receipt.received_at)))


def _last_time(meeting: Meeting) -> tuple[TaskRow, ...]:
    left = incomplete_before(meeting)
    words, updates = words_of(left), updates_of(left)
    return tuple(
        replace(
            _task(
                task,
                task.agency,
                words[task.id].text if task.id in words else None,
                meeting.finalised_at,
            ),
            case_number=task.case.number if task.case else "",
            note="\n".join(update.text for update in updates.get(task.id, [])),
        )
        for task in left
    )


def _task(task: Task, agency: Agency, text: str | None, at: datetime | None) -> TaskRow:
    outcome = task.outcome_at(at)
    reason = REASON_WORDS.get(task.ending) if task.ending and outcome is task.outcome else None
    return TaskRow(
        text=text or NOT_SHARED,
        agency=agency.name,
        owner=task.taken_by.name if task.taken_by else "",
        # Final minutes say the day that was given; more time may have been asked for since.
        due=task.first_due_on if at else task.due_on,
        outcome=outcome,
        reason=str(reason) if reason else "",
    )


def item_on_paper(item: AgendaItem, reviews: Reviews) -> Item:
    """Return one case as the minutes say it."""
    review, agencies = reviews.of(item.id), reviews.agencies
    return Item(
        case_number=item.case.number,
        kind=str(ITEM_WORDS[item.kind]),
        minutes=item.minutes,
        questions=tuple(
            Question(str(question.label), _answers(review.answers.get(question, []), agencies))
            for question in ReviewQuestion
        ),
        wishes=_wishes(item, review),
        wishes_from=", ".join(
            dict.fromkeys(agencies[wish.told_by_id].name for wish in review.wishes)
        ),
        decisions=tuple(_concluded(row, agencies) for row in review.decisions),
        dissent=tuple(Dissent(agencies[row.agency_id].name, row.text) for row in review.dissents),
        tasks=tuple(
            _task(
                task,
                agencies[task.agency_id],
                _concluded(review.words[task.id], agencies) if task.id in review.words else None,
                item.meeting.finalised_at,
            )
            for task in review.tasks
        ),
        next_review=item.next_review_on,
        addenda=tuple(_correction(row, agencies) for row in review.addenda),
    )


def _correction(row: Addendum, agencies: dict[UUID, Agency]) -> Correction:
    day = to_user_timezone(row.created_at).date()
    return Correction(_concluded(row, agencies), row.author.name, day)


def _concluded(row: Decision | TaskWords | Addendum, agencies: dict[UUID, Agency]) -> str:
    """Return the team's sentence; with whose information it holds, where it is not the team's."""
    if row.source_id == row.owner_id:
        return str(row.text)
    return f"{row.text} ({_('as told by %(agency)s', agency=agencies[row.source_id].name)})"


def _answers(rows: Iterable[ReviewAnswer], agencies: dict[UUID, Agency]) -> tuple[Answer, ...]:
    return tuple(
        Answer(row.text, agencies[row.source_id].name, str(BASIS_WORDS[row.basis])) for row in rows
    )


def _wishes(item: AgendaItem, review: Review) -> str:
    if review.wishes:
        return "\n".join(wish.text for wish in review.wishes)
    return f"{NO_WISHES_WORDS[item.no_wishes]}." if item.no_wishes else ""


def _slots(meeting: Meeting) -> list[Slot | StepOut]:
    """Return this reader's items with their times, breaks, and when the reader leaves."""
    reasons = reasons_for(meeting)
    slots: list[Slot | StepOut] = []
    for turn in timetable(meeting, agenda_of(meeting.id)):
        starts_at = to_user_timezone(turn.starts_at)
        if isinstance(turn, Between):
            slots.append(StepOut(starts_at, turn.minutes, turn.is_break))
            continue
        item = turn.item
        because = "; ".join(str(reason.sentence) for reason in reasons.get(item.case_id, []))
        order = sum(isinstance(slot, Slot) for slot in slots) + 1
        slots.append(_slot(item, order, starts_at, because))
    return slots


def _slot(item: AgendaItem, order: int, starts_at: datetime, because: str) -> Slot:
    return Slot(
        order=order,
        starts_at=starts_at,
        minutes=item.minutes,
        kind=str(ITEM_WORDS[item.kind]),
        case_number=item.case.number,
        presenter=item.presenter.name if item.presenter else "",
        reason=because,
    )
