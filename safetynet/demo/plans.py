"""Plans: a safety plan in the young person's own words, goals with steps, scores over time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from safetynet import clock
from safetynet.access import Actor, Rights, Role
from safetynet.cases import Case
from safetynet.db import db
from safetynet.demo.story import Path, Story
from safetynet.demo.telling import Teller
from safetynet.demo.words import said
from safetynet.plans import operations, versions
from safetynet.plans.domain_models import DomainSetting
from safetynet.plans.domains import Called, set_domain
from safetynet.plans.models import (
    REVIEW_EVERY,
    Domain,
    Goal,
    GoalStatus,
    GoalWords,
    Plan,
    PlanKind,
    SafetyLine,
    Section,
    Stage,
    Step,
    StepStatus,
)
from safetynet.plans.version_models import VersionState
from safetynet.vault import Category

PLANNERS = ("harbor", "rising", "welfare", "clinic", "probation")
"""Who writes the plan with her, whoever of them sits at the table first."""
DOERS = ("harbor", "rising", "welfare", "probation", "clinic", "schools", "defender")
NAMED = 70
"""Days ago."""
RETOLD = 2
"""Days ago on which some young people put a line of their safety plan in other words."""
FRESH = 21
"""Days around today in which the steps of an open case fall due."""


def name_parts(_stories: Iterable[Story], teller: Teller) -> None:
    """Let the coordinator call one part of life otherwise, and say what another maps to."""
    by = teller.setting.person(Role.COORDINATOR)
    with teller.by(by.id, "parts of life"), teller.at(NAMED):
        papers = Called(name="Food, clothes, ID", name_es="Comida, ropa, identificación")
        for domain, called in ((Domain.BASIC_NEEDS, papers), (Domain.SAFETY, Called(ohts=1))):
            set_domain(DomainSetting(domain=domain), called, by.id, clock.now())


def plan(story: Story, teller: Teller) -> Iterator[None]:
    """Write a safety plan and a stabilization plan, and let the doers report."""
    planner = next((handle for handle in story.team if handle in PLANNERS), None)
    if planner is None or story.opened < 10:
        return
    for handle in story.team:
        teller.expect(story.survivor, teller.setting.agencies[handle].id, Category.PLAN)
    teller.expect(story.survivor, teller.setting.team_id, Category.TEAM_DISCUSSION)
    yield
    yield from _Planning(story, planner, teller).write()


class _Planning:
    """The plans of one case; shells go first, then what hangs on them."""

    def __init__(self, story: Story, planner: str, teller: Teller) -> None:
        self.story, self.teller = story, teller
        self.dice = story.dice("plans")
        self.also = story.dice("words beside plans")
        self.case: Case = teller.case(story.case)
        self.by: Actor = teller.setting.actor(planner, self.dice)
        self.begun = story.opened - min(7, story.opened // 3)
        """Days ago on which the plan was written."""

    def write(self) -> Iterator[None]:
        """Write both plans as they stand today, pausing where a level is to be saved."""
        safety = self._plan(PlanKind.SAFETY) if self.dice.random() < 0.85 else None
        plan = self._plan(PlanKind.STABILIZATION)
        yield
        lines: list[SafetyLine] = []
        if safety:
            lines = self._lines(safety)
        domains = self.dice.sample([*Domain], self.dice.randint(2, 4))
        goals = [self._goal(plan, domain, place) for place, domain in enumerate(domains)]
        self._scores(plan, domains)
        yield
        steps = {goal.id: [self._step_of(goal) for _ in range(2)] for goal in goals}
        wanted = [self._wanted(goal) for goal in goals]
        yield
        for goal in goals:
            self._course_of(goal, steps[goal.id])
        yield
        self._approvals(plan, wanted[0])
        if safety and lines:
            self._given(safety, lines)

    def _plan(self, kind: PlanKind) -> Plan:
        with self.teller.at(self.begun, 3):
            day = self.teller.day(self.begun)
            plan = Plan(
                case_id=self.case.id,
                survivor_id=self.case.survivor_id,
                kind=kind,
                review_on=day + REVIEW_EVERY,
            )
            db.session.add(plan)
        self._stand(plan)
        return plan

    def _lines(self, plan: Plan) -> list[SafetyLine]:
        with self.teller.at(self.begun, 3.2):
            return [
                operations.add_line(plan, section, text, self.by)
                for section in Section
                for text in self.dice.sample(
                    said("plans")["safety"][section], self.dice.choice((0, 1, 1, 2))
                )
            ]

    def _given(self, plan: Plan, lines: list[SafetyLine]) -> None:
        """Give it to her; some put a line in other words afterwards, and a few have that too."""
        dice = self.story.dice("safety plans given")
        if dice.random() < 0.2:
            return
        with self.teller.at(self.begun, 3.5):
            versions.give(plan, self.teller.day(self.begun), self.by)
        told_again = self.story.path is not Path.CLOSED and self.begun > RETOLD
        if told_again and dice.random() < 0.6:
            line = dice.choice(lines)
            with self.teller.at(RETOLD, 3.5):
                versions.reword(line, f"{line.text} {said('plans')['given']['added']}", self.by)
            if dice.random() < 0.5:
                with self.teller.at(RETOLD, 4):
                    versions.give(plan, self.teller.day(RETOLD), self.by)

    def _stand(self, plan: Plan) -> None:
        """Most are in force, some are looked at again today, those of closed cases have ended."""
        reviewed = self.dice.choice((3, 12, 20, 28, 33))
        plan.activate(self.teller.day(max(min(reviewed, self.begun), 0)))
        if self.story.path is Path.CLOSED:
            plan.end(self.teller.day(self.story.closed))

    def _goal(self, plan: Plan, domain: Domain, place: int) -> Goal:
        with self.teller.at(self.begun, 4.1 + place / 10):
            goal = Goal(
                plan_id=plan.id,
                case_id=plan.case_id,
                survivor_id=plan.survivor_id,
                domain=domain,
                position=place + 1,
                by_agency_id=self.by.agency_id,
            )
            db.session.add(goal)
        return goal

    def _wanted(self, goal: Goal) -> GoalWords:
        text = self.dice.choice(said("plans")["goals"][goal.domain])
        with self.teller.at(self.begun, 4.5):
            if self.also.random() < 0.6:
                missing = self.story.tell(self.also.choice(said("plans")["needs"][goal.domain]))
                operations.say_need(goal, missing, self.by)
            return operations.say_goal(goal, text, self.by)

    def _approvals(self, plan: Plan, words: GoalWords) -> None:
        """Have the coordinator approve it; some came back first and were put in other words."""
        setting, by, ago = self.teller.setting, self.by, self.begun
        at_the_desk = setting.actor("office", self.also)
        coordinator = replace(at_the_desk, rights=Rights(team=setting.team_id))
        if self.also.random() < 0.5:
            with self.teller.at(ago, 7):
                kept = versions.submit(plan, by)
            with self.teller.at(ago, 7.4) as then:
                text = self.story.tell(self.also.choice(said("plans")["approval"]["returned"]))
                versions.send_back(plan, kept, text, coordinator, then)
            with self.teller.at(ago, 7.8):
                versions.reword(words, f"{words.text} {said('plans')['approval']['added']}", by)
        with self.teller.at(ago, 8.2):
            kept = versions.submit(plan, by)
        with self.teller.at(ago, 8.6) as then:
            kept.decide(VersionState.APPROVED, coordinator.id, then)
        if self.story.path is not Path.CLOSED and self.also.random() < 0.2:
            with self.teller.at(1, 7):
                versions.submit(plan, by)

    def _step_of(self, goal: Goal) -> Step:
        doer = self._doer()
        due = self._due()
        with self.teller.at(self.begun, 5) as then:
            step = Step(
                goal_id=goal.id,
                case_id=self.case.id,
                case_number=self.case.number,
                survivor_id=self.case.survivor_id,
                owner_agency_id=doer.agency_id,
                owner_member_id=doer.id,
                by_agency_id=self.by.agency_id,
                due=self.teller.day(due),
                status_at=then,
            )
            db.session.add(step)
        return step

    def _due(self) -> int:
        """Return how many days ago it fell due; while a case is open, half of its steps are new."""
        if self.story.path is not Path.CLOSED and self.begun > FRESH and self.dice.random() < 0.5:
            return self.dice.randint(-FRESH, 7)
        return self.begun - self.dice.randint(5, 45)

    def _doer(self) -> Actor:
        able = [handle for handle in self.story.team if handle in DOERS]
        return self.teller.setting.actor(self.dice.choice(able), self.dice)

    def _course_of(self, goal: Goal, steps: list[Step]) -> None:
        """Say what each step is, and how far it came."""
        texts = said("plans")["steps"][goal.domain]
        for step, text in zip(steps, self.dice.sample(texts, 2), strict=True):
            with self.teller.at(self.begun, 5.1):
                operations.say_step(step, self.story.tell(text), self.by)
            self._report(step)
        if self.story.path is Path.CLOSED:
            goal.status = self.dice.choice((GoalStatus.MET, GoalStatus.PARTLY, GoalStatus.NOT_MET))
        elif all(step.status is StepStatus.DONE for step in steps):
            goal.status = GoalStatus.MET

    def _report(self, step: Step) -> None:
        if step.owner_member_id is None:
            return
        role = next(p.role for p in self.teller.setting.people if p.id == step.owner_member_id)
        doer = Actor(step.owner_member_id, role, step.owner_agency_id)
        due = (self.teller.today - step.due).days
        for status in self._course(due):
            ago = max(self.story.until, due + self.dice.randint(0, 4), 0)
            with self.teller.at(min(ago, self.begun), 6) as then:
                words = self.story.tell(self.dice.choice(said("plans")["updates"][status]))
                operations.report(step, status, words, doer, then)

    def _course(self, due: int) -> tuple[StepStatus, ...]:
        """Return what was reported so far; the later the day, the less.

        What fell due long ago is done or dropped: nobody keeps a list of last year's steps.
        """
        over = self.story.path is Path.CLOSED or due > 0
        courses: tuple[tuple[StepStatus, ...], ...] = (
            (StepStatus.DONE,),
            (StepStatus.IN_PROGRESS, StepStatus.DONE),
            (StepStatus.IN_PROGRESS,),
            (StepStatus.BLOCKED,),
            (StepStatus.DROPPED,),
            (),
        )
        weights = (5, 4, 2, 1, 1, 2) if over else (1, 1, 4, 1, 0, 4)
        if due > FRESH:
            weights = (5, 4, 0, 0, 1, 0)
        return self.dice.choices(courses, weights)[0]

    def _scores(self, plan: Plan, domains: list[Domain]) -> None:
        """Keep a first look, reviews each month, and a last one; most rise slowly."""
        values = {domain: self.dice.randint(1, 3) for domain in domains}
        days = [self.begun, *range(self.begun - 30, max(self.story.until, 1), -30)][:4]
        for place, ago in enumerate(days):
            last = place == len(days) - 1 and self.story.path is Path.CLOSED and place > 0
            stage = Stage.NOW if place == 0 else Stage.END if last else Stage.REVIEW
            with self.teller.at(ago, 6.5):
                day = self.teller.day(ago)
                operations.keep_scores(plan, self._shown(values), stage, day, self.by)
            steps = {domain: self.dice.choice((-1, 0, 0, 1, 1)) for domain in domains}
            values = {d: min(5, max(1, value + steps[d])) for d, value in values.items()}

    def _shown(self, values: dict[Domain, int]) -> dict[Domain, operations.Scored]:
        """Say of some of them what shows it."""
        told = said("plans")["scores"]["evidence"]
        return {
            domain: operations.Scored(
                value,
                self.story.tell(self.also.choice(told)) if self.also.random() < 0.5 else "",
            )
            for domain, value in values.items()
        }
