"""The privacy officer sees every schedule, deadline and tombstone; a supervisor her agency's."""

from sqlalchemy import ColumnElement, and_, false, or_, true

from safetynet.access import Actor, Permission, Policy, Role, Values, policy_for
from safetynet.retention.models import (
    Deadline,
    Destruction,
    DestructionOrder,
    LegalHold,
    OrderState,
    PastCase,
    Postponement,
    Schedule,
)


def _keeps_watch(actor: Actor) -> bool:
    return actor.role is Role.PRIVACY_OFFICER


@policy_for(Schedule)
class SchedulePolicy(Policy[Schedule]):
    """What the law says is no secret."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true()

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.is_granted(Permission.SCHEDULE_WRITE)


@policy_for(Deadline)
class DeadlinePolicy(Policy[Deadline]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if _keeps_watch(actor):
            return true()
        if not actor.is_granted(Permission.RETENTION_POSTPONE):
            return false()
        return Deadline.keeper_id == actor.agency_id

    def permits(self, actor: Actor, permission: Permission, record: Deadline) -> bool:
        return record.keeper_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        keeps = values.keeper_id == actor.agency_id
        return keeps and actor.is_granted(Permission.RETENTION_POSTPONE)


@policy_for(Postponement)
class PostponementPolicy(Policy[Postponement]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if not actor.is_granted(Permission.RETENTION_POSTPONE):
            return false()
        return Postponement.owner_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        owns = values.owner_id == actor.agency_id
        return owns and actor.is_granted(Permission.RETENTION_POSTPONE)


@policy_for(LegalHold)
class LegalHoldPolicy(Policy[LegalHold]):
    """Set and lifted by a privacy officer, and read by nobody else (CR-34)."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return LegalHold.owner_id == actor.agency_id if _keeps_watch(actor) else false()

    def permits(self, actor: Actor, permission: Permission, record: LegalHold) -> bool:
        return record.cleared_at is None

    def writes(self, actor: Actor, values: Values) -> bool:
        return values.owner_id == actor.agency_id and actor.is_granted(Permission.HOLD_KEEP)


@policy_for(DestructionOrder)
class OrderPolicy(Policy[DestructionOrder]):
    """An agency knows its own; those at the same table learn of one when it was carried out."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if _keeps_watch(actor):
            return true()
        if not actor.is_granted(Permission.DESTRUCTION_ASK):
            return false()
        return or_(
            DestructionOrder.owner_id == actor.agency_id,
            and_(
                DestructionOrder.state == OrderState.CONFIRMED,
                actor.rights.concerns(DestructionOrder.survivor_id),
            ),
        )

    def permits(self, actor: Actor, permission: Permission, record: DestructionOrder) -> bool:
        return permission is Permission.RETENTION_READ or record.state is OrderState.ASKED

    def writes(self, actor: Actor, values: Values) -> bool:
        if values.state is OrderState.ASKED and values.decided_by_id is None:
            may_ask = actor.is_granted(Permission.DESTRUCTION_ASK)
            asks = values.owner_id == actor.agency_id and may_ask
            return asks or actor.is_granted(Permission.DESTRUCTION_CONFIRM)
        return actor.is_granted(Permission.DESTRUCTION_CONFIRM)


@policy_for(Destruction)
class DestructionPolicy(Policy[Destruction]):
    """Says nothing of anybody, so that whoever could read the records may know they are gone."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if _keeps_watch(actor) or actor.sees_all_shells:
            return true()
        return Destruction.keeper_id == actor.agency_id if actor.reads_content else false()

    def permits(self, actor: Actor, permission: Permission, record: Destruction) -> bool:
        return True


@policy_for(PastCase)
class PastCasePolicy(Policy[PastCase]):
    """Counted by jobs; no page shows one."""
