"""Who works next, where few may at once: a short line, in order of arrival, and a patience."""

import fcntl
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock
from typing import IO

from safetynet.vault.errors import BusyError

_LOOK_AGAIN = 0.01
"""Seconds until somebody asks again for a place that another process holds."""


class Turns:
    """So many at work at once and so many in line; whoever finds the line full is sent away.

    Those who are expected stand in a line of their own and go first: a flood of strangers fills
    theirs, and keeps nobody out who was here before; these wait longer, too. With `places` (files),
    no more are at work on this machine, however many processes there are. Safe to share between
    threads.
    """

    def __init__(
        self,
        at_once: int,
        in_line: int,
        patience: float,
        places: Sequence[Path] = (),
        longer: float = 1.0,
    ) -> None:
        """Take patience in seconds, and how many times as much those have who are expected."""
        self._free = at_once
        self._in_line = in_line
        self._patience = {True: patience * longer, False: patience}
        self._places = places
        self._guard = Lock()
        self._lines: tuple[deque[Event], deque[Event]] = (deque(), deque())
        for path in places:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)

    @contextmanager
    def turn(self, *, is_expected: bool = False) -> Iterator[None]:
        """Wait for my turn; raises BusyError where it does not come within the patience."""
        patience = self._patience[is_expected]
        until = time.monotonic() + patience
        self._wait(self._lines[not is_expected], patience)
        try:
            with self._place(until):
                yield
        finally:
            self._next()

    def _wait(self, line: deque[Event], patience: float) -> None:
        with self._guard:
            if self._free:
                self._free -= 1
                return
            if len(line) >= self._in_line:
                raise BusyError
            turn = Event()
            line.append(turn)
        if turn.wait(patience):
            return
        with self._guard:
            if turn.is_set():
                return
            line.remove(turn)
        raise BusyError

    def _next(self) -> None:
        with self._guard:
            for line in self._lines:
                if line:
                    line.popleft().set()
                    return
            self._free += 1

    @contextmanager
    def _place(self, until: float) -> Iterator[None]:
        """Hold one of the machine's places; the system gives it back should the process die."""
        held = self._taken(until) if self._places else None
        try:
            yield
        finally:
            if held:
                held.close()

    def _taken(self, until: float) -> IO[bytes]:
        while True:
            for path in self._places:
                file = path.open("rb")
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    file.close()
                else:
                    return file
            if time.monotonic() > until:
                raise BusyError
            time.sleep(_LOOK_AGAIN)
