"""A witness beside the database: which entry each writer reached."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from safetynet.audit.entry import BEGINNING


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry a writer is known to have committed."""

    counter: int
    hash: bytes


NOWHERE = Head(0, BEGINNING)
"""Where a writer stands before its first entry."""


class Journal:
    """A local file: for each committed entry a line `writer counter hash` (hex, decimal, hex).

    It catches what chains cannot: that a connection's very last entries were deleted.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._file: int | None = None

    def write(self, writer: bytes, head: Head) -> None:
        """Append one line. Raises OSError when the file cannot take it."""
        line = _line(writer, head).encode()
        # One write to a file opened for appending never mixes with another process's line.
        if os.write(self._opened(), line) != len(line):
            raise OSError("the journal took only part of a line")

    def heads(self) -> tuple[dict[bytes, Head], int]:
        """Return each writer's furthest head, and how many lines could not be read."""
        heads: dict[bytes, Head] = {}
        spoilt = 0
        for line in self._lines():
            if (read := _read(line)) is None:
                spoilt += 1
                continue
            writer, head = read
            if writer not in heads or heads[writer].counter < head.counter:
                heads[writer] = head
        return heads, spoilt

    def begin_anew(self, heads: Mapping[bytes, Head]) -> None:
        """Let the journal say these heads and nothing else: a backup was restored."""
        self.close()
        draft = self.path.with_name(f".{self.path.name}.new")
        draft.touch(mode=0o600)
        draft.write_text("".join(_line(writer, head) for writer, head in heads.items()))
        draft.replace(self.path)

    def close(self) -> None:
        with self._lock:
            if self._file is not None:
                os.close(self._file)
                self._file = None

    def _opened(self) -> int:
        with self._lock:
            if self._file is None:
                flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
                self._file = os.open(self.path, flags, 0o600)
            return self._file

    def _lines(self) -> Iterator[bytes]:
        if self.path.exists():
            with self.path.open("rb") as file:
                yield from file


def _line(writer: bytes, head: Head) -> str:
    return f"{writer.hex()} {head.counter} {head.hash.hex()}\n"


def _read(line: bytes) -> tuple[bytes, Head] | None:
    try:
        writer, counter, reached = line.decode("ascii").removesuffix("\n").split(" ")
        return bytes.fromhex(writer), Head(int(counter), bytes.fromhex(reached))
    except ValueError:
        return None
