"""Requests over kept connections, timed one by one."""

import itertools
import socket
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Thread

Asked = Callable[[int], bytes]
"""The n-th request, as it goes over the wire."""

_STATUS, _LENGTH = slice(9, 12), b"\r\ncontent-length:"


class Wire:
    """One connection that stays open, and reads no more than it must of an answer."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> int:
        """Send a request and read its whole answer; returns the status."""
        self._socket.sendall(request)
        said = bytearray()
        while (end := said.find(b"\r\n\r\n")) < 0:
            said += self._some()
        head = bytes(said[:end]).lower()
        at = head.index(_LENGTH) + len(_LENGTH)
        whole = end + 4 + int(head[at:].split(b"\r\n", 1)[0])
        left = whole - len(said)
        while left > 0:
            left -= len(self._some())
        return int(head[_STATUS])

    def close(self) -> None:
        self._socket.close()

    def _some(self) -> bytes:
        if not (part := self._socket.recv(262_144)):
            raise ConnectionError("the server closed the connection")
        return part


@dataclass
class Cell:
    """What one contestant did in one stretch of time."""

    milliseconds: list[float] = field(default_factory=list)
    failed: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.milliseconds) / self.seconds

    @property
    def p50(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def p99(self) -> float:
        return sorted(self.milliseconds)[int(len(self.milliseconds) * 0.99)]

    @property
    def longest(self) -> float:
        return max(self.milliseconds)

    @property
    def counts(self) -> bool:
        """A cell with a failed request, or with none at all, is void."""
        return not self.failed and bool(self.milliseconds)

    def __add__(self, other: "Cell") -> "Cell":
        together = self.milliseconds + other.milliseconds
        return Cell(together, self.failed + other.failed, self.seconds + other.seconds)


def timed(
    act: Callable[[int], bool], at_once: int, *, seconds: float = 0.0, count: int = 0
) -> Cell:
    """Let so many threads do `act(n)` for some seconds, or `count` times in all.

    `act` says whether it went well.
    """
    cell = Cell()
    numbers = iter(range(count)) if count else itertools.count()
    until = float("inf") if count else time.perf_counter() + seconds

    def work() -> None:
        while (began := time.perf_counter()) < until and (n := next(numbers, None)) is not None:
            try:
                went_well = act(n)
            except (OSError, ValueError):
                went_well = False
            if went_well:
                cell.milliseconds.append((time.perf_counter() - began) * 1000)
            else:
                cell.failed += 1

    threads = [Thread(target=work) for _ in range(at_once)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cell.seconds = time.perf_counter() - began
    return cell


def drive(
    port: int, asked: Asked, wanted: int, at_once: int, *, seconds: float = 0.0, count: int = 0
) -> Cell:
    """Keep `at_once` connections busy; an answer with another status than `wanted` has failed."""
    free = [Wire(port) for _ in range(at_once)]

    def act(n: int) -> bool:
        wire = free.pop()
        try:
            return wire.ask(asked(n)) == wanted
        finally:
            free.append(wire)

    try:
        return timed(act, at_once, seconds=seconds, count=count)
    finally:
        for wire in free:
            wire.close()


def get(path: str, cookie: str) -> bytes:
    """Spell a request for a page."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode()


def pages(paths: Sequence[str], cookie: str) -> Asked:
    """Ask for these pages, one after the other and again."""
    requests = [get(path, cookie) for path in paths]
    return lambda n: requests[n % len(requests)]


def post(path: str, cookie: str, form: str) -> bytes:
    """Spell a form that is sent; `form` is encoded already."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(form)}\r\n\r\n{form}"
    ).encode()
