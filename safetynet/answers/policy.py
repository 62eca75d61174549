"""A question is known to the agency that asked, while it knows the case."""

from sqlalchemy import ColumnElement, and_

from safetynet.access import Actor, CaseChildPolicy, Permission, Values, policy_for
from safetynet.answers.models import Question


@policy_for(Question)
class QuestionPolicy(CaseChildPolicy[Question]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return and_(super().sees(actor), Question.agency_id == actor.agency_id)

    def permits(self, actor: Actor, permission: Permission, record: Question) -> bool:
        return permission is Permission.ANSWER_ASK

    def writes(self, actor: Actor, values: Values) -> bool:
        return (
            super().writes(actor, values)
            and actor.is_granted(Permission.ANSWER_ASK)
            and values.agency_id == actor.agency_id
            and values.member_id == actor.id
        )
