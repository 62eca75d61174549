"""Invented meetings on paper, in the size of a real evening."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from flask_babel import Babel

from safetynet.meetings.paper_labels import paper_labels
from safetynet.meetings.pdf.document import (
    AgendaDocument,
    Answer,
    AttendanceRow,
    Checkpoint,
    Dissent,
    Item,
    Label,
    MinutesDocument,
    Presence,
    Question,
    Slot,
    StepOut,
    TaskOutcome,
    TaskRow,
)
from safetynet.meetings.review_questions import ReviewQuestion

EVENING = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("America/Los_Angeles"))
HEAD = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def english() -> tuple[Mapping[Label, str], list[str]]:
    """The fixed words and the six questions, as the caller would bring them."""
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        return paper_labels(), [str(question.label) for question in ReviewQuestion]


LABELS, QUESTIONS = english()

_SHARED: dict[str, Any] = {
    "county": "Alder County Case Review Team",
    "number": "M-2026-11",
    "title": "Regular review",
    "starts_at": EVENING,
    "ends_at": EVENING + timedelta(minutes=120),
    "place_code": "Room 4B",
    "chair": "Đặng Thị Hà",
    "copy_for": "María Núñez-Ødegård, Harbor House",
    "serial": "7F3K-29QD",
    "language": "en-US",
    "notice": "Information shared in this meeting is confidential under Welfare and Institutions "
    "Code 18961.7 and Penal Code 13753(c). It may not be disclosed outside the team.",
    "made_at": datetime(2026, 11, 21, 1, 30, tzinfo=UTC),
    "checkpoint": Checkpoint(HEAD, 48211),
    "labels": LABELS,
}


_TASK: dict[str, Any] = {
    "agency": "Harbor House",
    "owner": "M. Núñez",
    "due": date(2026, 11, 24),
    "outcome": TaskOutcome.OPEN,
}


def task(text: str = "Confirm the bed with the shelter partner", **changes: Any) -> TaskRow:
    return TaskRow(**_TASK | {"text": text} | changes)


def answers() -> tuple[tuple[Answer, ...], ...]:
    home = "Stays with an aunt since Monday; a safe way to school is arranged until the holidays."
    return (
        (Answer(home, "Harbor House", "Release of October 3, 2026"),),
        (Answer(None, "Probation"), Answer("No contact for 24 days.", "Child welfare", "WIC 827")),
        (),
        (Answer("Counselling weekly; wants to finish the semester.", "Health", "Release"),),
        (Answer("Yes, in March: mentoring, ended with a move.", "Harbor House", "Release"),),
        (Answer("Crisis counselling offered, first appointment Tuesday.", "Health", "Release"),),
    )


def item(number: int = 14, **changes: Any) -> Item:
    later = task("File the placement update", agency="Probation", outcome=TaskOutcome.NOT_DONE)
    usual: dict[str, Any] = {
        "case_number": f"SN-2026-{number:03}",
        "kind": "Follow-up",
        "minutes": 10,
        "questions": tuple(map(Question, QUESTIONS, answers())),
        "wishes": "I want to stay with my aunt and I do not want to move schools again.",
        "wishes_from": "Harbor House",
        "decisions": ("Placement with the aunt is supported.", "School stays the same."),
        "dissent": (Dissent("Probation", "Would rather review placement in a week."),),
        "tasks": (task(), later),
        "next_review": date(2026, 12, 18),
    }
    return Item(**usual | changes)


def attendance() -> tuple[AttendanceRow, ...]:
    return (
        AttendanceRow("M. Núñez", "Harbor House", "Advocate", Presence.PRESENT, True),
        AttendanceRow("R. Okafor", "Probation", "Officer", Presence.PRESENT, True),
        AttendanceRow("L. Chen", "Health", "Provider", Presence.APOLOGIES, False),
        AttendanceRow("T. Reyes", "County counsel", "Observer", Presence.OBSERVER, True),
    )


def minutes(**changes: Any) -> MinutesDocument:
    last_time = (
        task(
            "Ask the school for a quiet room",
            outcome=TaskOutcome.OVERTAKEN,
            reason="The family moved.",
            case_number="SN-2026-009",
        ),
        task(
            "Send the medical summary",
            agency="Health",
            owner="L. Chen",
            outcome=TaskOutcome.NOT_DONE,
            case_number="SN-2026-011",
        ),
    )
    return MinutesDocument(
        **_SHARED
        | {
            "statement": "What is said here stays here. Each agency answers for its own tasks.",
            "attendance": attendance(),
            "last_time": last_time,
            "items": (item(14), item(17)),
            "version": 2,
            "finalised_at": EVENING + timedelta(hours=8),
            "finalised_hash": HEAD[::-1],
        }
        | changes
    )


def agenda(**changes: Any) -> AgendaDocument:
    def at(minute: int) -> datetime:
        return EVENING + timedelta(minutes=minute)

    slots = (
        Slot(order=1, starts_at=at(0), minutes=10, kind="Welcome and confidentiality statement"),
        Slot(
            order=2,
            starts_at=at(10),
            minutes=12,
            kind="New",
            case_number="SN-2026-014",
            presenter="Harbor House",
            reason="Missing for 3 days",
        ),
        StepOut(at(22), 10),
        StepOut(at(32), 10, is_break=True),
        Slot(
            order=4,
            starts_at=at(42),
            minutes=8,
            kind="Follow-up",
            case_number="SN-2026-017",
            presenter="Probation",
            reason="No contact for 24 days; the release ends on Friday",
        ),
    )
    return AgendaDocument(**_SHARED | {"slots": slots} | changes)
