"""Cases: opened with a team, watched, closed with a reason."""

from collections.abc import Iterator
from random import Random

from safetynet import cases
from safetynet.cases import ClosingKind
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


def seat_team(story: Story, teller: Teller) -> None:
    """Seat the others beside lead and sender; now and then one leaves the table again."""
    dice, agencies = story.dice("seats"), teller.setting.agencies
    case = teller.case(story.case)
    for place, handle in enumerate(h for h in story.team[1:] if h != story.sender):
        ago = max(story.until, story.opened - place * dice.randint(0, 9))
        with teller.at(ago, 3.5 + place / 8):
            seat = cases.seat(case, agencies[handle].id)
        if place > 1 and dice.random() < 0.15:
            seat.end(teller.moment(max(story.until, ago - dice.randint(5, 60)), 4))


def finish(story: Story, teller: Teller) -> None:
    """Let the case stand as it stands today."""
    case = teller.case(story.case)
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
    case = teller.case(story.case)
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
