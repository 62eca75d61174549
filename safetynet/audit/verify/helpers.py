"""Processes that skim batches ahead, so that a long ledger is read by every processor.

A batch is checked by itself in any process; whether it follows from those before it is seen where
all of them come together, in order. Whatever is in doubt is read again there, entry by entry, so
that the findings are the same as without help.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context

from sqlalchemy import Connection, Engine

from safetynet.audit.journal import Head
from safetynet.audit.verify.bodies import DOUBTFUL
from safetynet.audit.verify.fetching import BATCH, Span, fetch, snapshot, speller
from safetynet.audit.verify.growth import are_alike
from safetynet.audit.verify.skimming import Skimmed, Skimmer

Open = Callable[[], Engine]
"""Opens the same database in another process, so it must be one that pickle can name."""

WORTH = 100_000
"""Entries from which on processes of their own are worth starting: that takes them two seconds."""

MOST = 4
"""Helpers at once: each takes a hundred megabytes, and one process has to join what all skimmed."""

_AHEAD = 4
"""Batches for each process that may wait for their turn."""


def is_worth_it(entries: int) -> bool:
    """Say whether so many entries are read sooner with help: one processor gains nothing by it."""
    return entries >= WORTH and (os.cpu_count() or 1) > 1


@dataclass(frozen=True)
class Task:
    """What a helper must know; `moment` names the snapshot, where the database names them."""

    open: Open
    moment: str | None
    mac_key: bytes
    promised: Mapping[bytes, Head]
    leaves: bool


class _Helper:
    """Lives in a process of its own, with one connection, until that ends."""

    def __init__(self, task: Task) -> None:
        self._leaves = task.leaves
        self._open = ExitStack()
        self._connection: Connection = self._open.enter_context(snapshot(task.open(), task.moment))
        self._skimmer = Skimmer(task.mac_key, speller(self._connection), task.promised)

    def skim(self, span: Span) -> Skimmed | None:
        batch = fetch(self._connection, span, leaves=self._leaves)
        try:
            return self._skimmer.skim(batch) if not self._leaves or are_alike(batch) else None
        except DOUBTFUL:
            return None


_here: list[_Helper] = []


def _begin(task: Task) -> None:
    _here[:] = [_Helper(task)]


def _skim(span: Span) -> Skimmed | None:
    return _here[0].skim(span)


def skimmed_ahead(task: Task, after: int, last: int) -> Iterator[tuple[Span, Skimmed | None]]:
    """Yield spans of ids in order, each with what a helper made of it; None where it has doubts.

    Ends before `last` at a span without entries: ids may be far apart, and helpers do not look for
    the next. Raises BrokenProcessPool when a helper dies, and what the database raises.
    """
    count = min(os.cpu_count() or 1, MOST)
    starts = range(after, last, BATCH)
    spans = (Span(start, min(start + BATCH, last)) for start in starts)
    with ProcessPoolExecutor(count, get_context("spawn"), _begin, (task,)) as pool:
        waiting: deque[tuple[Span, Future[Skimmed | None]]] = deque()
        try:
            while True:
                for span in islice(spans, count * _AHEAD - len(waiting)):
                    waiting.append((span, pool.submit(_skim, span)))
                if not waiting:
                    return
                span, future = waiting.popleft()
                skimmed = future.result()
                if skimmed and not skimmed.entries:
                    return
                yield span, skimmed
        finally:
            pool.shutdown(cancel_futures=True)
