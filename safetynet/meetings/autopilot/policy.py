"""Rules are no secret; a request is known around the table, its words as their kind is."""

from sqlalchemy import ColumnElement, false, true

from safetynet.access import (
    Actor,
    CaseChildPolicy,
    OwnedPolicy,
    Permission,
    Policy,
    Values,
    knows_case,
    policy_for,
    within,
)
from safetynet.meetings.autopilot.models import AgendaRule, LeftOut, RequestWords, ReviewRequest
from safetynet.vault import Category

NEVER_ASKED_IN = frozenset({Category.PRIVILEGED, Category.TEAM_DISCUSSION, Category.OFFICE})
"""No request is written in confidence, in the team's name, or about nobody."""


@policy_for(AgendaRule)
class AgendaRulePolicy(Policy[AgendaRule]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true() if actor.is_granted(Permission.MEETING_READ) else false()

    def permits(self, actor: Actor, permission: Permission, record: AgendaRule) -> bool:
        return permission is Permission.MEETING_RUN

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.is_granted(Permission.MEETING_RUN)


@policy_for(ReviewRequest)
class ReviewRequestPolicy(CaseChildPolicy[ReviewRequest]):
    """Asked for by an agency at the case's table, in its own name."""

    def permits(self, actor: Actor, permission: Permission, record: ReviewRequest) -> bool:
        return record.agency_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        return (
            actor.is_granted(Permission.REVIEW_WRITE)
            and values.agency_id == actor.agency_id
            and values.case_id in actor.rights.cases
        )


@policy_for(RequestWords)
class RequestWordsPolicy(OwnedPolicy[RequestWords]):
    def writes(self, actor: Actor, values: Values) -> bool:
        return super().writes(actor, values) and values.category not in NEVER_ASKED_IN


@policy_for(LeftOut)
class LeftOutPolicy(Policy[LeftOut]):
    """Known to whoever builds the agenda, of the cases she knows."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if not actor.is_granted(Permission.MEETING_RUN):
            return false()
        return within(LeftOut.case_id, actor)

    def permits(self, actor: Actor, permission: Permission, record: LeftOut) -> bool:
        return permission is Permission.MEETING_RUN

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.is_granted(Permission.MEETING_RUN) and knows_case(actor, values.case_id)
