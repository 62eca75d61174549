"""A file on another path that remembers every checkpoint, whatever becomes of the database."""

import os
from collections.abc import Iterator
from pathlib import Path

from safetynet.audit.checkpoint import Checkpoint, checkpoint_in

_LONGEST = 1024
"""Bytes at the end of the file that hold at least one whole line."""


class Anchors:
    """An append-only file, one line for each checkpoint: `SIZE ROOT TIME CODE SIGNATURE`.

    A line that begins with `restored` says that the lines before it count no further than the
    checkpoint it names. It is signed as such, so that a roll-back cannot pass for a restore.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def append(self, checkpoint: Checkpoint) -> None:
        """Add a line and wait until it is on the disk. Raises OSError when it cannot."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
        handle = os.open(self.path, flags, 0o600)
        try:
            os.write(handle, f"{checkpoint.line}\n".encode())
            os.fsync(handle)
        finally:
            os.close(handle)

    def lines(self) -> Iterator[Checkpoint | None]:
        """Yield what the lines say, in order; None for one that cannot be read."""
        if self.path.exists():
            with self.path.open("rb") as file:
                yield from map(_read, file)

    def last(self) -> Checkpoint | None:
        """Return what the newest line says that can be read."""
        if not self.path.exists():
            return None
        with self.path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _LONGEST))
            found = list(filter(None, map(_read, file)))
        return found[-1] if found else None


def _read(line: bytes) -> Checkpoint | None:
    return checkpoint_in(line.decode("ascii", "replace"))
