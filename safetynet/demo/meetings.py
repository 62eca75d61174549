"""Weekly meetings: three held, with what was said and decided, and one tomorrow."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.access import Actor, Rights, Role
from safetynet.agencies import Agency, Member
from safetynet.db import db
from safetynet.demo.research import look_up
from safetynet.demo.series import repeat
from safetynet.demo.story import SEED, Path, Story
from safetynet.demo.tasks import go_on
from safetynet.demo.telling import Teller
from safetynet.demo.words import said
from safetynet.meetings.autopilot.proposing import propose
from safetynet.meetings.models import (
    AgendaItem,
    Ending,
    ItemKind,
    Meeting,
    MeetingKind,
    NoWishes,
    Task,
)
from safetynet.meetings.operations import closing, holding, reviewing, scheduling, stepping
from safetynet.meetings.pdf.document import Presence
from safetynet.meetings.queries import agenda_of
from safetynet.meetings.review_questions import ReviewQuestion
from safetynet.sharing import seats_of

HELD = (20, 13, 6)
"""Days ago; the next one is tomorrow."""
TOMORROW = -1
LOOKED_UP = (HELD[-1], TOMORROW)
"""Before which of them the agencies sent their research."""
STARTS = 5.0
"""Hours after offices open: half past one."""
MOST_CASES, BY_HAND = 9, 2
ROOM = "Room 4B"


class _Sitting:
    """One meeting as it is called, held and written up."""

    def __init__(self, ago: int, stories: Iterable[Story], teller: Teller) -> None:
        self.ago, self.teller = ago, teller
        self.dice = Random(f"{SEED}/meeting/{ago}")
        self.afterwards = Random(f"{SEED}/tasks/{ago}")
        self.decks: dict[str, list[str]] = {}
        self.about = {story.case: story for story in stories}
        chair = teller.setting.person(Role.COORDINATOR, 0 if ago % 2 else 1)
        team = Rights(team=teller.setting.team_id)
        self.chair = Actor(chair.id, chair.role, chair.agency_id, rights=team)
        self.members = db.session.scalars(select(Member).order_by(Member.name)).all()
        self.agencies = {row.id: row for row in db.session.scalars(select(Agency))}

    def call(self) -> Meeting:
        """Call it a week before and put its cases on the agenda, the newest first.

        The one to come is proposed, but for the cases that a person put there.
        """
        with self.teller.at(self.ago + 6, 2):
            meeting = scheduling.schedule(
                kind=MeetingKind.WEEKLY,
                starts_at=self.teller.moment(self.ago, STARTS),
                minutes=120,
                place_code=ROOM,
                chair_id=self.chair.id,
            )
        with self.teller.at(max(self.ago + 2, 0), 3):
            most = BY_HAND if self.ago == TOMORROW else MOST_CASES
            for story in list(self.about.values())[:most]:
                kind = _kind(story, self.ago, self.dice)
                scheduling.put_on_agenda(meeting, self.teller.case(story.case), kind)
            if self.ago == TOMORROW:
                propose(meeting)
            scheduling.publish(meeting, clock.now())
        return meeting

    def hold(self, meeting: Meeting) -> None:
        """Take up every case in turn, sign, speak, decide; one is parked for lack of time."""
        items = agenda_of(meeting.id)
        with self.teller.at(self.ago, STARTS) as then:
            meeting.start()
            self._sign_in(meeting, then)
        for place, item in enumerate(items):
            with self.teller.at(self.ago, STARTS + place / 5) as then:
                holding.begin(item, then)
                if place == MOST_CASES - 2:
                    item.park()
                    continue
                if self.ago == HELD[-1]:
                    stepping.note_left(item, then)
                self._review(item, self.about[item.case_id])
                item.next_review_on = clock.day_of(then) + timedelta(days=self.dice.choice((7, 14)))
                over_at = then + timedelta(minutes=10)
                item.finish(over_at)
                if self.ago == HELD[-1]:
                    stepping.note_back(item, over_at)
        with self.teller.at(self.ago, STARTS + 2) as then:
            holding.end_meeting(meeting, then)
        db.session.flush()
        with self.teller.at(max(self.ago - 2, 0), 4) as then:
            closing.finalise(meeting, then)
        if self.dice.random() < 0.7:
            with self.teller.at(max(self.ago - 3, 0), 5):
                [text] = self._some("addenda", 1)
                team = self.teller.setting.team_id
                closing.correct(self.dice.choice(items[:3]), team, self.chair.id, text)

    def _sign_in(self, meeting: Meeting, then: datetime) -> None:
        for member in self.members:
            if member.role in {Role.ANALYST, Role.ADMINISTRATOR, Role.PRIVACY_OFFICER}:
                continue
            presence = self.dice.choices((Presence.PRESENT, Presence.APOLOGIES), (5, 1))[0]
            if member.role is Role.OBSERVER:
                presence = Presence.OBSERVER
            here = presence is not Presence.APOLOGIES or member.id == self.chair.id
            scheduling.attend(
                meeting,
                member,
                Presence.PRESENT if member.id == self.chair.id else presence,
                then + timedelta(minutes=3) if here else None,
            )
        scheduling.attend_as_guest(
            meeting, self.teller.setting.agencies["clinic"].id, Presence.PRESENT, then
        )

    def _review(self, item: AgendaItem, story: Story) -> None:
        seated = [seat.agency_id for seat in seats_of(item.case_id)]
        for question in ReviewQuestion:
            for agency_id in self.dice.sample(seated, self.dice.choice((0, 1, 1, 2))):
                self._say(item, story, question, agency_id)
        self._wish(item, story, seated)
        for text in self._some("decisions", self.dice.choice((1, 1, 2))):
            reviewing.decide(item, self.teller.setting.team_id, story.tell(text))
        if self.dice.random() < 0.15:
            [text] = self._some("dissent", 1)
            agency = self.agencies[self.dice.choice(seated)]
            reviewing.note_dissent(item, self.teller.setting.team_id, agency, text)
        for text in self._some("tasks", self.dice.choice((1, 2, 2, 3))):
            self._task(item, story, text, self.agencies[self.dice.choice(seated)])

    def _say(
        self, item: AgendaItem, story: Story, question: ReviewQuestion, agency_id: UUID
    ) -> None:
        """Let a member write, the chair write down, or only hear what may not be written."""
        source = self.agencies[agency_id]
        text = story.tell(self.dice.choice(said("meetings")["answers"][question]))
        if self.dice.random() < 0.35:
            by = self.teller.setting.actor(source.handle)
            reviewing.say(item, by, question, source, text)
        elif source.is_covered:
            reviewing.say(item, self.chair, question, source, None)
        else:
            reviewing.say(item, self.chair, question, source, text)
        if self.dice.random() < 0.2:
            team = self.agencies[self.teller.setting.team_id]
            text = story.tell(self.dice.choice(said("meetings")["answers"][question]))
            reviewing.say(item, self.chair, question, team, text)

    def _wish(self, item: AgendaItem, story: Story, seated: Sequence[UUID]) -> None:
        if self.dice.random() < 0.2:
            item.no_wishes = self.dice.choice([*NoWishes])
            return
        handles = [self.agencies[agency_id].handle for agency_id in seated]
        teller = next((h for h in handles if h not in {"police", "da"}), handles[0])
        by = self.teller.setting.actor(teller)
        [text] = self._some("wishes", 1)
        reviewing.tell_wishes(item, by, self.agencies[by.agency_id], story.tell(text))

    def _task(self, item: AgendaItem, story: Story, text: str, agency: Agency) -> None:
        team_id, ago = self.teller.setting.team_id, self.ago
        # Some are due before the next meeting, and were late.
        due = self.teller.day(ago - self.afterwards.choice((3, 7, 7)))
        task = reviewing.give_task(item, team_id, agency, story.tell(text), due)
        if self.dice.random() < 0.6:
            task.taken_by_id = self.teller.setting.actor(agency.handle).id
        chance = 0.9 if ago > HELD[-1] else 0.3
        if self.dice.random() < chance:
            self._settle(task, story, agency)
        go_on(task, self.afterwards, self.teller.today)

    def _settle(self, task: Task, story: Story, agency: Agency) -> None:
        ending = self.dice.choices([*Ending], (16, 1, 2, 2, 2, 1, 1, 2, 1, 2, 1, 2, 1))[0]
        note = story.tell(self._some("updates", 1)[0]) if self.dice.random() < 0.6 else ""
        by = self.teller.setting.actor(agency.handle)
        with self.teller.at(max(self.ago - self.dice.randint(1, 6), 0), 6) as then:
            reviewing.settle(task, by, ending, note, then)

    def _some(self, heading: str, count: int) -> list[str]:
        """Draw sentences like cards: none twice in a meeting before all were said."""
        drawn = []
        for _ in range(count):
            if not self.decks.get(heading):
                texts = said("meetings")[heading]["any"]
                self.decks[heading] = self.dice.sample(texts, len(texts))
            drawn.append(self.decks[heading].pop())
        return drawn


def _kind(story: Story, ago: int, dice: Random) -> ItemKind:
    if story.opened - ago < 14:
        return ItemKind.NEW
    if story.path is Path.WATCH:
        return ItemKind.CLOSURE
    return dice.choices((ItemKind.FOLLOW_UP, ItemKind.REPEAT, ItemKind.EMERGENCY), (8, 2, 1))[0]


def meet(stories: Sequence[Story], teller: Teller) -> None:
    """Hold the last three meetings over the cases that were open then, and call the next."""
    everybody = {story.case: story for story in stories if story.has_case}
    for ago in (*HELD, TOMORROW):
        day = max(ago + 2, 0)
        opened = [s for s in stories if s.has_case and s.opened > day and s.until <= max(ago, 0)]
        chosen = sorted(opened, key=lambda story: story.opened)[:MOST_CASES]
        if not chosen:
            continue
        chair = teller.setting.person(Role.COORDINATOR, 0 if ago % 2 else 1)
        with teller.by(chair.id, "a weekly meeting"):
            sitting = _Sitting(ago, chosen, teller)
            meeting = sitting.call()
            if ago in LOOKED_UP:
                look_up(meeting, ago, everybody, teller)
            if ago > 0:
                sitting.hold(meeting)
            else:
                repeat(meeting)
