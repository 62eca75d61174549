from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from safetynet.access import Role
from safetynet.agencies.models import (
    Agency,
    AgencyClass,
    County,
    Member,
)
from safetynet.among import among
from safetynet.db import db, is_genuine


def agencies_at_the_table() -> Sequence[Agency]:
    """Return the active agencies by name, without the review team itself and without forged rows.

    Nobody should pick one whose name may be another's.
    """
    return _active(Agency.kind.not_in([AgencyClass.REVIEW_TEAM, AgencyClass.ELSEWHERE]))


def agencies_elsewhere() -> Sequence[Agency]:
    """Return the active agencies of other counties by name, without forged rows."""
    return _active(Agency.kind == AgencyClass.ELSEWHERE)


def _active(which: ColumnElement[bool]) -> Sequence[Agency]:
    found = db.session.scalars(select(Agency).where(Agency.is_active, which).order_by(Agency.name))
    return list(filter(is_genuine, found))


def agency_names() -> dict[UUID, str]:
    """Return the names of all agencies, former ones too, in one statement."""
    found = db.session.execute(select(Agency.id, Agency.name))
    return {row.id: row.name for row in found}


def agencies_with_a(role: Role) -> frozenset[UUID]:
    """Return the agencies in which somebody active has this role."""
    wanted = select(Member.agency_id).where(Member.role == role, Member.is_active)
    return frozenset(db.session.scalars(wanted))


def members_of(agency_id: UUID) -> Sequence[Member]:
    return db.session.scalars(
        select(Member).where(Member.agency_id == agency_id, Member.is_active).order_by(Member.name)
    ).all()


def the_county() -> County:
    return db.session.scalars(select(County)).one()


def everybody_by_agency() -> dict[UUID, list[Member]]:
    """Return everybody, former people included, under their agency's id, by name."""
    found: dict[UUID, list[Member]] = {}
    for member in db.session.scalars(select(Member).order_by(Member.name)):
        found.setdefault(member.agency_id, []).append(member)
    return found


def everybody_who_is(role: Role) -> Sequence[Member]:
    """Return the active people of a role, by name."""
    return db.session.scalars(
        select(Member).where(Member.role == role, Member.is_active).order_by(Member.name)
    ).all()


def bylines(member_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return "name, agency" of many members in one statement, also of those who have left."""
    if not (asked := set(member_ids)):
        return {}
    wanted = (
        select(Member.id, Member.name, Agency.name)
        .join(Agency, Agency.id == Member.agency_id)
        .where(Member.id.in_(asked))
    )
    return {member: f"{name}, {agency}" for member, name, agency in db.session.execute(wanted)}


def members_by_id(member_ids: Iterable[UUID]) -> dict[UUID, Member]:
    """Return many members with their agencies in one statement, also those who have left."""
    if not (asked := set(member_ids)):
        return {}
    wanted = select(Member).options(joinedload(Member.agency)).where(among(Member.id, asked))
    return {member.id: member for member in db.session.scalars(wanted)}


def coordinating_office() -> Agency | None:
    """Return the agency whose coordinators run the review; None before one is set up."""
    found = db.session.scalars(
        select(Agency)
        .where(Agency.is_active, Agency.kind == AgencyClass.COORDINATING)
        .order_by(Agency.created_at)
    )
    return next(filter(is_genuine, found), None)


def agency_with(agency_id: UUID) -> Agency:
    return db.session.scalars(select(Agency).where(Agency.id == agency_id)).one()


def class_of(agency_id: UUID) -> AgencyClass:
    """Return an agency's class; the row itself is read, because a forged one says the safest."""
    return agency_with(agency_id).kind
