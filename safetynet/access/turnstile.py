"""Few pages are made at once, in the order in which they were asked for.

Python does one thing at a time. Of eight pages that are made together each is as late as the last;
made two by two most are there long before. When a server fell amid a meeting everybody comes back
at once, and by two pages no more connections to the database are used than those that know by then
how to find what a page asks. What is sent is short, and does not wait.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition
from time import monotonic

from flask import current_app

AT_ONCE = 2
"""Pages: one is made while the database answers the other."""
PAGE = 0.5
"""Seconds that a page may take. What takes longer is a paper or a file, and keeps nobody waiting;
nor does anybody wait longer than that for each place in the line."""


class Turnstile:
    """Lets so many in at a time, first come, first served, and turns nobody away."""

    def __init__(self, at_once: int = AT_ONCE, page: float = PAGE) -> None:
        self._at_once, self._page = at_once, page
        self._moved = Condition()
        self._line: deque[object] = deque()
        self._inside: dict[object, float] = {}
        """Since when each is inside, the longest first."""

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for my turn, and be inside until the block ends."""
        me = object()
        with self._moved:
            self._line.append(me)
            while self._line[0] is not me or self._is_full():
                self._moved.wait(self._until_somebody_takes_long())
            self._line.popleft()
            self._inside[me] = monotonic()
            self._moved.notify_all()
        try:
            yield
        finally:
            with self._moved:
                del self._inside[me]
                self._moved.notify_all()

    def _is_full(self) -> bool:
        early = monotonic() - self._page
        return sum(since > early for since in self._inside.values()) >= self._at_once

    def _until_somebody_takes_long(self) -> float:
        now = monotonic()
        return min(
            (
                since + self._page - now
                for since in self._inside.values()
                if since + self._page > now
            ),
            default=self._page,
        )


def turnstile() -> Turnstile:
    """Return that of this server."""
    found: Turnstile = current_app.extensions["turnstile"]
    return found
