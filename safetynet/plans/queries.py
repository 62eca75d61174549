from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, or_, select, true
from sqlalchemy.orm import joinedload

from safetynet.access import Actor
from safetynet.agencies import Agency, Member, agencies_at_the_table
from safetynet.cases import Case, Offered, partners_of
from safetynet.db import Gathered, db, gather
from safetynet.plans.domain_models import DomainSetting
from safetynet.plans.domains import note_called
from safetynet.plans.models import (
    UNFINISHED,
    Goal,
    GoalNeed,
    GoalWords,
    Plan,
    PlanKind,
    PlanStatus,
    SafetyLine,
    Score,
    ScoreEvidence,
    Section,
    Step,
    StepStatus,
    StepUpdate,
    StepWords,
)
from safetynet.plans.version_models import PlanVersion
from safetynet.sharing import seats_of

PARTS: tuple[Any, ...] = (
    Plan,
    PlanVersion,
    SafetyLine,
    Goal,
    GoalNeed,
    GoalWords,
    ScoreEvidence,
    Score,
    Step,
    StepWords,
    StepUpdate,
)
W = TypeVar("W", GoalWords, StepWords, StepUpdate)


@dataclass
class StepView:
    """A step with what this viewer may read of it, oldest first."""

    step: Step
    words: list[StepWords] = field(default_factory=list)
    updates: list[StepUpdate] = field(default_factory=list)


@dataclass
class GoalView:
    goal: Goal
    needs: list[GoalNeed] = field(default_factory=list)
    words: list[GoalWords] = field(default_factory=list)
    steps: list[StepView] = field(default_factory=list)

    def served_by(self, services: Mapping[UUID, Offered]) -> list[Offered]:
        """Return the services that serve it, each once: of those this viewer knows of, the ones
        to which a step leads that nobody dropped."""
        led = [
            view.step.linkage_id
            for view in self.steps
            if view.step.linkage_id and view.step.status is not StepStatus.DROPPED
        ]
        return [services[one] for one in dict.fromkeys(led) if one in services]


@dataclass
class PlanView:
    """One plan with everything that hangs on it."""

    plan: Plan
    lines: dict[Section, list[SafetyLine]] = field(default_factory=dict)
    goals: list[GoalView] = field(default_factory=list)
    scores: list[Score] = field(default_factory=list)
    """The oldest first."""
    evidence: dict[UUID, list[ScoreEvidence]] = field(default_factory=dict)
    """By score."""
    versions: list[PlanVersion] = field(default_factory=list)
    """The newest first."""

    @property
    def waits(self) -> bool:
        """Say whether its newest version waits to be approved."""
        return bool(self.versions) and self.versions[0].is_waiting

    @property
    def unfinished(self) -> list[StepView]:
        """Return the steps still to be done, the earliest first."""
        steps = [view for goal in self.goals for view in goal.steps if view.step.is_unfinished]
        return sorted(steps, key=lambda view: view.step.due)


@dataclass
class Plans:
    """The plans of a case: at most one open one of each kind, and those that ended."""

    views: list[PlanView]
    agencies: dict[UUID, str]

    def open(self, kind: PlanKind) -> PlanView | None:
        """Return the plan of this kind (templates give its value) that has not ended."""
        return next((v for v in self.views if v.plan.kind == kind and v.plan.is_open), None)

    def of(self, plan: Plan) -> PlanView:
        return next(view for view in self.views if view.plan.id == plan.id)

    @property
    def ended(self) -> list[PlanView]:
        return [view for view in self.views if not view.plan.is_open]


def plans_of(case: Case) -> Plans:
    """Return all of a case's plans and what this viewer may read of them, in one statement."""
    found = gather(
        {Agency: true(), DomainSetting: true()}
        | {model: model.case_id == case.id for model in PARTS}
    )
    note_called(found.of(DomainSetting))
    plans = {plan.id: PlanView(plan) for plan in found.of(Plan)}
    for line in found.of(SafetyLine):
        plans[line.plan_id].lines.setdefault(line.section, []).append(line)
    for card in sorted(_goals(found), key=lambda card: card.goal.position):
        plans[card.goal.plan_id].goals.append(card)
    for kept in sorted(found.of(PlanVersion), key=lambda kept: -kept.number):
        plans[kept.plan_id].versions.append(kept)
    _put_scores(found, plans)
    return Plans(list(plans.values()), {agency.id: agency.name for agency in found.of(Agency)})


def _goals(found: Gathered) -> Iterable[GoalView]:
    """Return the goals with their words, and their steps by day."""
    steps = {step.id: StepView(step) for step in found.of(Step)}
    for words in found.of(StepWords):
        steps[words.step_id].words.append(words)
    for update in found.of(StepUpdate):
        steps[update.step_id].updates.append(update)
    goals = {goal.id: GoalView(goal) for goal in found.of(Goal)}
    for said in found.of(GoalWords):
        goals[said.goal_id].words.append(said)
    for need in found.of(GoalNeed):
        goals[need.goal_id].needs.append(need)
    for view in sorted(steps.values(), key=lambda view: view.step.due):
        goals[view.step.goal_id].steps.append(view)
    return goals.values()


def _put_scores(found: Gathered, plans: Mapping[UUID, PlanView]) -> None:
    """Put scores where they belong, each with what shows it."""
    evidence: dict[UUID, list[ScoreEvidence]] = {}
    for shown in found.of(ScoreEvidence):
        evidence.setdefault(shown.score_id, []).append(shown)
    for score in sorted(found.of(Score), key=lambda score: score.on):
        view = plans[score.plan_id]
        view.scores.append(score)
        view.evidence[score.id] = evidence.get(score.id, [])


def open_plan(case: Case, kind: PlanKind) -> Plan | None:
    return db.session.scalars(
        select(Plan)
        .where(Plan.case_id == case.id, Plan.kind == kind, Plan.status != PlanStatus.ENDED)
        .limit(1)
    ).one_or_none()


def goals_in(plan: Plan) -> int:
    """Return how many goals the plan has."""
    return len(db.session.scalars(select(Goal.id).where(Goal.plan_id == plan.id)).all())


def words_of_goal(goal: Goal) -> Sequence[GoalWords]:
    return _in_order(GoalWords, GoalWords.goal_id == goal.id)


def words_of_step(step: Step) -> Sequence[StepWords]:
    return _in_order(StepWords, StepWords.step_id == step.id)


def updates_of(step: Step) -> Sequence[StepUpdate]:
    return _in_order(StepUpdate, StepUpdate.step_id == step.id)


def steps_of(agency_id: UUID) -> Sequence[Step]:
    """Return the unfinished steps that an agency owns, the earliest due first."""
    return db.session.scalars(_steps_of(agency_id)).all()


def steps_waiting_for(actor: Actor, until: date, most: int) -> Sequence[Step]:
    """Return the unfinished steps due by a day that nobody else of the actor's agency took on."""
    return db.session.scalars(
        _steps_of(actor.agency_id)
        .where(
            Step.due <= until,
            or_(Step.owner_member_id.is_(None), Step.owner_member_id == actor.id),
        )
        .limit(most)
    ).all()


def _steps_of(agency_id: UUID) -> Select[Step]:
    return (
        select(Step)
        .where(Step.owner_agency_id == agency_id, Step.status.in_(UNFINISHED))
        .options(joinedload(Step.by_agency), joinedload(Step.owner_member))
        .order_by(Step.due)
    )


def overdue_steps(day: date) -> Sequence[Step]:
    return db.session.scalars(select(Step).where(Step.due < day, Step.status.in_(UNFINISHED))).all()


def plans_to_review(day: date) -> Sequence[Plan]:
    """Return the plans in force whose day of review has come."""
    return db.session.scalars(
        select(Plan).where(Plan.status == PlanStatus.ACTIVE, Plan.review_on <= day)
    ).all()


def possible_owners(case: Case) -> list[tuple[Agency, list[Member]]]:
    """Return who may be asked to do a step: the table, and providers that took her or him on."""
    able = {seat.agency_id for seat in seats_of(case.id)} | partners_of(case.id)
    found = db.session.scalars(
        select(Member).where(Member.agency_id.in_(able), Member.is_active).order_by(Member.name)
    ).all()
    return [
        (agency, [member for member in found if member.agency_id == agency.id])
        for agency in agencies_at_the_table()
        if agency.id in able
    ]


def _in_order(model: type[W], where: Any) -> Sequence[W]:
    return db.session.scalars(select(model).where(where).order_by(model.created_at, model.id)).all()
