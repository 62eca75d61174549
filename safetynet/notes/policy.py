"""Notes are edited by their author; privileged ones are known to qualified colleagues alone.

A wall cannot join another table, so whether a member is qualified is asked with one small select
whenever the wall, a permission or a write needs it; it is never remembered between requests.
"""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select

from safetynet import clock
from safetynet.access import (
    Actor,
    OwnedPolicy,
    OwnOnlyPolicy,
    Permission,
    Policy,
    Role,
    Values,
    knows_case,
    policy_for,
)
from safetynet.access.spoken import AGENCY, DAY, MEMBER
from safetynet.db import Owned, db, is_genuine
from safetynet.notes.models import LimitsTold, Note, PrivilegedNote, Qualification
from safetynet.notes.privilege import PrivilegeDecision
from safetynet.vault import Category

Kept = TypeVar("Kept", bound=Owned)


def is_qualified(actor: Actor) -> bool:
    """Say whether this person may hold privileged communications today (CR-13)."""
    if not actor.is_granted(Permission.NOTE_PRIVILEGED):
        return False
    mine = _qualifications(actor.id, actor.agency_id, clock.today())
    return any(map(is_genuine, db.session.scalars(mine).all()))


def _qualifications(member: Any, agency: Any, day: Any) -> Select[Qualification]:
    return select(Qualification).where(
        Qualification.member_id == member,
        Qualification.agency_id == agency,
        Qualification.recorded_on <= day,
        or_(Qualification.ends_on.is_(None), Qualification.ends_on >= day),
    )


@policy_for(Note)
class NotePolicy(OwnedPolicy[Note]):
    def permits(self, actor: Actor, permission: Permission, record: Note) -> bool:
        return permission is Permission.CASE_READ or record.author_id == actor.id

    def writes(self, actor: Actor, values: Values) -> bool:
        return (
            super().writes(actor, values)
            and knows_case(actor, values.case_id)
            and values.author_id == actor.id
            and values.category is not Category.PRIVILEGED
        )


class _ForTheQualified(OwnOnlyPolicy[Kept]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return super().sees(actor) if is_qualified(actor) else false()

    def sees_by_rows(self, actor: Actor) -> ColumnElement[bool]:
        if not actor.is_granted(Permission.NOTE_PRIVILEGED):
            return false()
        return and_(
            super().sees(actor),
            exists(_qualifications(MEMBER, AGENCY, DAY).with_only_columns(Qualification.id)),
        )

    def permits(self, actor: Actor, permission: Permission, record: Kept) -> bool:
        return is_qualified(actor)

    def writes(self, actor: Actor, values: Values) -> bool:
        return (
            super().writes(actor, values)
            and knows_case(actor, values.case_id)
            and is_qualified(actor)
        )


@policy_for(PrivilegedNote)
class PrivilegedNotePolicy(_ForTheQualified[PrivilegedNote]):
    def writes(self, actor: Actor, values: Values) -> bool:
        return super().writes(actor, values) and values.author_id == actor.id


@policy_for(PrivilegeDecision)
class PrivilegeDecisionPolicy(_ForTheQualified[PrivilegeDecision]):
    def writes(self, actor: Actor, values: Values) -> bool:
        """Whoever recorded it never writes down what counsel said of it (CR-15)."""
        by = values.reviewed_by_id
        return super().writes(actor, values) and (
            by is None or (by == actor.id and by != values.recorded_by_id)
        )


@policy_for(LimitsTold)
class LimitsToldPolicy(OwnOnlyPolicy[LimitsTold]):
    def writes(self, actor: Actor, values: Values) -> bool:
        return (
            super().writes(actor, values)
            and values.told_by_id == actor.id
            and actor.is_granted(Permission.NOTE_PRIVILEGED)
        )


@policy_for(Qualification)
class QualificationPolicy(Policy[Qualification]):
    """Known in one's own agency, recorded by its supervisor or by the administrator."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if actor.role is Role.ADMINISTRATOR:
            return Qualification.id.is_not(None)
        return Qualification.agency_id == actor.agency_id

    def permits(self, actor: Actor, permission: Permission, record: Qualification) -> bool:
        return record.member_id != actor.id

    def writes(self, actor: Actor, values: Values) -> bool:
        """Nobody qualifies herself."""
        return (
            actor.is_granted(Permission.QUALIFICATION_RECORD)
            and values.member_id != actor.id
            and (actor.role is Role.ADMINISTRATOR or values.agency_id == actor.agency_id)
        )
