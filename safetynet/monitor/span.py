"""A span of time as statements ask for it, and whom they may count."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, true

from safetynet import clock
from safetynet.access import Actor
from safetynet.cases import Case
from safetynet.db import db
from safetynet.meetings.models import MeetingStatus
from safetynet.monitor.periods import Period

Wanted = Select[*tuple[Any, ...]]
HELD = (MeetingStatus.MINUTES_DRAFT, MeetingStatus.FINAL)


class Span:
    def __init__(self, actor: Actor, period: Period) -> None:
        self.first, self.last = period.first, period.last
        self.since, self.until = clock.start_of(period.first), clock.end_of(period.last)
        hidden = actor.rights.hidden
        self.known: ColumnElement[bool] = Case.survivor_id.not_in(hidden) if hidden else true()
        """Nobody whom a conflict of interest hides from this person."""

    def within(self, moment: Any) -> ColumnElement[bool]:
        return and_(moment >= self.since, moment < self.until)


def rows_of(wanted: Wanted) -> Sequence[Row[*tuple[Any, ...]]]:
    return db.session.execute(wanted).all()


def day_of(moment: datetime | None) -> date | None:
    return clock.day_of(moment) if moment else None
