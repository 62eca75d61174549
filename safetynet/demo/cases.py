"""Cases: opened with a team, watched, closed with a reason."""

from collections.abc import Iterator
from random import Random
from uuid import UUID

from sqlalchemy import select

from safetynet import cases
from safetynet.cases import Case, ClosingKind
from safetynet.db import db
from safetynet.demo.story import Path, Story
from safetynet.demo.telling import Teller
from safetynet.demo.words import said

AS_OFTEN = {
    ClosingKind.SAFE_AND_STABLE: 6,
    ClosingKind.MOVED_AWAY: 2,
    ClosingKind.TRANSFERRED: 1,
    ClosingKind.DECLINED: 2,
    ClosingKind.LOST_CONTACT: 3,
    ClosingKind.ADULT_SERVICES: 2,
    ClosingKind.OPENED_IN_ERROR: 0.3,
}


def open_with_team(story: Story, teller: Teller) -> UUID:
    """Open the case on its day, seat its team, and let one agency leave the table again."""
    if story.survivor_id is None:
        raise ValueError("mint the survivor first")
    dice, setting = story.dice("cases"), teller.setting
    lead = setting.agencies[story.lead].id
    with teller.at(story.opened, 3) as then:
        is_coded = setting.agencies[story.sender].is_covered and dice.random() < 0.15
        case = cases.open_case(story.survivor_id, lead, then, coded=is_coded)
    for place, handle in enumerate(story.team[1:]):
        ago = max(story.until, story.opened - place * dice.randint(0, 9))
        with teller.at(ago, 3.5 + place / 8) as then:
            seat = cases.seat(case, setting.agencies[handle].id)
        if place > 1 and dice.random() < 0.15:
            seat.end(teller.moment(max(story.until, ago - dice.randint(5, 60)), 4))
    return case.id


def finish(story: Story, teller: Teller) -> None:
    """Let the case stand as it stands today."""
    case = db.session.scalars(select(Case).where(Case.id == story.case_id)).one()
    if story.path is Path.WATCH:
        case.step_down()
    if story.path is Path.CLOSED:
        dice = story.dice("closing")
        kind = dice.choices([*AS_OFTEN], [*AS_OFTEN.values()])[0]
        with teller.at(story.closed, 6) as then:
            cases.close(case, kind, _reason(dice, kind), then)


def reopen_once(story: Story, teller: Teller) -> Iterator[None]:
    """One open case in six was closed before and came back."""
    dice = story.dice("reopening")
    if story.path is not Path.OPEN or dice.random() > 1 / 6 or story.opened < 60:
        return
    case = db.session.scalars(select(Case).where(Case.id == story.case_id)).one()
    ago = story.opened // 2
    with teller.at(ago + 20, 5) as then:
        kind = ClosingKind.LOST_CONTACT
        cases.close(case, kind, _reason(dice, kind), then)
    with teller.at(ago, 2):
        reason = dice.choice(said("cases")["reopening"]["reasons"])
        cases.reopen(case, reason)
    yield


def _reason(dice: Random, kind: ClosingKind) -> str:
    text: str = dice.choice(said("cases")["closing"][kind])
    return text
