"""Who knows that somebody is invited or waits to come in again: herself, and whoever lets her."""

from sqlalchemy import ColumnElement, or_, true

from safetynet.access import Actor, Permission, Policy, Role, Values, policy_for
from safetynet.people.models import Invitation


@policy_for(Invitation)
class InvitationPolicy(Policy[Invitation]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        own = Invitation.member_id == actor.id
        if actor.is_granted(Permission.PEOPLE_MANAGE):
            return true()
        if actor.is_granted(Permission.STAFF_KEEP):
            return or_(own, Invitation.agency_id == actor.agency_id)
        return own

    def permits(self, actor: Actor, permission: Permission, record: Invitation) -> bool:
        """Nobody opens a way in for themselves."""
        return permission is Permission.STAFF_KEEP and _keeps(
            actor, record.agency_id, record.member_id
        )

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.is_granted(Permission.STAFF_KEEP) and _keeps(
            actor, values.agency_id, values.member_id
        )


def _keeps(actor: Actor, agency_id: object, member_id: object) -> bool:
    is_near = actor.role is Role.ADMINISTRATOR or agency_id == actor.agency_id
    return is_near and member_id != actor.id
