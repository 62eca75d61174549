"""A match is the coordinator's to look at, unless it is about her; others learn what is theirs."""

from sqlalchemy import ColumnElement, and_, false, or_

from safetynet.access import Actor, OwnedPolicy, Permission, Policy, Role, Values, policy_for
from safetynet.screening.models import Match, MatchReason


@policy_for(Match)
class MatchPolicy(Policy[Match]):
    """Nobody sees one about themselves; an agency only those about names in its own rows."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if not actor.is_granted(Permission.CONCERN_READ):
            return false()
        not_about_oneself = or_(Match.member_id.is_(None), Match.member_id != actor.id)
        if actor.role is Role.COORDINATOR:
            return not_about_oneself
        if actor.role is Role.PRIVACY_OFFICER:
            return and_(Match.is_of_office, not_about_oneself)
        return and_(
            Match.member_id.is_(None),
            Match.other_survivor_id.is_(None),
            Match.of_agency_id == actor.agency_id,
        )

    def permits(self, actor: Actor, permission: Permission, record: Match) -> bool:
        return True

    def writes(self, actor: Actor, values: Values) -> bool:
        """Found by screening alone; decided by who may see it, and never about oneself."""
        reviews = actor.is_granted(Permission.CONCERN_REVIEW) and values.member_id != actor.id
        is_theirs = actor.role is Role.COORDINATOR or bool(values.is_of_office)
        return reviews and is_theirs and values.version is not None


@policy_for(MatchReason)
class MatchReasonPolicy(OwnedPolicy[MatchReason]):
    """Read and written by those who decide, where they work."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if not actor.is_granted(Permission.CONCERN_REVIEW):
            return false()
        return MatchReason.owner_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        reviews = actor.is_granted(Permission.CONCERN_REVIEW)
        return reviews and bool(values.owner_id == actor.agency_id)
