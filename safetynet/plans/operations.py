"""Writing a plan: shells for everybody at the table, words in the hands of whoever wrote them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from safetynet.access import Actor
from safetynet.cases import Case
from safetynet.db import db
from safetynet.plans.models import (
    REVIEW_EVERY,
    Domain,
    Goal,
    GoalNeed,
    GoalWords,
    Plan,
    PlanKind,
    SafetyLine,
    Score,
    ScoreEvidence,
    Section,
    Stage,
    Step,
    StepStatus,
    StepUpdate,
    StepWords,
)
from safetynet.plans.queries import goals_in, open_plan
from safetynet.vault import Category


def start(case: Case, kind: PlanKind, day: date) -> Plan:
    """Return the case's open plan of this kind, a new draft if there is none."""
    if plan := open_plan(case, kind):
        return plan
    plan = Plan(
        case_id=case.id, survivor_id=case.survivor_id, kind=kind, review_on=day + REVIEW_EVERY
    )
    db.session.add(plan)
    db.session.flush()
    return plan


def add_line(plan: Plan, section: Section, text: str, actor: Actor) -> SafetyLine:
    line = SafetyLine(plan_id=plan.id, section=section, text=text, **written(plan, actor))
    db.session.add(line)
    return line


def add_goal(plan: Plan, domain: Domain, text: str, actor: Actor) -> Goal:
    """Add a goal at the end of the plan, in the young person's words as this agency heard them."""
    goal = Goal(
        plan_id=plan.id,
        case_id=plan.case_id,
        survivor_id=plan.survivor_id,
        domain=domain,
        position=goals_in(plan) + 1,
        by_agency_id=actor.agency_id,
    )
    db.session.add(goal)
    db.session.flush()
    say_goal(goal, text, actor)
    return goal


def say_goal(goal: Goal, text: str, actor: Actor) -> GoalWords:
    words = GoalWords(goal_id=goal.id, text=text, **written(goal, actor))
    db.session.add(words)
    return words


def say_need(goal: Goal, text: str, actor: Actor) -> GoalNeed:
    need = GoalNeed(goal_id=goal.id, text=text, **written(goal, actor))
    db.session.add(need)
    return need


@dataclass(frozen=True)
class Asked:
    """What is to be done, by which agency (perhaps one person in it), by when, by which service."""

    text: str
    agency_id: UUID
    member_id: UUID | None
    due: date
    linkage_id: UUID | None = None


def add_step(case: Case, goal: Goal, asked: Asked, actor: Actor, now: datetime) -> Step:
    """Ask an agency to do something towards a goal."""
    step = Step(
        goal_id=goal.id,
        case_id=case.id,
        case_number=case.number,
        survivor_id=case.survivor_id,
        owner_agency_id=asked.agency_id,
        owner_member_id=asked.member_id,
        by_agency_id=actor.agency_id,
        due=asked.due,
        linkage_id=asked.linkage_id,
        status_at=now,
    )
    db.session.add(step)
    db.session.flush()
    say_step(step, asked.text, actor)
    return step


def say_step(step: Step, text: str, actor: Actor) -> StepWords:
    words = StepWords(step_id=step.id, text=text, **written(step, actor))
    db.session.add(words)
    return words


def report(
    step: Step, status: StepStatus, text: str | None, actor: Actor, now: datetime
) -> StepUpdate:
    """Say how a step goes, as the agency that owns it."""
    step.report(status, now)
    update = StepUpdate(
        step_id=step.id,
        case_id=step.case_id,
        survivor_id=step.survivor_id,
        owner_id=actor.agency_id,
        category=Category.PLAN,
        member_id=actor.id,
        status=status,
        text=text or None,
    )
    db.session.add(update)
    return update


@dataclass(frozen=True, repr=False)
class Scored:
    """Where one part of life stands, and perhaps what shows it."""

    value: int
    shows: str = ""


def keep_scores(
    plan: Plan, scored: Mapping[Domain, Scored], stage: Stage, day: date, actor: Actor
) -> None:
    """Keep where each scored part of life stands; a review moves the next one on."""
    scores = {
        domain: Score(
            plan_id=plan.id,
            case_id=plan.case_id,
            domain=domain,
            value=one.value,
            stage=stage,
            on=day,
            by_agency_id=actor.agency_id,
        )
        for domain, one in scored.items()
    }
    db.session.add_all(scores.values())
    if shown := {domain: one.shows for domain, one in scored.items() if one.shows}:
        db.session.flush()
    for domain, shows in shown.items():
        said = ScoreEvidence(score_id=scores[domain].id, text=shows, **written(plan, actor))
        db.session.add(said)
    if stage is Stage.REVIEW:
        plan.reviewed(day)


def written(shell: Plan | Goal | Step, actor: Actor) -> dict[str, Any]:
    """Return whose words these are; the coordinator's are the team's own (PC 13753(c))."""
    about = {"case_id": shell.case_id, "survivor_id": shell.survivor_id}
    if actor.keeps_team_words:
        return about | {"owner_id": actor.rights.team, "category": Category.TEAM_DISCUSSION}
    return about | {"owner_id": actor.agency_id, "category": Category.PLAN}
