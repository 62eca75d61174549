"""Who is missing or just back, what is owed to her and by when, as far as the viewer may know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.db import db
from safetynet.deadlines import Unit
from safetynet.events.clocks import (
    AFTER_RETURN,
    CLOCKS,
    WHILE_MISSING,
    Clocks,
    Duty,
    clocks_as_set,
)
from safetynet.events.episodes import EPISODE, Episode, Pattern, episodes_of, pattern_of
from safetynet.events.models import Account, DutyDone, Event, ReturnAccount

BURNS_FOR = timedelta(days=90)
"""After a return, what was not done stands among what waits for so long; on the file it stays."""


@dataclass(frozen=True)
class Deadline:
    """One thing that is owed, until when, and what was done for it."""

    kind: Duty
    due: datetime
    is_moot: bool
    """She came back before it was done."""
    rows: Sequence[DutyDone]
    """What each agency wrote down, the first that was done first."""
    logged: Event | None
    """The report in which it was said already that this was done."""

    @property
    def done_at(self) -> datetime | None:
        if self.rows:
            return self.rows[0].done_at
        return _told_in(self.logged, self.kind) if self.logged else None

    @property
    def day(self) -> date:
        """The last day on which it is in time."""
        return clock.day_of(self.due - timedelta(microseconds=1))

    @property
    def is_in_hours(self) -> bool:
        return CLOCKS[self.kind].unit is Unit.HOURS

    @property
    def is_owed(self) -> bool:
        return self.done_at is None and not self.is_moot

    def is_late(self, now: datetime) -> bool:
        return (self.done_at or now) > self.due

    def row_of(self, agency_id: UUID) -> DutyDone | None:
        return next((row for row in self.rows if row.owner_id == agency_id), None)


@dataclass(frozen=True)
class Standing:
    """The last time she was missing, and all the others as a pattern."""

    episode: Episode
    deadlines: Sequence[Deadline]
    past: Sequence[Episode]
    """All episodes, this one too, the latest first."""
    pattern: Pattern | None

    @property
    def is_missing(self) -> bool:
        return not self.episode.is_over

    @property
    def owed(self) -> list[Deadline]:
        return [each for each in self.deadlines if each.is_owed]

    def deadline(self, kind: Duty) -> Deadline | None:
        return next((each for each in self.deadlines if each.kind is kind), None)

    def event_for(self, kind: Duty) -> Event:
        """Return the event under which a duty of this kind is written down."""
        event: Event = self.episode.back if kind in AFTER_RETURN else self.episode.first
        return event


def standing_of_case(case_id: UUID) -> Standing | None:
    wanted = select(Event).where(Event.case_id == case_id, Event.kind.in_(EPISODE))
    return standing_of(case_id, db.session.scalars(wanted))


def standing_of(case_id: UUID, found: Iterable[Event]) -> Standing | None:
    """Return how it stands by the visible events of a case; None where nobody was missing."""
    if not (episodes := episodes_of(found)):
        return None
    done = db.session.scalars(select(DutyDone).where(DutyDone.case_id == case_id))
    last = episodes[-1]
    return Standing(
        episode=last,
        deadlines=deadlines_of(last, done, clocks_as_set()),
        past=episodes[::-1],
        pattern=pattern_of(episodes, clock.today()),
    )


def deadlines_of(episode: Episode, done: Iterable[DutyDone], clocks: Clocks) -> list[Deadline]:
    """Return what is owed in one episode, in the order in which it is due."""
    of_it = [row for row in done if row.event_id in episode.event_ids]
    kinds = WHILE_MISSING + (AFTER_RETURN if episode.is_over else ())
    return [_deadline(kind, episode, of_it, clocks) for kind in kinds]


def _deadline(kind: Duty, episode: Episode, done: Sequence[DutyDone], clocks: Clocks) -> Deadline:
    owed_from = episode.back if kind in AFTER_RETURN else episode.first
    told = {at: report for report in episode.reports if (at := _told_in(report, kind))}
    return Deadline(
        kind=kind,
        due=clocks[kind].due(owed_from.from_when),
        is_moot=episode.is_over and kind in WHILE_MISSING,
        rows=sorted((row for row in done if row.kind is kind), key=lambda row: row.done_at),
        logged=told[min(told)] if told else None,
    )


def _told_in(report: Event, kind: Duty) -> datetime | None:
    """Return when somebody was told, as far as whoever logged the event said so at once."""
    told = {Duty.POLICE: report.police_told_at, Duty.NCMEC: report.ncmec_told_at}
    return told.get(kind)


def accounts_of(episode: Episode) -> dict[Account, list[ReturnAccount]]:
    """Return the visible answers after a return, by question; nothing of them is opened yet."""
    found: dict[Account, list[ReturnAccount]] = {account: [] for account in Account}
    if episode.back:
        wanted = select(ReturnAccount).where(ReturnAccount.event_id.in_(episode.event_ids))
        for row in db.session.scalars(wanted.order_by(ReturnAccount.created_at)):
            found[row.kind].append(row)
    return found
