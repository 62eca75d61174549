"""Members ask that a case is taken up at the next meeting; one of them is bound by federal law."""

from collections.abc import Iterable

from safetynet.agencies import AgencyClass
from safetynet.demo.story import CLASSES, Story
from safetynet.demo.telling import Teller
from safetynet.demo.words import said
from safetynet.meetings.autopilot.asking import ask
from safetynet.vault import Category

ASKED = (4, 2, 1)
"""Days ago."""


def ask_for_reviews(stories: Iterable[Story], teller: Teller) -> None:
    """Let a covered agency ask first, then two others, each for another young person."""
    standing = [story for story in stories if story.is_open and story.opened > max(ASKED)]
    texts = said("meetings")["requests"]["any"]
    for place, (ago, text) in enumerate(zip(ASKED, texts, strict=True)):
        if place >= len(standing):
            return
        story = standing[place]
        handle = _asks(story, is_covered=place == 0)
        member = teller.setting.actor(handle)
        with teller.by(member.id, "a request for a review"), teller.at(ago, 3):
            ask(teller.case(story.case), member, Category.SAFETY_RISK, story.tell(text))


def _asks(story: Story, *, is_covered: bool) -> str:
    """Return who asks, of those at her table."""
    covered = {h for h in story.team if CLASSES[h] is AgencyClass.VICTIM_SERVICES}
    among = [handle for handle in story.team if (handle in covered) is is_covered]
    return (among or list(story.team))[0]
