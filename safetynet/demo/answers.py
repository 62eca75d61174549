"""Quick questions: whether somebody was referred to services before, asked at open tables."""

from collections.abc import Iterable

from safetynet.answers.models import Purpose, Question
from safetynet.db import db
from safetynet.demo.story import Story
from safetynet.demo.telling import Teller

ASKED = (
    ("probation", Purpose.PLACEMENT, 6),
    ("harbor", Purpose.INTAKE, 4),
    ("clinic", Purpose.SAFETY, 2),
    ("office", Purpose.REVIEW, 1),
)
"""By whom, why, and how many days ago."""


def ask(stories: Iterable[Story], teller: Teller) -> None:
    """Let each ask about the newest open case at whose table it sits; the office about any."""
    tables = [story for story in stories if story.is_open and story.case_id]
    for handle, purpose, ago in ASKED:
        there = [
            one for one in tables if one.opened > ago and (handle == "office" or handle in one.team)
        ]
        if not there:
            continue
        by = teller.setting.member(handle)
        with teller.by(by.id, "a quick question"), teller.at(ago):
            db.session.add(
                Question(
                    case_id=there[-1].case,
                    agency_id=by.agency_id,
                    member_id=by.id,
                    purpose=purpose,
                )
            )
