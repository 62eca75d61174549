"""The directory is public among those who sign in; an agency keeps its own entries right."""

from sqlalchemy import ColumnElement, false, select, true

from safetynet.access import Actor, Permission, Policy, Role, Values, policy_for
from safetynet.db import db
from safetynet.directory.models import DirectoryMatch, Organization, Place, Service, ServicePlace

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
        if _keeps(actor, record.organization.agency_id):
            return True
        # What is not listed is for nobody to read who does not keep it.
        return permission is not Permission.DIRECTORY_WRITE and record.is_listed

    def writes(self, actor: Actor, values: Values) -> bool:
        return _writes(actor, values.organization_id)


@policy_for(Place)
class PlacePolicy(Policy[Place]):
    """A confidential place has no row, so every row may be told to whoever signs in."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true()

    def permits(self, actor: Actor, permission: Permission, record: Place) -> bool:
        return _keeps(actor, record.organization.agency_id)

    def writes(self, actor: Actor, values: Values) -> bool:
        return _writes(actor, values.organization_id)


@policy_for(ServicePlace)
class ServicePlacePolicy(Policy[ServicePlace]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true()

    def writes(self, actor: Actor, values: Values) -> bool:
        if actor.role in KEEPERS:
            return actor.is_granted(Permission.DIRECTORY_WRITE)
        wanted = select(Service.organization_id).where(Service.id == values.service_id)
        return _writes(actor, db.session.scalar(wanted))


@policy_for(DirectoryMatch)
class DirectoryMatchPolicy(Policy[DirectoryMatch]):
    """The county has one directory, so it is no one agency's how its files are read."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true() if actor.is_granted(Permission.DIRECTORY_IMPORT) else false()

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.is_granted(Permission.DIRECTORY_IMPORT)


def _keeps(actor: Actor, agency_id: object) -> bool:
    return actor.role in KEEPERS or agency_id == actor.agency_id


def _writes(actor: Actor, organization_id: object) -> bool:
    """Ask the organization's row, since a service could claim any."""
    if not actor.is_granted(Permission.DIRECTORY_WRITE):
        return False
    if actor.role in KEEPERS:
        return True
    own = select(Organization.id).where(
        Organization.id == organization_id, Organization.agency_id == actor.agency_id
    )
    return db.session.scalar(own) is not None
