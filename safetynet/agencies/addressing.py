"""Whom mail goes to: everybody whose role may see to something."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from safetynet.access import GRANTS, Actor, Permission, job, rights_of
from safetynet.agencies.models import Member
from safetynet.db import Model, db, is_genuine, only_looking
from safetynet.notices import Asked, Kind, is_untold, stands_while, tell


def tell_those_who(
    may: Permission, kind: Kind, about: Model, where: ColumnElement[bool] | None = None
) -> None:
    """Queue a mail for each active person who may do something; `where` says of which agency."""
    if not is_untold():
        tell(kind, about, those_who(may, where))


def those_who(may: Permission, where: ColumnElement[bool] | None = None) -> Sequence[UUID]:
    """Return each active person who may do something; `where` says of which agency."""
    roles = [role for role, granted in GRANTS.items() if may in granted]
    wanted = select(Member.id).where(Member.is_active, Member.role.in_(roles))
    if where is not None:
        wanted = wanted.where(where)
    return db.session.scalars(wanted).all()


def actor_of(member_id: UUID) -> Actor | None:
    """Return somebody as the door would know them now; None for whoever may not come in."""
    with only_looking(), job("who somebody is"):
        member = db.session.scalars(
            select(Member).where(Member.id == member_id).options(joinedload(Member.agency))
        ).one_or_none()
        is_in = member and is_believed(member) and is_active(member)
        return as_actor(member) if member and is_in else None


def is_believed(member: Member) -> bool:
    return is_genuine(member) and is_genuine(member.agency)


def is_active(member: Member) -> bool:
    return member.is_active and member.agency.is_active


def as_actor(member: Member) -> Actor:
    rights = rights_of(member.id, member.role, member.agency_id)
    return Actor(member.id, member.role, member.agency_id, rights=rights)


@stands_while(Member)
def _always(_row: Model, _asked: Asked) -> bool:
    return True
