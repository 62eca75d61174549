"""How the county's clocks stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from safetynet.db import db
from safetynet.deadlines.holidays import closed_days
from safetynet.deadlines.models import ClockSetting
from safetynet.deadlines.reckoning import due_at
from safetynet.deadlines.rules import Clock, Unit, all_clocks


@dataclass(frozen=True)
class Standing:
    """A clock as it is shipped, and what the county made of it, if anything."""

    clock: Clock
    row: ClockSetting | None

    @property
    def is_on(self) -> bool:
        if not self.clock.may_stop:
            return True
        return self.row.is_on if self.row else self.clock.is_on

    @property
    def amount(self) -> int:
        """How long it runs; whatever was saved, the outer bounds hold."""
        held = self.row.amount if self.row else self.clock.amount
        return max(self.clock.least, min(held, self.clock.most))

    @property
    def version(self) -> int:
        """0 before anybody changed the clock."""
        return self.row.version if self.row else 0

    def due(self, since: datetime) -> datetime:
        """Return when it is over, where it began at a moment (aware), switched on or not."""
        is_counted = self.clock.unit is Unit.WORKING_DAYS
        closed = closed_days() if is_counted else frozenset[date]()
        return due_at(since, self.amount, self.clock.unit, closed.__contains__)


def standing_clocks() -> list[Standing]:
    """Return all clocks as they hold now."""
    wanted = select(ClockSetting).options(joinedload(ClockSetting.changed_by))
    rows = {row.key: row for row in db.session.scalars(wanted)}
    return [Standing(each, rows.get(each.key)) for each in all_clocks()]


def standing_clock(key: str) -> Standing | None:
    return next((each for each in standing_clocks() if each.clock.key == key), None)


def due_by(which: Clock, since: datetime) -> datetime | None:
    """Return by when something is due that began at a moment (aware).

    None where the county switched this clock off.
    """
    standing = standing_of(which)
    return standing.due(since) if standing.is_on else None


def standing_of(which: Clock) -> Standing:
    """Return how one clock holds now."""
    wanted = select(ClockSetting).where(ClockSetting.key == which.key)
    return Standing(which, db.session.scalars(wanted).one_or_none())


def due_among(rows: Iterable[ClockSetting], which: Clock, since: datetime) -> datetime | None:
    """Do what `due_by` does with settings that were read before."""
    row = next((row for row in rows if row.key == which.key), None)
    standing = Standing(which, row)
    return standing.due(since) if standing.is_on else None
