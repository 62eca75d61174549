"""A joining is the coordinator's to make; it is known to whoever may know of both."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, true

from safetynet.access import Actor, OwnedPolicy, Permission, Policy, Values, policy_for
from safetynet.alike.models import Apart, Joining, JoiningReason
from safetynet.among import among


@policy_for(Joining)
class JoiningPolicy(Policy[Joining]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if not actor.reads_content:
            return false()
        if actor.sees_all_shells:
            return true()
        return and_(
            _knows(actor, Joining.survivor_id, Joining.brought_by_id),
            _knows(actor, Joining.other_survivor_id, Joining.other_brought_by_id),
        )

    def permits(self, actor: Actor, permission: Permission, record: Joining) -> bool:
        return permission is Permission.JOINING_KEEP

    def writes(self, actor: Actor, values: Values) -> bool:
        """Joined with a basis on both sides; undone whatever ended meanwhile."""
        if not (actor.is_granted(Permission.JOINING_KEEP) and actor.sees_all_shells):
            return False
        is_new = values.version is None
        return not is_new or (
            has_a_basis(actor, values.survivor_id, values.brought_by_id)
            and has_a_basis(actor, values.other_survivor_id, values.other_brought_by_id)
        )


def _knows(actor: Actor, survivor_id: Any, brought_by_id: Any) -> ColumnElement[bool]:
    """Narrow a column that names survivors to those of whom this actor may know."""
    return or_(
        brought_by_id == actor.agency_id,
        actor.rights.concerns(survivor_id),
        among(survivor_id, actor.rights.shared_about | actor.minted),
    )


def has_a_basis(actor: Actor, survivor_id: UUID, brought_by_id: UUID) -> bool:
    """Say whether this office brought her itself, or something carries what others know of her."""
    own = brought_by_id == actor.agency_id
    return own or survivor_id in actor.rights.shared_about | actor.minted


@policy_for(Apart)
class ApartPolicy(Policy[Apart]):
    """Said and seen by those who join records, in the office that said it."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if not (actor.reads_content and actor.is_granted(Permission.JOINING_KEEP)):
            return false()
        return Apart.agency_id == actor.agency_id

    def permits(self, actor: Actor, permission: Permission, record: Apart) -> bool:
        return permission is Permission.JOINING_KEEP

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.is_granted(Permission.JOINING_KEEP) and bool(
            values.agency_id == actor.agency_id
        )


@policy_for(JoiningReason)
class JoiningReasonPolicy(OwnedPolicy[JoiningReason]):
    """Read and written by those who join, where they work."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if not actor.is_granted(Permission.JOINING_KEEP):
            return false()
        return JoiningReason.owner_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.is_granted(Permission.JOINING_KEEP) and bool(
            values.owner_id == actor.agency_id
        )
