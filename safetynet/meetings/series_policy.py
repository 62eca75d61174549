"""Series and rosters are the coordinator's; others see the meetings they bring."""

from typing import TypeVar

from sqlalchemy import ColumnElement, false, true

from safetynet.access import Actor, Permission, Policy, Role, Values, policy_for
from safetynet.db import Model
from safetynet.meetings.models import RosterPlace, Series, SkippedDay

M = TypeVar("M", bound=Model)


class RunsMeetingsPolicy(Policy[M]):
    """What the coordinator sets up meetings by; others see the meetings."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true() if actor.is_granted(Permission.MEETING_RUN) else false()

    def permits(self, actor: Actor, permission: Permission, record: M) -> bool:
        return True

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.role is Role.COORDINATOR


for _kind in (Series, RosterPlace, SkippedDay):
    policy_for(_kind)(RunsMeetingsPolicy)
