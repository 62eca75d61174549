"""An open matter: the district attorney prosecutes, and a young person is the witness."""

from collections.abc import Iterable

from safetynet.access import Role
from safetynet.db import db
from safetynet.demo.story import Path, Story
from safetynet.demo.telling import Teller
from safetynet.sharing.barrier_models import Matter, MatterKind

CHARGED, OVER = 30, 6
"""Days ago."""


def arise(stories: Iterable[Story], teller: Teller) -> None:
    """Let one stand and one be over, of agencies at tables of cases that are closed."""
    closed = [story for story in stories if story.path is Path.CLOSED]
    by = teller.setting.person(Role.COORDINATOR)
    with teller.by(by.id, "open matters"):
        for handle in ("da", "police"):
            story = next((story for story in closed if handle in story.team), None)
            if story is None:
                continue
            with teller.at(CHARGED):
                matter = Matter(
                    survivor_id=story.survivor,
                    walled_agency_id=teller.setting.agencies[handle].id,
                    kind=MatterKind.VICTIM_WITNESS,
                    recorded_by_id=by.id,
                )
                db.session.add(matter)
            if handle == "police":
                matter.end(by.id, teller.moment(OVER))
