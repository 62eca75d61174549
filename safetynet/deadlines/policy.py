"""How long clocks run, and when nobody works, is no secret."""

from sqlalchemy import ColumnElement, true

from safetynet.access import Actor, Permission, Policy, Role, Values, policy_for
from safetynet.deadlines.models import ClockSetting, Holiday


@policy_for(Holiday)
class HolidayPolicy(Policy[Holiday]):
    """Everybody's clocks of working days leave holidays out, and the county hangs them out."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true()

    def permits(self, actor: Actor, permission: Permission, record: Holiday) -> bool:
        return True

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.role is Role.COORDINATOR


@policy_for(ClockSetting)
class ClockSettingPolicy(Policy[ClockSetting]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true()

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.is_granted(Permission.CLOCK_SET)
