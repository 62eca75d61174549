"""Sending a plan to be approved, and deciding about it."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import or_, select

from safetynet.access import Actor
from safetynet.cases import Case
from safetynet.db import db
from safetynet.plans.models import Goal, GoalNeed, GoalWords, Plan, SafetyLine, Step, StepWords
from safetynet.plans.operations import written
from safetynet.plans.version_models import (
    EarlierWords,
    PlanVersion,
    VersionState,
    VersionWords,
)


def submit(plan: Plan, actor: Actor) -> PlanVersion:
    """Keep what the plan says now as a version that waits for somebody else's word.

    The plan itself counts them, so that of two who send at once the second is told.
    """
    return _kept(plan, actor, VersionState.SUBMITTED)


def give(plan: Plan, on: date, actor: Actor) -> PlanVersion:
    """Keep what a safety plan says now as the version that the young person has."""
    return _kept(plan, actor, VersionState.GIVEN, on)


def _kept(
    plan: Plan, actor: Actor, state: VersionState, given_on: date | None = None
) -> PlanVersion:
    plan.versions += 1
    kept = PlanVersion(
        plan_id=plan.id,
        case_id=plan.case_id,
        number=plan.versions,
        state=state,
        member_id=actor.id,
        agency_id=actor.agency_id,
        given_on=given_on,
        stood=_codes(plan),
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def approve(plan: Plan, kept: PlanVersion, actor: Actor, now: datetime, review_on: date) -> None:
    """Put the plan in force, and say when it is looked at again."""
    kept.decide(VersionState.APPROVED, actor.id, now)
    plan.approve(review_on)


def send_back(plan: Plan, kept: PlanVersion, text: str, actor: Actor, now: datetime) -> None:
    """Say what is to be changed before the plan is approved."""
    kept.decide(VersionState.RETURNED, actor.id, now)
    db.session.add(VersionWords(version_id=kept.id, text=text, **written(plan, actor)))


def reword(words: GoalNeed | GoalWords | SafetyLine | StepWords, text: str, actor: Actor) -> None:
    """Change words and keep what they were, for who reads them: the row stays its owner's."""
    if words.text == text:
        return
    earlier = EarlierWords(
        words_id=words.id,
        member_id=actor.id,
        text=words.text,
        case_id=words.case_id,
        survivor_id=words.survivor_id,
        owner_id=words.owner_id,
        category=words.category,
    )
    db.session.add(earlier)
    words.text = text


def _codes(plan: Plan) -> list[str]:
    goals = db.session.scalars(select(Goal).where(Goal.plan_id == plan.id)).all()
    steps = db.session.scalars(
        select(Step).where(Step.goal_id.in_([goal.id for goal in goals]))
    ).all()
    return [
        *(f"goal {goal.id} {goal.domain} {goal.status}" for goal in goals),
        *(f"step {step.id} {step.owner_agency_id} {step.due} {step.status}" for step in steps),
    ]


def why_returned(kept: PlanVersion) -> Sequence[VersionWords]:
    wanted = select(VersionWords).where(VersionWords.version_id == kept.id)
    return db.session.scalars(wanted.order_by(VersionWords.created_at)).all()


def waiting_for(actor: Actor, most: int) -> Sequence[tuple[PlanVersion, str]]:
    """Return the versions that wait for this person's word, with their cases' numbers."""
    wanted = (
        select(PlanVersion, Case.number)
        .join(Case, Case.id == PlanVersion.case_id)
        .where(PlanVersion.state == VersionState.SUBMITTED, PlanVersion.member_id != actor.id)
        .order_by(PlanVersion.created_at)
        .limit(most)
    )
    if not actor.sees_all_shells:
        here = actor.agency_id
        wanted = wanted.where(or_(PlanVersion.agency_id == here, Case.lead_agency_id == here))
    return [(kept, number) for kept, number in db.session.execute(wanted)]


def returned_to(actor: Actor, most: int) -> Sequence[tuple[PlanVersion, str]]:
    """Return what came back to this person and was not sent again, with its case's number."""
    wanted = (
        select(PlanVersion, Case.number)
        .join(Case, Case.id == PlanVersion.case_id)
        .join(Plan, Plan.id == PlanVersion.plan_id)
        .where(
            PlanVersion.state == VersionState.RETURNED,
            PlanVersion.member_id == actor.id,
            PlanVersion.number == Plan.versions,
            Plan.ended_on.is_(None),
        )
        .limit(most)
    )
    return [(kept, number) for kept, number in db.session.execute(wanted)]
