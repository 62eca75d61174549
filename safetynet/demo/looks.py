"""Who opened whose records in the last weeks, two or three reads without a reason among them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, Permission, Role, behind_the_door, job, rights_of
from safetynet.accessreviews import Verdict, decide, sign_off
from safetynet.accessreviews.months import months_until
from safetynet.audit import Result, Visit, keep_visit
from safetynet.db import db
from safetynet.demo.county import Invented
from safetynet.demo.story import Path, Story
from safetynet.demo.telling import Teller
from safetynet.events.models import Event
from safetynet.oversight.month import Flag, reads_in
from safetynet.plans import SafetyLine
from safetynet.referrals.models import Concern
from safetynet.survivors import Name

READ: tuple[tuple[Any, str], ...] = (
    (Name, "parts"),
    (Concern, "facts"),
    (SafetyLine, "text"),
    (Event, "text"),
)
"""What a case file shows first, as far as the reader may see it."""
MOST_CASES, MOST_CURIOUS = 8, 3
WEEKS = 10
AT_NIGHT = 14.5
"""Hours after offices open: eleven in the evening."""
LONG_CLOSED = 80
"""Days: past every grace, in whatever part of last month it is read."""
SAID = (
    (Verdict.EXPLAINED, "Her new worker in another county had called for the dates of the case."),
    (Verdict.REPORTED, "Opened at night, and nobody had asked. She says it was the wrong file."),
)

Read = tuple[datetime, Invented, Story]


def look_around(stories: Sequence[Story], teller: Teller) -> None:
    """Let people open files, in order of time, and a supervisor ask about what nobody expects."""
    reads = [*_at_work(stories, teller), *_curious(stories, teller)]
    for moment, person, story in sorted(reads, key=lambda read: read[0]):
        _open(moment, person, story)
    _review(teller)


def _at_work(stories: Iterable[Story], teller: Teller) -> Iterator[Read]:
    """Everybody at an open table reads the file now and then."""
    for story in [story for story in stories if story.is_open][-MOST_CASES:]:
        dice = story.dice("looks")
        for handle in story.team:
            for _time in range(dice.choice((1, 1, 2))):
                ago = dice.randint(1, min(story.opened, WEEKS * 7))
                person = teller.setting.member(handle, dice)
                yield teller.moment(ago, dice.uniform(0.5, 8)), person, story


def _curious(stories: Iterable[Story], teller: Teller) -> Iterator[Read]:
    """An advocate opens cases that were closed long ago, once late in the evening."""
    _this, last, *_earlier = months_until(teller.today)
    closed = [
        story
        for story in stories
        if story.path is Path.CLOSED and "harbor" in story.team and story.closed > LONG_CLOSED
    ]
    for n, story in enumerate(closed[:MOST_CURIOUS]):
        ago = (teller.today - last.replace(day=9 + 5 * n)).days
        hour = AT_NIGHT if n == 1 else 3
        yield teller.moment(ago, hour), teller.setting.member("harbor"), story


def _open(moment: datetime, person: Invented, story: Story) -> None:
    """Open what the door would open for this person on that day, and put it on the ledger."""
    with clock.standing_at(moment):
        with job("demonstration: look"):
            rights = rights_of(person.id, person.role, person.agency_id)
        actor = Actor(person.id, person.role, person.agency_id, rights=rights)
        visit = Visit(person.id, Permission.CASE_READ, "casefile.show")
        with behind_the_door(actor, visit, looking=True):
            for model, text in READ:
                for row in db.session.scalars(
                    select(model).where(model.survivor_id == story.survivor)
                ):
                    getattr(row, text)
            keep_visit(visit, Result.OPENED)


def _review(teller: Teller) -> None:
    """Harbor's supervisor has signed off what was quiet, and asked about two of last month."""
    someone = teller.setting.person(Role.SUPERVISOR)
    _this, last, *earlier = months_until(teller.today)
    with teller.by(someone.id, "an access review"):
        by = someone.as_actor()
        for month in (earlier[1], earlier[0]):
            if not reads_in(month, by.agency_id).flags:
                sign_off(month, by, (), teller.today)
        _ask_about(reads_in(last, by.agency_id).flags, by)


def _ask_about(flags: Sequence[Flag], by: Actor) -> None:
    for flag, (verdict, note) in zip(flags, SAID, strict=False):
        decide(flag.read, by, verdict, note)
