"""After a start, the first visitor of each page goes alone, and the others find it ready.

A first visit makes ready what every later one uses: half a second of a processor for a case file,
most of it to turn questions into SQL. When a server fell amid a meeting everybody comes back at
once; together they would do the same work twenty times over, and all be late.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from flask import current_app

from safetynet.access.permissions import Role

PATIENCE = 2.0
"""Seconds that somebody waits for who went first; a first answer may be long."""


class Turns:
    """Which pages were visited since the start, by role: roles ask different questions."""

    def __init__(self) -> None:
        self._visited: set[tuple[str, Role]] = set()
        self._locks: dict[str, Lock] = {}

    @contextmanager
    def one_first(self, page: str, role: Role) -> Iterator[None]:
        """Go through alone if nobody of this role did; freely otherwise."""
        if (page, role) in self._visited:
            yield
            return
        lock = self._locks.setdefault(page, Lock())
        is_alone = lock.acquire(timeout=PATIENCE)
        try:
            yield
        finally:
            # Also after a failure: nobody is to wait for a page that does not come.
            self._visited.add((page, role))
            if is_alone:
                lock.release()


def turns() -> Turns:
    """Return those of this server."""
    found: Turns = current_app.extensions["turns"]
    return found
