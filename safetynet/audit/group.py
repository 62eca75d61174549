"""Many requests that only looked, one commit.

SQLite has one writer at a time and each commit waits for the disk. So whoever comes first commits
for all who came meanwhile: no thread of its own, nothing to start and nothing to stop.
"""

import os
import weakref
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock

from sqlalchemy import Engine, Executable

from safetynet.audit.entry import Draft, EntryError
from safetynet.audit.ledger import AT_ONCE, Ledger, LedgerUnavailableError


@dataclass(slots=True, eq=False)
class _Waiting:
    """One request in the queue. Leading means: commit for yourself and those behind you."""

    draft: Draft
    also: tuple[Executable, ...]
    leads: bool = False
    is_settled: bool = False
    error: BaseException | None = None
    woken: Event = field(default_factory=Event)

    def settle(self, error: BaseException | None) -> None:
        self.error, self.is_settled = error, True
        self.woken.set()


class GroupCommitter:
    """Keeps entries that stand for themselves (reads, refusals). Safe to share between threads.

    `engine` returns the engine that may write; it is asked by a request, inside its app context.
    A request waits at most `patience` seconds for its turn.
    """

    def __init__(self, engine: Callable[[], Engine], ledger: Ledger, patience: float = 5.0) -> None:
        self._engine, self._ledger, self._patience = engine, ledger, patience
        self._begin()
        # A child of fork() inherits the queue, but none of the threads that wait in it.
        begin = weakref.WeakMethod(self._begin)
        os.register_at_fork(after_in_child=lambda: (again := begin()) and again())

    def append(self, draft: Draft, also: tuple[Executable, ...] = ()) -> None:
        """Return when the entry is durably committed, in order of arrival.

        `also` are statements for the same transaction (a sign-in's pulse); they must not fail.
        Raises LedgerUnavailableError when it is not, or not in time; then nothing may leave.
        Raises EntryError when the draft cannot be encoded. The caller must not hold the write lock.
        """
        mine = _Waiting(draft, also)
        if not self._joined(mine):
            mine.woken.wait(self._patience)
            self._leave_if_idle(mine)
        if mine.leads:
            self._lead()
        if isinstance(mine.error, EntryError):
            raise mine.error
        if mine.error is not None:
            raise LedgerUnavailableError from mine.error

    def _begin(self) -> None:
        self._guard = Lock()
        self._queue: deque[_Waiting] = deque()
        self._is_led = False

    def _joined(self, mine: _Waiting) -> bool:
        """Queue up; return whether I lead at once, because nobody does."""
        with self._guard:
            self._queue.append(mine)
            mine.leads, self._is_led = not self._is_led, True
            return mine.leads

    def _leave_if_idle(self, mine: _Waiting) -> None:
        """Give up when nobody settled my entry and nobody asked me to lead."""
        with self._guard:
            if mine.is_settled or mine.leads:
                return
            if mine in self._queue:
                self._queue.remove(mine)
        raise LedgerUnavailableError

    def _lead(self) -> None:
        """Commit what is queued, up to a batch, and hand the lead to the next in the queue."""
        with self._guard:
            batch = [self._queue.popleft() for _ in range(min(AT_ONCE, len(self._queue)))]
        try:
            self._commit(batch)
        finally:
            for waiting in batch:
                if not waiting.is_settled:
                    waiting.settle(LedgerUnavailableError())
            self._hand_over()

    def _hand_over(self) -> None:
        with self._guard:
            self._is_led = bool(self._queue)
            if self._queue:
                self._queue[0].leads = True
                self._queue[0].woken.set()

    def _commit(self, batch: list[_Waiting]) -> None:
        error: Exception | None = None
        try:
            self._keep(batch)
        except EntryError as wrong:
            if len(batch) > 1:
                # One that cannot be encoded must not take the others with it.
                for waiting in batch:
                    self._commit([waiting])
                return
            error = wrong
        except Exception as failed:
            error = failed
        for waiting in batch:
            waiting.settle(error)

    def _keep(self, batch: list[_Waiting]) -> None:
        # From the pool and back to it each time: the queue for SQLite's write lock wants that.
        with self._engine().connect() as connection:
            for waiting in batch:
                for statement in waiting.also:
                    connection.execute(statement)
            self._ledger.keep(connection, *(waiting.draft for waiting in batch))
