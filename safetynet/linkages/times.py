"""How long each linkage took to each point of its way: moments alone, read from its steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, case, cast, func, select, true

from safetynet.access import walls_down
from safetynet.db import db
from safetynet.linkages.life import ANSWERS, CONTACTS, SERVED, LinkageStatus
from safetynet.linkages.models import Linkage, LinkageStep

WHY = "counts of linkages"


@dataclass(frozen=True)
class Way:
    """A linkage that was sent; None where a point is not reached."""

    survivor: UUID
    service: UUID
    provider: UUID | None
    status: LinkageStatus
    sent: datetime
    answered: datetime | None
    waitlisted: datetime | None
    contacted: datetime | None
    served: datetime | None
    dropped: datetime | None


def ways_sent(since: datetime, until: datetime, hidden: Sequence[UUID] = ()) -> list[Way]:
    """Return what this viewer may know of and was sent in a span, in two statements."""
    spans = and_(Linkage.sent_at >= since, Linkage.sent_at < until)
    known: ColumnElement[bool] = Linkage.survivor_id.not_in(hidden) if hidden else true()
    ids = [
        _key(column)
        for column in (
            Linkage.id,
            Linkage.survivor_id,
            Linkage.service_id,
            Linkage.provider_agency_id,
        )
    ]
    wanted = select(*ids, Linkage.status, Linkage.sent_at)
    found: list[Any] = list(db.session.execute(wanted.where(spans, known)))
    firsts = _firsts(spans)
    # Few services and young people have many linkages: each id is read once.
    read = cache(UUID)
    return [
        Way(read(her), read(service), read(by) if by else None, status, sent, *firsts[linkage])
        for linkage, her, service, by, status, sent in found
        if linkage in firsts
    ]


def _firsts(spans: ColumnElement[bool]) -> dict[str, Any]:
    """Return when each linkage first came to each point.

    Past the walls, which would ask of each step whether its linkage is known: that is asked of the
    linkages themselves, and only moments of those are passed on.
    """
    points = (ANSWERS, {LinkageStatus.WAITLISTED}, CONTACTS, SERVED, {LinkageStatus.DROPPED})
    wanted = (
        select(_key(LinkageStep.linkage_id), *map(_first, points))
        .join(Linkage, Linkage.id == LinkageStep.linkage_id)
        .where(spans)
        .group_by(LinkageStep.linkage_id)
    )
    with walls_down(WHY):
        return {row[0]: row[1:] for row in db.session.execute(wanted)}


def _key(column: Any) -> Any:
    """Return an id as the database spells it; to make thousands of UUIDs takes longest of all."""
    return cast(column, String)


def _first(states: Any) -> Any:
    """Return when a linkage first came to one of some states."""
    return func.min(case((LinkageStep.after.in_(states), LinkageStep.created_at)))
