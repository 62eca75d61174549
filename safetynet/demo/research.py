"""Research before a review: sent, late, withheld, to be spoken, nothing to add, and missing."""

from collections.abc import Mapping
from datetime import datetime
from random import Random
from uuid import UUID

from safetynet.agencies import Agency
from safetynet.demo.story import SEED, Story
from safetynet.demo.telling import Teller
from safetynet.demo.words import said
from safetynet.meetings.models import AgendaItem, KnownHow, Meeting, ResearchPart, kind_of_part
from safetynet.meetings.operations.researching import Told, nothing_to_add, send_in
from safetynet.meetings.queries import agenda_of
from safetynet.meetings.queries.research import asked_about
from safetynet.meetings.reach import may_write_to_share

IN_WORDS = (
    ResearchPart.RISKS,
    ResearchPart.STRENGTHS,
    ResearchPart.OFFERS,
    ResearchPart.QUESTIONS,
)


def look_up(meeting: Meeting, ago: int, about: Mapping[UUID, Story], teller: Teller) -> None:
    """Let the agencies at the tables answer, most of them in time."""
    dice = Random(f"{SEED}/research/{ago}")
    for one in asked_about(meeting, agenda_of(meeting.id)):
        for agency in one.agencies:
            with teller.at(max(ago + dice.choice((3, 4, 5, 5)), 0), dice.uniform(0, 6)) as then:
                _answer(one.item, agency, about[one.item.case_id], dice, teller, then)


def _answer(
    item: AgendaItem, agency: Agency, story: Story, dice: Random, teller: Teller, now: datetime
) -> None:
    actor = teller.setting.actor(agency.handle, dice)
    survivor = item.case.survivor_id
    kind = kind_of_part(ResearchPart.RISKS, agency.kind)
    may_share = may_write_to_share(survivor, agency.id, kind)
    chance = dice.random()
    if chance < 0.25:
        return
    if chance < 0.4:
        nothing_to_add(item, actor, agency, now)
    elif not may_share:
        told = {ResearchPart.RISKS: _kept(story, dice)} if dice.random() < 0.6 else {}
        send_in(item, actor, agency, told, now, will_speak=not told or dice.random() < 0.5)
    else:
        send_in(item, actor, agency, _told(agency, story, dice, teller), now)


def _told(agency: Agency, story: Story, dice: Random, teller: Teller) -> dict[ResearchPart, Told]:
    seen = teller.day(dice.randint(2, 20)).isoformat()
    told = {
        ResearchPart.KNOWN: Told(dice.choice((KnownHow.NOW, KnownHow.NOW, KnownHow.BEFORE))),
        ResearchPart.LAST_CONTACT: Told(seen),
        ResearchPart.STATUS: Told(_some("status", story, dice, agency.kind)),
    }
    for part in IN_WORDS:
        if dice.random() < 0.6:
            told[part] = Told(_some(part, story, dice))
    if dice.random() < 0.35:
        told[dice.choice(IN_WORDS)] = _kept(story, dice)
    return told


def _kept(story: Story, dice: Random) -> Told:
    return Told(_some("kept", story, dice), _some("reasons", story, dice), is_shared=False)


def _some(heading: str, story: Story, dice: Random, whose: str = "any") -> str:
    return str(story.tell(dice.choice(said("research")[heading][whose])))
