"""The meeting is known around the table; what is on its agenda only to those who know the case."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, false, not_, or_, select, true, union

from safetynet.access import (
    Actor,
    CaseChildPolicy,
    OwnedPolicy,
    Permission,
    Policy,
    Role,
    TeamWordsPolicy,
    Values,
    knows_case,
    policy_for,
    within,
)
from safetynet.access.in_sql import view_of_owner
from safetynet.access.spoken import AGENCY
from safetynet.db import Owned
from safetynet.meetings.models import (
    CATEGORY_OF,
    CONCLUDING_IS,
    DISSENT_IS,
    WISHES_ARE,
    Addendum,
    AgendaItem,
    Aim,
    AnswerBasis,
    Attendance,
    CalendarFeed,
    Decision,
    Dissent,
    Meeting,
    MeetingStatus,
    MinutesCopy,
    MinutesOpening,
    ReviewAnswer,
    Task,
    TaskUpdate,
    TaskWords,
    TeamLine,
    Wishes,
)
from safetynet.meetings.observers import SIGNED_TODAY, signed_today
from safetynet.meetings.sources import live_basis
from safetynet.sharing.by_rows import HIDDEN, SEATS

O = TypeVar("O", bound=Owned)  # noqa: E741
L = TypeVar("L", bound=TeamLine)


OUR_MEETINGS = view_of_owner(
    "sn_our_meetings",
    union(
        select(Attendance.meeting_id).where(Attendance.agency_id == AGENCY),
        select(AgendaItem.meeting_id)
        .join(SEATS, SEATS.c.case_id == AgendaItem.case_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(not_(HIDDEN.has(SEATS.c.survivor_id)), Meeting.status != MeetingStatus.DRAFT),
    ),
)
"""Meetings at which the agency that asks sat, or a case of its tables came up."""
DRAFTS = view_of_owner(
    "sn_draft_meetings", select(Meeting.id).where(Meeting.status == MeetingStatus.DRAFT)
)


Asked = Callable[[], Select[Any]]
"""Meetings, selected only where somebody is asked about them: a wall stands in every statement."""


@policy_for(Meeting)
class MeetingPolicy(Policy[Meeting]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true() if actor.is_granted(Permission.MEETING_READ) else false()

    def permits(self, actor: Actor, permission: Permission, record: Meeting) -> bool:
        """Final minutes are kept by `finality`, which says why; here every meeting is open."""
        return True

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.role is Role.COORDINATOR


@cache
def _drafts() -> Select[Any]:
    """Select the meetings whose agenda is being built, from the bare table within a wall."""
    meetings = Meeting.__table__.alias()
    return select(meetings.c.id).where(meetings.c.status == MeetingStatus.DRAFT)


@policy_for(AgendaItem)
class AgendaItemPolicy(CaseChildPolicy[AgendaItem]):
    """Known to whoever knows the case, once published; to an observer, once she has signed."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return self._among(actor, _drafts, lambda: signed_today(actor))

    def sees_by_rows(self, actor: Actor) -> ColumnElement[bool]:
        return self._among(actor, lambda: select(DRAFTS.c.id), lambda: SIGNED_TODAY)

    def _among(self, actor: Actor, drafts: Asked, signed: Asked) -> ColumnElement[bool]:
        known = super().sees(actor)
        if actor.sees_all_shells:
            return known
        if actor.role is Role.OBSERVER:
            return and_(known, AgendaItem.meeting_id.in_(signed()))
        return and_(known, AgendaItem.meeting_id.not_in(drafts()))

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.role is Role.COORDINATOR and knows_case(actor, values.case_id)


@policy_for(Attendance)
class AttendancePolicy(Policy[Attendance]):
    """Who sat there is known to those who sat there, and to those whose cases came up."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if actor.role is Role.COORDINATOR:
            return true()
        if actor.role is Role.OBSERVER:
            return self._beside(actor, signed_today(actor))
        # The bare tables, because the walls would otherwise be asked within themselves.
        ours, items = Attendance.__table__.alias(), AgendaItem.__table__.alias()
        attended = select(ours.c.meeting_id).where(ours.c.agency_id == actor.agency_id)
        listed = select(items.c.meeting_id).where(
            items.c.case_id.in_(list(actor.rights.cases)), items.c.meeting_id.not_in(_drafts())
        )
        return or_(
            Attendance.agency_id == actor.agency_id,
            Attendance.meeting_id.in_(attended.union(listed)),
        )

    def sees_by_rows(self, actor: Actor) -> ColumnElement[bool]:
        if actor.role is Role.COORDINATOR:
            return true()
        if actor.role is Role.OBSERVER:
            return self._beside(actor, SIGNED_TODAY)
        return or_(
            Attendance.agency_id == actor.agency_id,
            Attendance.meeting_id.in_(select(OUR_MEETINGS.c.meeting_id)),
        )

    def _beside(self, actor: Actor, signed: Select[Any]) -> ColumnElement[bool]:
        return or_(Attendance.member_id == actor.id, Attendance.meeting_id.in_(signed))

    def permits(self, actor: Actor, permission: Permission, record: Attendance) -> bool:
        return actor.role is Role.COORDINATOR or record.member_id == actor.id

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.role is Role.COORDINATOR or (
            values.member_id == actor.id and values.agency_id == actor.agency_id
        )


class _TeamsPolicy(TeamWordsPolicy[O]):
    """The team's own words, which only the coordinator writes and withdraws."""

    def permits(self, actor: Actor, permission: Permission, record: O) -> bool:
        return actor.keeps_team_words and record.owner_id == actor.rights.team


class _OwnOrTeamPolicy(_TeamsPolicy[O]):
    """Words that an agency writes for itself, or the coordinator for the team."""

    def permits(self, actor: Actor, permission: Permission, record: O) -> bool:
        return super().permits(actor, permission, record) or record.owner_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        return super().writes(actor, values) or OwnedPolicy.writes(self, actor, values)


class _SourcedPolicy(_OwnOrTeamPolicy[O]):
    """Words from one source, whose basis is asked for again as they are saved.

    They can be withdrawn when the basis has ended meanwhile.
    """

    def writes(self, actor: Actor, values: Values) -> bool:
        return super().writes(actor, values) and self.stands(actor, values)

    def removes(self, actor: Actor, values: Values) -> bool:
        return super().writes(actor, values)

    def stands(self, actor: Actor, values: Values) -> bool:
        """Say whether the basis of these words is live."""
        return False


@policy_for(ReviewAnswer)
class ReviewAnswerPolicy(_SourcedPolicy[ReviewAnswer]):
    """A line says on what basis it stands."""

    def stands(self, actor: Actor, values: Values) -> bool:
        if values.basis is AnswerBasis.OWN:
            return bool(values.source_id == values.owner_id == actor.agency_id)
        if values.owner_id != actor.rights.team:
            return False
        if values.basis is AnswerBasis.SPOKEN:
            return values.text is None
        kind = CATEGORY_OF[values.question]
        return values.basis is live_basis(actor, values.survivor_id, values.source_id, kind)


@policy_for(Wishes)
class WishesPolicy(_SourcedPolicy[Wishes]):
    """An agency tells what it heard itself; the coordinator what another may have told."""

    def stands(self, actor: Actor, values: Values) -> bool:
        told_by = values.told_by_id
        if values.owner_id != actor.rights.team:
            return bool(told_by == values.owner_id)
        return live_basis(actor, values.survivor_id, told_by, WISHES_ARE) is not None


@policy_for(Dissent)
class DissentPolicy(_SourcedPolicy[Dissent]):
    """The coordinator writes for the team why an agency did not agree."""

    def stands(self, actor: Actor, values: Values) -> bool:
        of = values.agency_id
        return (
            values.owner_id == actor.rights.team
            and live_basis(actor, values.survivor_id, of, DISSENT_IS) is not None
        )


policy_for(TaskUpdate)(_OwnOrTeamPolicy)


class _ConcludingPolicy(_SourcedPolicy[L]):
    """What the team concludes; of an agency that federal law binds, only what was released."""

    def stands(self, actor: Actor, values: Values) -> bool:
        basis = live_basis(actor, values.survivor_id, values.source_id, CONCLUDING_IS)
        return values.owner_id == actor.rights.team and basis is not None


for _model in (Decision, Addendum, TaskWords):
    policy_for(_model)(_ConcludingPolicy)


@policy_for(Task)
class TaskPolicy(Policy[Task]):
    """Known around the case's table, and to the agency that took it."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        known = within(Task.case_id, actor)
        # An observer comes for the cases of one agenda, not for her agency's work.
        if actor.role is Role.OBSERVER:
            return known
        return or_(known, Task.agency_id == actor.agency_id)

    def permits(self, actor: Actor, permission: Permission, record: Task) -> bool:
        """Whoever took a task works on it; that it was given is the team's own record."""
        if actor.role is Role.COORDINATOR:
            return True
        return permission is Permission.TASK_WORK and record.agency_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.role is Role.COORDINATOR or (
            actor.is_granted(Permission.TASK_WORK) and values.agency_id == actor.agency_id
        )


@policy_for(CalendarFeed)
class CalendarFeedPolicy(Policy[CalendarFeed]):
    """One's own; fetching asks behind the walls for one hash."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return CalendarFeed.member_id == actor.id

    def writes(self, actor: Actor, values: Values) -> bool:
        return bool(values.member_id == actor.id)


@policy_for(MinutesCopy)
class MinutesCopyPolicy(Policy[MinutesCopy]):
    """Who holds a copy is known to the holder and to the coordinator."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true() if actor.sees_all_shells else MinutesCopy.member_id == actor.id

    def writes(self, actor: Actor, values: Values) -> bool:
        return bool(values.member_id == actor.id)


@policy_for(Aim)
class AimPolicy(Policy[Aim]):
    """What the county aims at is no secret; the coordinator sets it."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true()

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.role is Role.COORDINATOR


@policy_for(MinutesOpening)
class MinutesOpeningPolicy(Policy[MinutesOpening]):
    """Who has opened them is known to the coordinator, who asks the others."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true() if actor.sees_all_shells else MinutesOpening.member_id == actor.id

    def writes(self, actor: Actor, values: Values) -> bool:
        return bool(values.member_id == actor.id)
