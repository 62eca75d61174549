"""The meeting is known around the table; what is on its agenda only to those who know the case."""

from sqlalchemy import ColumnElement, false, or_, select, true

from safetynet.access import (
    Actor,
    CaseChildPolicy,
    Permission,
    Policy,
    Role,
    Values,
    knows_case,
    policy_for,
)
from safetynet.meetings.models import AgendaItem, Attendance, Meeting

READING = frozenset({Permission.MEETING_READ, Permission.MINUTES_READ})


@policy_for(Meeting)
class MeetingPolicy(Policy[Meeting]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true() if actor.is_granted(Permission.MEETING_READ) else false()

    def permits(self, actor: Actor, permission: Permission, record: Meeting) -> bool:
        """Once its minutes are final a meeting is only read; corrections are addenda."""
        return permission in READING or not record.is_final

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.role is Role.COORDINATOR


@policy_for(AgendaItem)
class AgendaItemPolicy(CaseChildPolicy[AgendaItem]):
    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.role is Role.COORDINATOR and knows_case(actor, values.case_id)


@policy_for(Attendance)
class AttendancePolicy(Policy[Attendance]):
    """Who sat there is known to those who sat there; everybody signs for themselves."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if actor.role is Role.COORDINATOR:
            return true()
        # The bare table, because the wall would otherwise be asked within itself.
        ours = Attendance.__table__.alias()
        attended = select(ours.c.meeting_id).where(ours.c.agency_id == actor.agency_id)
        return or_(Attendance.agency_id == actor.agency_id, Attendance.meeting_id.in_(attended))

    def permits(self, actor: Actor, permission: Permission, record: Attendance) -> bool:
        return actor.role is Role.COORDINATOR or record.member_id == actor.id

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.role is Role.COORDINATOR or (
            values.member_id == actor.id and values.agency_id == actor.agency_id
        )
