"""Whom an agency's own supervisor brings in, and whom only an administrator."""

from collections.abc import Mapping

from safetynet.access import Actor, Permission, Role
from safetynet.agencies.models import Agency, AgencyClass

ROLES_AT: Mapping[AgencyClass, frozenset[Role]] = {
    AgencyClass.VICTIM_SERVICES: frozenset({Role.ADVOCATE, Role.PROVIDER}),
    AgencyClass.HEALTH: frozenset({Role.PROVIDER}),
    AgencyClass.SUBSTANCE_USE: frozenset({Role.PROVIDER}),
    AgencyClass.EDUCATION: frozenset({Role.PROVIDER}),
    AgencyClass.LAW_ENFORCEMENT: frozenset({Role.LAW_ENFORCEMENT}),
    AgencyClass.PROSECUTION: frozenset({Role.PROSECUTOR}),
    AgencyClass.PROBATION: frozenset({Role.PROBATION}),
    AgencyClass.CHILD_WELFARE: frozenset({Role.CHILD_WELFARE}),
    AgencyClass.DEFENCE: frozenset({Role.COUNSEL}),
    AgencyClass.OTHER: frozenset({Role.PROVIDER}),
}
"""The casework of each class; a supervisor gives these roles and no other."""

CASEWORK = frozenset().union(*ROLES_AT.values())
OF_THE_OFFICE = frozenset({Role.COORDINATOR, Role.PRIVACY_OFFICER})
"""Whoever gives seats must not sit at a table (§2), nor must whoever watches over everybody's."""


def roles_to_give(actor: Actor, agency: Agency) -> list[Role]:
    """Return the roles that this person may give at an agency, in the order of pages."""
    if actor.is_granted(Permission.PEOPLE_MANAGE):
        is_office = agency.kind is AgencyClass.COORDINATING
        return [role for role in Role if is_office or role not in OF_THE_OFFICE]
    given = ROLES_AT.get(agency.kind, frozenset()) if agency.id == actor.agency_id else frozenset()
    return [role for role in Role if role in given]
