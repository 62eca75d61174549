"""Everybody knows who takes part."""

from sqlalchemy import ColumnElement, and_, or_, true

from safetynet.access import Actor, Permission, Policy, Role, Values, policy_for
from safetynet.agencies.models import (
    Agency,
    AgencyClass,
    County,
    Member,
    MembershipPaper,
)
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


@policy_for(Agency)
class AgencyPolicy(_KnownToAll, Policy[Agency]):
    def permits(self, actor: Actor, permission: Permission, record: Agency) -> bool:
        """Nobody is a member of the review team's agency: what it holds comes by seats alone."""
        return (
            permission is Permission.PEOPLE_MANAGE
            and record.kind is not AgencyClass.REVIEW_TEAM
            and is_genuine(record)
        )


@policy_for(Member)
class MemberPolicy(_KnownToAll, Policy[Member]):
    def permits(self, actor: Actor, permission: Permission, record: Member) -> bool:
        return permission is Permission.PEOPLE_MANAGE

    def writes(self, actor: Actor, values: Values) -> bool:
        """Somebody's own row is their own, but not who they are: that stays as it was signed in."""
        who_they_are = (values.id, values.role, values.agency_id, values.is_active)
        return actor.role is Role.ADMINISTRATOR or (
            who_they_are == (actor.id, actor.role, actor.agency_id, True)
        )


@policy_for(MembershipPaper)
class MembershipPaperPolicy(Policy[MembershipPaper]):
    """One's own and one's agency's; the administrator keeps everybody's (CR-48)."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if actor.is_granted(Permission.PEOPLE_MANAGE):
            return true()
        of_all = and_(
            MembershipPaper.member_id.is_(None), MembershipPaper.agency_id == actor.agency_id
        )
        return or_(MembershipPaper.member_id == actor.id, of_all)

    def writes(self, actor: Actor, values: Values) -> bool:
        return actor.is_granted(Permission.PEOPLE_MANAGE)
