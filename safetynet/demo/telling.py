"""Telling a story into the database: each row is as old as what it tells, in somebody's name."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import event

from safetynet import clock
from safetynet.access import job
from safetynet.db import Model, Owned, db
from safetynet.demo.setting import Setting
from safetynet.vault.columns import current_opening

OPENS_AT = time(8, 30)
"""When offices open."""

Touch = Callable[[Owned], None]


class Teller:
    """Knows what day it really is, and turns the clock back for what happened before.

    `touch` sees every row with sealed text before it is sealed.
    """

    setting: Setting
    """Agencies and people; there as soon as the county is founded."""

    def __init__(self, touch: Touch | None = None) -> None:
        self.now = clock.now()
        self.today = clock.today()
        self._touch = touch

    def day(self, ago: int) -> date:
        """Return a day; a negative `ago` lies ahead."""
        return self.today - timedelta(days=ago)

    def moment(self, ago: int, hour: float = 1) -> datetime:
        """Return a moment of a working day, `hour` hours after offices open."""
        return clock.moment_of(self.day(ago), OPENS_AT) + timedelta(hours=hour)

    @contextmanager
    def at(self, ago: int, hour: float = 1) -> Iterator[datetime]:
        """Stand in a moment of the past; rows added inside were made then."""
        moment = min(self.moment(ago, hour), self.now)
        with clock.standing_at(moment):
            yield moment

    @contextmanager
    def by(self, member_id: UUID, what: str) -> Iterator[None]:
        """Write in somebody's name: one job, one entry on the ledger."""
        with job(f"demonstration: {what}", actor_id=member_id), self._listening():
            yield
            db.session.flush()

    @contextmanager
    def _listening(self) -> Iterator[None]:
        heard: dict[str, Callable[..., Any]] = {
            "transient_to_pending": _born_now,
            "before_flush": self._before_sealing,
        }
        for name, listener in heard.items():
            event.listen(db.session, name, listener)
        try:
            yield
        finally:
            for name, listener in heard.items():
                event.remove(db.session, name, listener)

    def _before_sealing(self, session: Any, _context: Any, _instances: Any) -> None:
        """Make the keys of all waiting rows in one transaction, and today, not in the story."""
        rows = [row for row in (*session.new, *session.dirty) if isinstance(row, Owned)]
        if self._touch:
            for row in rows:
                self._touch(row)
        with clock.standing_at(self.now):
            current_opening().prepare({row.triple for row in rows})


def _born_now(_session: Any, row: Model) -> None:
    """Let a row be as old as the moment in which it was made, not in which it is saved."""
    if row.created_at is None:
        row.created_at = clock.now()


def together(acts: Iterable[Iterator[None]]) -> None:
    """Play acts side by side: where one pauses, what it wrote is saved before it goes on.

    Rows that name each other by id only need that order; one save for all acts makes it cheap.
    """
    playing = list(acts)
    while playing:
        playing = [act for act in playing if next(act, OVER) is not OVER]
        db.session.flush()


OVER = object()
