"""A note that an advocate was called away from: its text waits where she left it."""

from collections.abc import Iterable
from uuid import uuid4

from safetynet.db import db
from safetynet.demo.story import Path, Story
from safetynet.demo.telling import Teller
from safetynet.drafts import Draft
from safetynet.drafts.operations import Typed
from safetynet.vault import Category

WRITER, LEFT_AT = "harbor", 15.5
"""Yesterday, half past three in the afternoon."""


def leave_unsent(stories: Iterable[Story], teller: Teller) -> None:
    """Let one note on an open case be begun and not sent."""
    known = (s for s in stories if s.path is Path.OPEN and WRITER in s.team)
    if (story := next(known, None)) is None:
        return
    who = teller.setting.actor(WRITER)
    with teller.by(who.id, "a note not sent yet"), teller.at(1, LEFT_AT) as then:
        address = f"/cases/{story.case}/notes"
        note = story.tell("{She} says the nights are quieter. {She} asks whether")
        title = f"Write a note – {teller.case(story.case).number}"
        fields = [("category", "plan"), ("kind", "visit"), ("text", note)]
        typed = Typed(uuid4(), address, f"{address}/new", title, fields, used=None)
        db.session.add(
            Draft(
                survivor_id=story.survivor,
                owner_id=who.agency_id,
                category=Category.PLAN,
                author_id=who.id,
                form_key=typed.form_key,
                place=typed.place,
                page=typed.page,
                kept_at=then,
                words=typed.words,
            )
        )
