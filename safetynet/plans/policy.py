"""A plan is known around the table; whoever owns a step without a seat knows that step alone."""

from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, true

from safetynet.access import (
    Actor,
    CaseChildPolicy,
    OwnedPolicy,
    Permission,
    Policy,
    TeamWordsPolicy,
    Values,
    knows_case,
    policy_for,
    within,
)
from safetynet.cases import Case
from safetynet.db import Model, db
from safetynet.plans.domain_models import DomainSetting
from safetynet.plans.models import (
    Goal,
    GoalNeed,
    GoalWords,
    Plan,
    PlanStatus,
    PlanWords,
    SafetyLine,
    Score,
    ScoreEvidence,
    Step,
    StepUpdate,
    StepWords,
)
from safetynet.plans.version_models import EarlierWords, PlanVersion, VersionState, VersionWords

M = TypeVar("M", bound=Model)
W = TypeVar("W", bound=PlanWords)


class PlanShellPolicy(CaseChildPolicy[M]):
    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.is_granted(Permission.PLAN_WRITE) and super().writes(actor, values)


policy_for(Score)(PlanShellPolicy)


@policy_for(DomainSetting)
class DomainSettingPolicy(Policy[DomainSetting]):
    """How the county calls parts of life is no secret."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true()

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.is_granted(Permission.PLAN_SET)


@policy_for(Plan)
class PlanPolicy(PlanShellPolicy[Plan]):
    def permits(self, actor: Actor, permission: Permission, record: Plan) -> bool:
        """A plan that ended stays readable and takes nothing more."""
        return permission is not Permission.PLAN_WRITE or record.is_open


@policy_for(PlanVersion)
class PlanVersionPolicy(PlanShellPolicy[PlanVersion]):
    """One person sends a plan, another decides: a coordinator, or a supervisor whose agency wrote
    it or leads the case."""

    def permits(self, actor: Actor, permission: Permission, record: PlanVersion) -> bool:
        if permission is not Permission.PLAN_APPROVE:
            return True
        if record.member_id == actor.id:
            return False
        return actor.sees_all_shells or actor.agency_id in {
            record.agency_id,
            db.session.scalar(select(Case.lead_agency_id).where(Case.id == record.case_id)),
        }

    def writes(self, actor: Actor, values: Values) -> bool:
        if not super().writes(actor, values):
            return False
        if values.state is VersionState.SUBMITTED:
            return actor.is_granted(Permission.PLAN_APPROVE) or values.member_id == actor.id
        if values.state is VersionState.GIVEN:
            return bool(values.member_id == actor.id)
        return (
            actor.is_granted(Permission.PLAN_APPROVE)
            and values.decided_by_id == actor.id
            and values.member_id != actor.id
        )


@policy_for(Goal)
class GoalPolicy(PlanShellPolicy[Goal]):
    def permits(self, actor: Actor, permission: Permission, record: Goal) -> bool:
        """Ask the plan's own row: what hangs on an ended plan has ended with it."""
        state = select(Plan.status).where(Plan.id == record.plan_id)
        ended = db.session.scalar(state) is PlanStatus.ENDED
        return permission is not Permission.PLAN_WRITE or not ended


@policy_for(Step)
class StepPolicy(PlanShellPolicy[Step]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        known = within(Step.case_id, actor)
        if not actor.is_granted(Permission.PLAN_UPDATE):
            return known
        return or_(known, Step.owner_agency_id == actor.agency_id)

    def permits(self, actor: Actor, permission: Permission, record: Step) -> bool:
        if permission is Permission.PLAN_UPDATE:
            return record.owner_agency_id == actor.agency_id
        return knows_case(actor, record.case_id)

    def writes(self, actor: Actor, values: Values) -> bool:
        """Asked before and after, so that an owner can report but not hand the step on."""
        return super().writes(actor, values) or (
            actor.is_granted(Permission.PLAN_UPDATE) and values.owner_agency_id == actor.agency_id
        )


class PlanWordsPolicy(TeamWordsPolicy[W]):
    """Each agency's own words, and the team's, which the coordinator writes."""

    def permits(self, actor: Actor, permission: Permission, record: W) -> bool:
        return record.owner_id in {
            actor.agency_id,
            actor.rights.team if actor.keeps_team_words else None,
        }

    def writes(self, actor: Actor, values: Values) -> bool:
        return knows_case(actor, values.case_id) and (
            OwnedPolicy.writes(self, actor, values) or super().writes(actor, values)
        )


policy_for(SafetyLine)(PlanWordsPolicy)
policy_for(GoalNeed)(PlanWordsPolicy)
policy_for(GoalWords)(PlanWordsPolicy)
policy_for(StepWords)(PlanWordsPolicy)
policy_for(ScoreEvidence)(PlanWordsPolicy)
policy_for(EarlierWords)(PlanWordsPolicy)
policy_for(VersionWords)(PlanWordsPolicy)


@policy_for(StepUpdate)
class StepUpdatePolicy(PlanWordsPolicy[StepUpdate]):
    """Written by the agency that owns the step, seat or no seat."""

    def writes(self, actor: Actor, values: Values) -> bool:
        return (
            actor.reads_content
            and values.owner_id == actor.agency_id
            and values.member_id == actor.id
            and _owns_step(actor, values.step_id, values.survivor_id)
        )


def _owns_step(actor: Actor, step_id: UUID, survivor_id: UUID) -> bool:
    """Ask the step's own row, behind the walls: an update could claim any."""
    found = select(Step.id).where(
        Step.id == step_id,
        Step.survivor_id == survivor_id,
        Step.owner_agency_id == actor.agency_id,
    )
    return db.session.scalar(found) is not None
