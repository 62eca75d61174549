"""An emergency: an advocate opened a case for an hour, and her supervisor looked at it."""

from collections.abc import Iterable

from safetynet.access import Role
from safetynet.demo.story import Path, Story
from safetynet.demo.telling import Teller
from safetynet.sharing.emergencies import break_glass, close

HAPPENED, LOOKED_AT = 16, 15
"""Days ago."""


def happen(stories: Iterable[Story], teller: Teller) -> None:
    """Let one have happened around a young person whose case was long open."""
    supervisor = teller.setting.person(Role.SUPERVISOR)
    house = teller.setting.handle_of(supervisor.agency_id)
    old = (s for s in stories if s.path is Path.OPEN and house in s.team and s.opened > HAPPENED)
    if (story := next(old, None)) is None:
        return
    who, leads = teller.setting.actor(house), supervisor.as_actor()
    with teller.by(who.id, "an emergency"), teller.at(HAPPENED, 9) as then:
        number = teller.case(story.case).number
        reason = story.tell("A friend called: {she} left with the man from the motel tonight.")
        glass = break_glass(story.case, number, story.survivor, reason, who, then)
    with teller.by(leads.id, "looking at an emergency"), teller.at(LOOKED_AT) as then:
        close(glass, "It was one. The address was given to the officer on call.", leads, then)
