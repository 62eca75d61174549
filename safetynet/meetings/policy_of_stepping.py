"""Who left the room for a case is known to those who know the case, and to nobody who left."""

from sqlalchemy import ColumnElement, false

from safetynet.access import (
    Actor,
    CaseChildPolicy,
    Permission,
    Role,
    Values,
    knows_case,
    policy_for,
)
from safetynet.meetings.models import SteppedOut


@policy_for(SteppedOut)
class SteppedOutPolicy(CaseChildPolicy[SteppedOut]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        # An observer hears cases; who may not hear them is not hers to know.
        return false() if actor.role is Role.OBSERVER else super().sees(actor)

    def permits(self, actor: Actor, permission: Permission, record: SteppedOut) -> bool:
        return actor.role is Role.COORDINATOR

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.role is Role.COORDINATOR and knows_case(actor, values.case_id)
