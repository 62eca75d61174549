"""Keeping what is typed, and letting go of it once it is sent."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import request

from safetynet import clock
from safetynet.access import Actor, Asked, survivor_of, walls_down, when_saved
from safetynet.audit import who
from safetynet.db import Owned, db
from safetynet.drafts import queries
from safetynet.drafts.models import Draft
from safetynet.vault import Category
from safetynet.vault.compartments import NOBODY

MOST = 100
"""Drafts of one person at a time."""
LONGEST = 256 * 1024
"""Bytes of one draft: twelve times the longest note."""
USED = "draft_used"
"""The input that names the draft from which a form was filled in."""


class TooManyError(Exception):
    """A person has as many drafts as are kept; none of them is dropped for a new one."""


class TooLongError(Exception):
    """This is more than any form of ours takes."""


@dataclass(frozen=True)
class Typed:
    """A form as it stands on somebody's screen."""

    form_key: UUID
    place: str
    page: str
    title: str
    fields: list[tuple[str, str]]
    used: UUID | None

    @property
    def words(self) -> str:
        words = json.dumps({"title": self.title, "fields": self.fields}, ensure_ascii=False)
        # No form sends it, and a reader of codes would stop there.
        return words.replace("\x1e", "")


def keep(actor: Actor, typed: Typed, survivor_id: UUID, category: Category) -> datetime:
    """Keep what stands in the form, in place of what stood there before; return when.

    Raises TooLongError and TooManyError.
    """
    words = typed.words
    if len(words.encode()) > LONGEST:
        raise TooLongError
    row = queries.of_form(typed.form_key)
    if row and (row.survivor_id, row.category, row.place) != (survivor_id, category, typed.place):
        _remove([row])
        row = None
    if row is None:
        row = _begin(actor, typed, survivor_id, category)
    row.words, row.kept_at = words, clock.now()
    if typed.used and (used := queries.draft(typed.used)):
        _remove([used])
    who().in_passing = True
    return row.kept_at


def _begin(actor: Actor, typed: Typed, survivor_id: UUID, category: Category) -> Draft:
    if queries.how_many() >= MOST:
        raise TooManyError
    row = Draft(
        survivor_id=survivor_id,
        owner_id=actor.agency_id,
        category=category,
        author_id=actor.id,
        form_key=typed.form_key,
        place=typed.place,
        page=typed.page,
    )
    db.session.add(row)
    return row


def belongs_to(actor: Actor, asked: Asked, said: str) -> tuple[UUID, Category]:
    """Return (survivor, category) of what is typed into a form that the door would take.

    A change of one's own words is of their kind; new words are of the kind that the form says.
    What is about nobody yet is the office's own, and so is everything of a role that reads no
    content.
    """
    records = list(asked.found.values())[::-1]
    survivor = next(filter(None, map(survivor_of, records)), NOBODY)
    if survivor == NOBODY or not actor.reads_content:
        return survivor, Category.OFFICE
    changed = records[0]
    if isinstance(changed, Owned) and changed.owner_id == actor.agency_id:
        return survivor, changed.category
    try:
        return survivor, Category(said)
    except ValueError:
        # Not chosen yet: of those that every agency writes, the one that goes with the case.
        return survivor, Category.SAFETY_RISK


@when_saved
def let_go(_actor: Actor, form_key: UUID) -> None:
    """Remove what was kept of a form, and what it was filled in from, as it is saved."""
    if "draft_as" not in request.form:
        return
    used = an_id_in(request.form.get(USED))
    found = (queries.of_form(form_key), queries.draft(used) if used else None)
    _remove(row for row in found if row)


def drop_all_at(ending: str) -> None:
    """Drop what anybody typed into forms whose address ends so; whoever typed it is not asked."""
    with walls_down("drafts of what nobody may use"):
        _remove(queries.at(ending))


def an_id_in(text: str | None) -> UUID | None:
    """Return the id that somebody sent; what is none counts as nothing sent."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _remove(rows: Iterable[Draft]) -> None:
    for row in rows:
        db.session.delete(row)
    db.session.flush()
