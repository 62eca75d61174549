"""An invented packet, in the size of a real one."""

from dataclasses import fields
from datetime import timedelta
from typing import Any

from flask import Flask
from flask_babel import Babel

from safetynet.packets.document import CasePage, Line, PacketDocument, Part, Section
from safetynet.packets.paper import packet_labels
from tests.meetings.papers import EVENING, agenda


def _labels() -> dict[str, str]:
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        return packet_labels()


LABELS = _labels()


def section(part: Part, *texts: str) -> Section:
    lines = tuple(Line(text, "Harbor House · Nov 3, 2026") for text in texts)
    return Section(part, part.value.title(), "Nothing that reaches you.", lines)


def page(number: int = 14, **changes: Any) -> CasePage:
    facts: dict[str, Any] = {
        "case_number": f"SN-2026-{number:03d}",
        "known_as": "",
        "kind": "Follow-up",
        "presenter": "Harbor House",
        "reason": "no contact for 24 days",
        "table": "Harbor House, County Probation, Bridge Clinic",
        "starts_at": EVENING + timedelta(minutes=number),
        "minutes": 12,
        "shared_until": EVENING + timedelta(days=9),
        "say_only": (),
        "sections": tuple(
            section(part, *(f"{part.value} {n}: said calmly and in one sentence" for n in range(3)))
            for part in Part
        ),
    }
    return CasePage(**facts | changes)


def packet(**changes: Any) -> PacketDocument:
    cover = agenda()
    shared = {each.name: getattr(cover, each.name) for each in fields(cover)}
    facts = {"labels": LABELS, "closes_at": EVENING + timedelta(hours=26), "pages": (page(),)}
    return PacketDocument(**shared | facts | changes)
