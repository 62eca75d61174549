"""An open matter: the district attorney prosecutes, and a young person is the witness."""

from collections.abc import Iterable

from safetynet.access import Role
from safetynet.demo.story import Path, Story
from safetynet.demo.telling import Teller
from safetynet.sharing.barrier_models import MatterKind
from safetynet.sharing.matters import open_matter

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
                walled = teller.setting.agencies[handle].id
                matter = open_matter(story.survivor, walled, MatterKind.VICTIM_WITNESS, by.id)
            if handle == "police":
                matter.end(by.id, teller.moment(OVER))
