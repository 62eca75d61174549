"""A linkage is known to the case's table and, once sent, to the provider, seat or no seat."""

from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from safetynet.access import (
    Actor,
    OwnedPolicy,
    Permission,
    Policy,
    Values,
    knows_case,
    policy_for,
    reached,
    within,
)
from safetynet.db import db
from safetynet.linkages.life import Side
from safetynet.linkages.models import Linkage, LinkageNote, LinkageStep


def sides_of(actor: Actor, linkage: Linkage) -> frozenset[Side]:
    """Return on whose behalf this actor may take steps."""
    sides: frozenset[Side] = frozenset()
    if _offers(actor, linkage.offered_by_id, linkage.case_id):
        sides |= {Side.OFFERING}
        if linkage.provider_agency_id is None:
            sides |= {Side.PROVIDER}
    if linkage.provider_agency_id == actor.agency_id:
        sides |= {Side.PROVIDER}
    return sides


def _offers(actor: Actor, offered_by: UUID, case_id: UUID) -> bool:
    """The offering agency while it sits at the table, and the coordinator in its stead."""
    return knows_case(actor, case_id) and (offered_by == actor.agency_id or actor.sees_all_shells)


@policy_for(Linkage)
class LinkagePolicy(Policy[Linkage]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        around_the_table = and_(
            within(Linkage.case_id, actor),
            or_(
                Linkage.compartment.is_(None),
                reached(Linkage, actor.rights, Linkage.offered_by_id),
            ),
        )
        return or_(around_the_table, self._own(actor))

    def _own(self, actor: Actor) -> ColumnElement[bool]:
        if not actor.reads_content:
            return false()
        return or_(
            Linkage.offered_by_id == actor.agency_id,
            and_(Linkage.provider_agency_id == actor.agency_id, Linkage.sent_at.is_not(None)),
        )

    def permits(self, actor: Actor, permission: Permission, record: Linkage) -> bool:
        if permission is Permission.LINKAGE_WRITE:
            return Side.OFFERING in sides_of(actor, record)
        if permission is Permission.LINKAGE_ANSWER:
            return Side.PROVIDER in sides_of(actor, record)
        if permission is Permission.NOTE_WRITE:
            return actor.reaches(record.survivor_id) or (
                record.provider_agency_id == actor.agency_id
            )
        return True

    def writes(self, actor: Actor, values: Values) -> bool:
        if actor.is_granted(Permission.LINKAGE_WRITE) and _offers(
            actor, values.offered_by_id, values.case_id
        ):
            return True
        return (
            actor.is_granted(Permission.LINKAGE_ANSWER)
            and values.provider_agency_id == actor.agency_id
            and values.sent_at is not None
        )


LINKAGES = Linkage.__table__


@policy_for(LinkageStep)
class LinkageStepPolicy(Policy[LinkageStep]):
    def sees(self, actor: Actor) -> ColumnElement[bool]:
        known = select(Linkage.id).where(LinkagePolicy(Linkage).sees(actor))
        return LinkageStep.linkage_id.in_(known)

    def sees_by_rows(self, actor: Actor) -> ColumnElement[bool]:
        """Ask for the linkage itself, which has a policy of its own."""
        return exists(
            select(1).where(LINKAGES.c.id == LinkageStep.linkage_id).correlate_except(LINKAGES)
        )

    def writes(self, actor: Actor, values: Values) -> bool:
        return (
            values.agency_id == actor.agency_id
            and values.member_id == actor.id
            and _known(values.linkage_id) is not None
        )


@policy_for(LinkageNote)
class LinkageNotePolicy(OwnedPolicy[LinkageNote]):
    """A provider without a seat reaches the young person for this one linkage only."""

    def writes(self, actor: Actor, values: Values) -> bool:
        if super().writes(actor, values):
            return True
        linkage = _known(values.linkage_id)
        return (
            actor.reads_content
            and values.owner_id == actor.agency_id
            and linkage is not None
            and linkage.survivor_id == values.survivor_id
            and linkage.provider_agency_id == actor.agency_id
        )


def _known(linkage_id: UUID) -> Linkage | None:
    """Ask the linkage's own row, behind the walls: a note could claim any."""
    return db.session.scalars(select(Linkage).where(Linkage.id == linkage_id)).one_or_none()
