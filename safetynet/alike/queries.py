from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from safetynet.alike.models import Apart, Joining, JoiningReason, other_of
from safetynet.alike.where import Where, where_are
from safetynet.among import among
from safetynet.cases import Case
from safetynet.db import db


@dataclass(frozen=True)
class Joined:
    """Whom somebody is joined with, by the number that this viewer knows."""

    joining: Joining
    survivor_id: UUID
    where: Where | None


def stands_about(survivor_id: UUID) -> ColumnElement[bool]:
    """Narrow joinings to those of somebody that were not undone."""
    return and_(_names(Joining, survivor_id), Joining.undone_at.is_(None))


def _names(model: type[Joining] | type[Apart], survivor_id: UUID) -> ColumnElement[bool]:
    return or_(model.survivor_id == survivor_id, model.other_survivor_id == survivor_id)


def joined_with(survivor_id: UUID) -> list[Joined]:
    """Return whom she is joined with, where this viewer may know of both; oldest first."""
    wanted = select(Joining).where(stands_about(survivor_id)).order_by(Joining.created_at)
    return joined_by(db.session.scalars(wanted).all(), survivor_id)


def joined_by(found: Sequence[Joining], survivor_id: UUID) -> list[Joined]:
    """Return whom these joinings join her with."""
    others = [(joining, other_of(joining, survivor_id)) for joining in found]
    where = where_are([other for _joining, other in others])
    return [Joined(joining, other, where.get(other)) for joining, other in others]


def joining_of(one: UUID, other: UUID) -> Joining | None:
    """Return the joining of two that stands."""
    both = ((one, other), (other, one))
    pairs = (
        and_(Joining.survivor_id == first, Joining.other_survivor_id == second)
        for first, second in both
    )
    wanted = select(Joining).where(or_(*pairs), Joining.undone_at.is_(None))
    return db.session.scalars(wanted).first()


@dataclass(frozen=True)
class KeptApart:
    """Who was said to be somebody else than her, by the number that this viewer knows."""

    apart: Apart
    survivor_id: UUID
    where: Where | None


def kept_apart_from(survivor_id: UUID) -> list[KeptApart]:
    """Return who is somebody else, with the number by which each is found here; oldest first."""
    others = [(apart, other_of(apart, survivor_id)) for apart in said_apart(survivor_id)]
    where = where_are([other for _apart, other in others])
    return [KeptApart(apart, other, where.get(other)) for apart, other in others]


def said_apart(survivor_id: UUID) -> Sequence[Apart]:
    """Return what this viewer's office said of her and somebody else, and did not take back."""
    here = and_(_names(Apart, survivor_id), Apart.taken_back_at.is_(None))
    wanted = select(Apart).where(here).order_by(Apart.created_at)
    return db.session.scalars(wanted.options(joinedload(Apart.said_by))).all()


def apart_of(one: UUID, other: UUID) -> Apart | None:
    """Return what this viewer's office says of these two, if it says that they are two."""
    return next((apart for apart in said_apart(one) if other_of(apart, one) == other), None)


def reasons_of(joining: Joining) -> Sequence[JoiningReason]:
    wanted = select(JoiningReason).where(JoiningReason.joining_id == joining.id)
    return db.session.scalars(wanted.order_by(JoiningReason.created_at)).all()


def earlier_case(survivor_id: UUID) -> Case | None:
    """Return the latest visible case of those with whom she is joined, or of her own."""
    others: Collection[UUID] = [one.survivor_id for one in joined_with(survivor_id)]
    wanted = select(Case).where(among(Case.survivor_id, [*others, survivor_id]))
    return db.session.scalars(wanted.order_by(Case.ordinal.desc())).first()
