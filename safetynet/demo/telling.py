"""Telling a story into the database: each row is as old as what it tells, in somebody's name."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import event, select

from safetynet import clock
from safetynet.access import job
from safetynet.cases import Case
from safetynet.db import Model, Owned, db
from safetynet.demo.setting import Setting
from safetynet.directory import Service, services_taking_referrals
from safetynet.vault import Category, Triple
from safetynet.vault.columns import current_opening

OPENS_AT = time(8, 30)
"""When offices open."""


class Hand(Protocol):
    """What touches every row with sealed text before it is sealed, or deleted."""

    def sow(self, row: Owned) -> None: ...
    def lift(self, row: Owned) -> None: ...
    def word_for(self, row: Owned, at: str) -> str: ...


class Teller:
    """Knows what day it really is, and turns the clock back for what happened before.

    `hand` touches every row with sealed text before it is saved.
    """

    setting: Setting
    """Agencies and people; there as soon as the county is founded."""

    def __init__(self, hand: Hand | None = None) -> None:
        self.now = clock.now()
        self.today = clock.today()
        self._hand = hand
        self._expected: set[Triple] = set()
        self._cases: dict[UUID, Case] = {}
        self._services: Sequence[Service] = []

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
        """Write in somebody's name: one job, one entry on the ledger.

        Nothing is saved by the way, only where an operation or `together` says so.
        """
        named = job(f"demonstration: {what}", actor_id=member_id)
        with named, self._listening(), db.session.no_autoflush:
            yield
            db.session.flush()
        self._cases.clear()
        self._services = []

    def together(self, acts: Iterable[Iterator[None]]) -> None:
        """Play acts side by side: where one pauses, all that was written is saved.

        Rows that name each other by id only need that order; one save for many acts is cheap.
        """
        playing = list(acts)
        while playing:
            playing = [act for act in playing if next(act, OVER) is not OVER]
            self._make_keys(set())
            db.session.flush()

    def expect(self, survivor_id: UUID, owner_id: UUID, *categories: Category) -> None:
        """Say what will be written after the next pause, so that its keys are made with others."""
        self._expected |= {Triple(survivor_id, owner_id, category) for category in categories}

    def case(self, case_id: UUID) -> Case:
        """Return a case of this job."""
        if case_id not in self._cases:
            self._cases[case_id] = db.session.scalars(select(Case).where(Case.id == case_id)).one()
        return self._cases[case_id]

    def word_in(self, row: Owned, at: str) -> str:
        """Return what must stand in a file of a row, beside what the story says; mostly nothing."""
        return self._hand.word_for(row, at) if self._hand else ""

    def services(self) -> Sequence[Service]:
        """Return what may be offered, with who offers it."""
        self._services = self._services or services_taking_referrals()
        return self._services

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
        rows = [row for row in (*session.new, *session.dirty) if isinstance(row, Owned)]
        if self._hand:
            for row in rows:
                self._hand.sow(row)
            for row in session.deleted:
                if isinstance(row, Owned):
                    self._hand.lift(row)
        self._make_keys({row.triple for row in rows})

    def _make_keys(self, triples: set[Triple]) -> None:
        """Make keys in one transaction, and today, not in the story."""
        wanted = triples | self._expected
        self._expected = set()
        if wanted:
            with clock.standing_at(self.now):
                current_opening().prepare(wanted)


OVER = object()


def _born_now(_session: Any, row: Model) -> None:
    """Let a row be as old as the moment in which it was made, not in which it is saved."""
    if row.created_at is None:
        row.created_at = clock.now()
