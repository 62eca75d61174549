"""How long each linkage took to each point of its way: moments alone, read from its steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select, true

from safetynet.db import db
from safetynet.linkages.life import ANSWERS, CONTACTS, SERVED, LinkageStatus
from safetynet.linkages.models import Linkage, LinkageStep


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
    """Return what this viewer may know of and was sent in a span, in one statement."""
    firsts = (
        select(
            LinkageStep.linkage_id,
            _first(ANSWERS).label("answered"),
            _first({LinkageStatus.WAITLISTED}).label("waitlisted"),
            _first(CONTACTS).label("contacted"),
            _first(SERVED).label("served"),
            _first({LinkageStatus.DROPPED}).label("dropped"),
        )
        .group_by(LinkageStep.linkage_id)
        .subquery()
    )
    known: ColumnElement[bool] = Linkage.survivor_id.not_in(hidden) if hidden else true()
    wanted = (
        select(
            Linkage.survivor_id,
            Linkage.service_id,
            Linkage.provider_agency_id,
            Linkage.status,
            Linkage.sent_at,
            firsts.c.answered,
            firsts.c.waitlisted,
            firsts.c.contacted,
            firsts.c.served,
            firsts.c.dropped,
        )
        .outerjoin(firsts, firsts.c.linkage_id == Linkage.id)
        .where(Linkage.sent_at >= since, Linkage.sent_at < until, known)
    )
    return [Way(*row) for row in db.session.execute(wanted)]


def _first(states: Any) -> Any:
    """Return when a linkage first came to one of some states."""
    return func.min(case((LinkageStep.after.in_(states), LinkageStep.created_at)))
