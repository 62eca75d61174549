"""Seats are known around the table; a grant is known to both ends and to the coordinator."""

from typing import TypeVar

from sqlalchemy import ColumnElement, and_, false, or_, true

from safetynet.access import (
    Actor,
    CaseChildPolicy,
    OwnedPolicy,
    OwnOnlyPolicy,
    Permission,
    Policy,
    Role,
    Values,
    policy_for,
)
from safetynet.sharing.barrier_models import ConflictBlock, ConflictReason, Matter
from safetynet.sharing.law_settings import ByCounsel, LawSetting, SettingState
from safetynet.sharing.models import (
    BreakGlass,
    Disclosure,
    DisclosureTerms,
    GlassWords,
    Release,
    ReleaseTerms,
    TeamSeat,
)

S = TypeVar("S", bound=ByCounsel)


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


class ByCounselPolicy(Policy[S]):
    """What counsel signed off is no secret; nobody confirms or refuses what they proposed."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        return true()

    def permits(self, actor: Actor, permission: Permission, record: S) -> bool:
        return permission is Permission.LAW_READ or record.proposed_by_id != actor.id

    def writes(self, actor: Actor, values: Values) -> bool:
        if values.version is None:
            proposes = actor.is_granted(Permission.LAW_PROPOSE)
            return proposes and (values.proposed_by_id, values.state) == (
                actor.id,
                SettingState.PROPOSED,
            )
        return actor.is_granted(Permission.LAW_CONFIRM) and values.proposed_by_id != actor.id

    def removes(self, actor: Actor, values: Values) -> bool:
        """What was proposed stays on record."""
        return False


@policy_for(LawSetting)
class LawSettingPolicy(ByCounselPolicy[LawSetting]):
    """What the law says."""


policy_for(DisclosureTerms)(OwnOnlyPolicy)
policy_for(ReleaseTerms)(OwnOnlyPolicy)


@policy_for(ConflictBlock)
class ConflictBlockPolicy(Policy[ConflictBlock]):
    """Known to the coordinator; a supervisor keeps those on her own agency's people (CR-23)."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if not actor.is_granted(Permission.CONFLICT_KEEP):
            return false()
        if actor.role is Role.COORDINATOR:
            return true()
        return and_(
            ConflictBlock.blocked_agency_id == actor.agency_id,
            ConflictBlock.member_id.is_not(None),
            ConflictBlock.set_by_id.is_not(None),
            actor.rights.concerns(ConflictBlock.survivor_id),
        )

    def permits(self, actor: Actor, permission: Permission, record: ConflictBlock) -> bool:
        """A supervisor lifts none that the coordinator set; a match is decided on its own page."""
        keeps = actor.role is Role.COORDINATOR or record.set_by_agency_id == actor.agency_id
        return keeps and record.lifted_at is None and not record.is_provisional

    def writes(self, actor: Actor, values: Values) -> bool:
        if not actor.is_granted(Permission.CONFLICT_KEEP):
            return False
        return actor.role is Role.COORDINATOR or (
            values.member_id is not None
            and {values.blocked_agency_id, values.set_by_agency_id} == {actor.agency_id}
            and actor.reaches(values.survivor_id)
        )


@policy_for(ConflictReason)
class ConflictReasonPolicy(OwnedPolicy[ConflictReason]):
    """Read where it was written, by those who set and lift blocks there."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if not actor.is_granted(Permission.CONFLICT_KEEP):
            return false()
        return ConflictReason.owner_id == actor.agency_id

    def writes(self, actor: Actor, values: Values) -> bool:
        keeps = actor.is_granted(Permission.CONFLICT_KEEP)
        return keeps and bool(values.owner_id == actor.agency_id)


@policy_for(Matter)
class MatterPolicy(Policy[Matter]):
    """Recorded and ended by the coordinator, and by the counsel at a young person's table."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        if not actor.is_granted(Permission.MATTER_KEEP):
            return false()
        return true() if actor.sees_all_shells else actor.rights.concerns(Matter.survivor_id)

    def permits(self, actor: Actor, permission: Permission, record: Matter) -> bool:
        return record.ended_at is None

    def writes(self, actor: Actor, values: Values) -> bool:
        keeps = actor.is_granted(Permission.MATTER_KEEP)
        return keeps and (actor.sees_all_shells or actor.reaches(values.survivor_id))


@policy_for(BreakGlass)
class BreakGlassPolicy(Policy[BreakGlass]):
    """Known to whoever opened it, to the agency's lead and to the privacy officer (CR-45)."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        own = BreakGlass.member_id == actor.id
        if not actor.is_granted(Permission.GLASS_REVIEW):
            return own
        if actor.role is Role.PRIVACY_OFFICER:
            return true()
        return BreakGlass.of_agency_id == actor.agency_id

    def permits(self, actor: Actor, permission: Permission, record: BreakGlass) -> bool:
        """Nobody looks at their own."""
        return record.member_id != actor.id

    def writes(self, actor: Actor, values: Values) -> bool:
        if values.version is None:
            opens = actor.is_granted(Permission.GLASS_BREAK) and actor.reaches(values.survivor_id)
            return opens and values.member_id == actor.id and values.closed_at is None
        leads = actor.role is Role.PRIVACY_OFFICER or values.of_agency_id == actor.agency_id
        return leads and actor.is_granted(Permission.GLASS_REVIEW) and values.member_id != actor.id


@policy_for(GlassWords)
class GlassWordsPolicy(OwnedPolicy[GlassWords]):
    """Read in the agency that wrote them, by who wrote them and by who looks at emergencies."""

    def sees(self, actor: Actor) -> ColumnElement[bool]:
        own = GlassWords.owner_id == actor.agency_id
        if actor.is_granted(Permission.GLASS_REVIEW):
            return own
        return and_(own, GlassWords.by_id == actor.id)

    def writes(self, actor: Actor, values: Values) -> bool:
        return bool(values.owner_id == actor.agency_id and values.by_id == actor.id)
