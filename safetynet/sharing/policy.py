"""Seats are known around the table; a grant is known to both ends and to the coordinator."""

from sqlalchemy import ColumnElement, or_, true

from safetynet.access import (
    Actor,
    CaseChildPolicy,
    OwnOnlyPolicy,
    Permission,
    Policy,
    Role,
    Values,
    policy_for,
)
from safetynet.sharing.models import (
    Disclosure,
    DisclosureTerms,
    Release,
    ReleaseTerms,
    TeamSeat,
)


@policy_for(TeamSeat)
class TeamSeatPolicy(CaseChildPolicy[TeamSeat]):
    def permits(self, actor: Actor, permission: Permission, record: TeamSeat) -> bool:
        return permission in {Permission.CASE_READ, Permission.SEAT_GIVE}

    def writes(self, actor: Actor, values: Values) -> bool:
        """Only the coordinator gives and ends seats, and never one to read content with (§2)."""
        return actor.role is Role.COORDINATOR and values.agency_id != actor.agency_id


@policy_for(Release)
class ReleasePolicy(Policy[Release]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if actor.sees_all_shells:
            return true()
        return or_(
            Release.from_agency_id == actor.agency_id, Release.to_agency_id == actor.agency_id
        )

    def permits(self, actor: Actor, permission: Permission, record: Release) -> bool:
        if permission is Permission.RELEASE_READ:
            return True
        return record.from_agency_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        """A new one is about somebody within reach; stopping outlasts a seat (CR-06)."""
        is_new = values.version is None
        return (
            actor.is_granted(Permission.RELEASE_WRITE)
            and values.from_agency_id == actor.agency_id
            and (not is_new or actor.reaches(values.survivor_id))
        )


@policy_for(Disclosure)
class DisclosurePolicy(Policy[Disclosure]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if actor.sees_all_shells:
            return true()
        return or_(
            Disclosure.from_agency_id == actor.agency_id, Disclosure.to_agency_id == actor.agency_id
        )

    def permits(self, actor: Actor, permission: Permission, record: Disclosure) -> bool:
        return record.from_agency_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        """Whoever tells gives it, about somebody within reach; triage answers every sender."""
        return (
            actor.is_granted(Permission.REFERRAL_WRITE)
            and values.from_agency_id == actor.agency_id
            and (actor.reaches(values.survivor_id) or actor.is_granted(Permission.REFERRAL_TRIAGE))
        )


policy_for(DisclosureTerms)(OwnOnlyPolicy)
policy_for(ReleaseTerms)(OwnOnlyPolicy)
