"""Everybody knows who takes part."""

from sqlalchemy import ColumnElement, and_, or_, true

from safetynet.access import Actor, Permission, Policy, Role, Values, policy_for
from safetynet.agencies.models import (
    Agency,
    AgencyClass,
    County,
    Member,
    MembershipPaper,
    PaperKind,
)
from safetynet.agencies.staffing import CASEWORK
from safetynet.db import is_genuine


class _KnownToAll:
    """The roster is no secret among those who signed in; only the administrator changes it."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true()

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.role is Role.ADMINISTRATOR


@policy_for(County)
class CountyPolicy(_KnownToAll, Policy[County]):
    pass


WITHOUT_MEMBERS = frozenset({AgencyClass.REVIEW_TEAM, AgencyClass.ELSEWHERE})


@policy_for(Agency)
class AgencyPolicy(_KnownToAll, Policy[Agency]):
    def permits(self, actor: Actor, permission: Permission, record: Agency) -> bool:
        """Nobody is a member of the review team's agency, nor of one in another county."""
        is_theirs = permission is Permission.PEOPLE_MANAGE or (
            permission is Permission.STAFF_KEEP
            and (actor.role is Role.ADMINISTRATOR or record.id == actor.agency_id)
        )
        return is_theirs and record.kind not in WITHOUT_MEMBERS and is_genuine(record)


@policy_for(Member)
class MemberPolicy(_KnownToAll, Policy[Member]):
    def permits(self, actor: Actor, permission: Permission, record: Member) -> bool:
        """Nobody brings themselves in, lets themselves go, or vouches for themselves."""
        if permission is Permission.PEOPLE_MANAGE:
            return True
        roles = CASEWORK
        if permission is Permission.RECOVERY_DECIDE:
            roles |= {Role.SUPERVISOR}
        elif permission is not Permission.STAFF_KEEP:
            return False
        is_near = record.agency_id == actor.agency_id and record.role in roles
        is_theirs = actor.role is Role.ADMINISTRATOR or is_near
        return is_theirs and record.id != actor.id

    def writes(self, actor: Actor, values: Values) -> bool:
        """Somebody's own row is their own, but not who they are: that stays as it was signed in.

        A supervisor keeps those who do her agency's casework.
        """
        who_they_are = (values.id, values.role, values.agency_id, values.is_active)
        is_own = who_they_are == (actor.id, actor.role, actor.agency_id, True)
        is_staff = values.agency_id == actor.agency_id and values.role in CASEWORK
        keeps = actor.is_granted(Permission.STAFF_KEEP) and values.id != actor.id
        return actor.role is Role.ADMINISTRATOR or is_own or (keeps and is_staff)


@policy_for(MembershipPaper)
class MembershipPaperPolicy(Policy[MembershipPaper]):
    """One's own and one's agency's; the administrator keeps everybody's (CR-48).

    A supervisor sees those of her people, and confirms a training.
    """

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if actor.is_granted(Permission.PEOPLE_MANAGE):
            return true()
        of_agency = MembershipPaper.agency_id == actor.agency_id
        if not actor.is_granted(Permission.STAFF_KEEP):
            of_agency = and_(MembershipPaper.member_id.is_(None), of_agency)
        return or_(MembershipPaper.member_id == actor.id, of_agency)

    def writes(self, actor: Actor, values: Values) -> bool:
        if actor.is_granted(Permission.PEOPLE_MANAGE):
            return True
        is_training = values.kind is PaperKind.TRAINING and values.agency_id == actor.agency_id
        is_anothers = values.member_id not in {None, actor.id}
        return actor.is_granted(Permission.STAFF_KEEP) and is_training and is_anothers
