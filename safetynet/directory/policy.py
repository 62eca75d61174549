"""The directory is public among those who sign in; an agency keeps its own entries right."""

from sqlalchemy import ColumnElement, select, true

from safetynet.access import Actor, Permission, Policy, Role, Values, policy_for
from safetynet.db import db
from safetynet.directory.models import Organization, Service

KEEPERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
"""Who keeps the whole directory; everybody else keeps their own agency's part of it."""


@policy_for(Organization)
class OrganizationPolicy(Policy[Organization]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true()

    def permits(self, actor: Actor, permission: Permission, record: Organization) -> bool:
        return permission is Permission.DIRECTORY_READ or _keeps(actor, record.agency_id)

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.is_granted(Permission.DIRECTORY_WRITE) and _keeps(actor, values.agency_id)


@policy_for(Service)
class ServicePolicy(Policy[Service]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true()

    def permits(self, actor: Actor, permission: Permission, record: Service) -> bool:
        if permission is not Permission.DIRECTORY_WRITE:
            return True
        return _keeps(actor, record.organization.agency_id)

    def writes(self, actor: Actor, values: Values) -> bool:
        if not actor.is_granted(Permission.DIRECTORY_WRITE):
            return False
        return actor.role in KEEPERS or _is_own(actor, values)


def _keeps(actor: Actor, agency_id: object) -> bool:
    return actor.role in KEEPERS or agency_id == actor.agency_id


def _is_own(actor: Actor, values: Values) -> bool:
    """Ask the organization's row, since a service could claim any."""
    return (
        db.session.scalar(
            select(Organization.id).where(
                Organization.id == values.organization_id,
                Organization.agency_id == actor.agency_id,
            )
        )
        is not None
    )
