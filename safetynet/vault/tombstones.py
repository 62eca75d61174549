"""What was destroyed, on a path of its own: a restore destroys it again before anybody looks."""

import hmac
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from safetynet.vault.compartments import Category, Triple
from safetynet.vault.derive import Purpose, Roots


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A compartment whose key is gone for good, and when it went."""

    triple: Triple
    destroyed_at: datetime

    @property
    def line(self) -> str:
        """What is said of it, to the letter; ids of ours and no name."""
        triple = self.triple
        moment = self.destroyed_at.isoformat(timespec="microseconds")
        return f"{triple.survivor} {triple.owner} {triple.category.value} {moment}"


@dataclass(frozen=True, slots=True)
class ReleaseStone:
    """A release whose key is gone for good, and when it went."""

    release: UUID
    destroyed_at: datetime

    @property
    def line(self) -> str:
        return f"{_RELEASE} {self.release} {self.destroyed_at.isoformat(timespec='microseconds')}"


_RELEASE = "release"


class Tombstones:
    """An append-only file, one line for each: `SURVIVOR OWNER CATEGORY MOMENT MAC`.

    A release's line is `release ID MOMENT MAC`.

    A line without a valid MAC counts for nothing: who can write to the file destroys nothing.
    """

    def __init__(self, path: Path, roots: Roots) -> None:
        self.path, self._roots = path, roots

    def add(self, stone: Tombstone | ReleaseStone) -> None:
        """Add a line and wait until it is on the disk. Raises OSError when it cannot."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
        handle = os.open(self.path, flags, 0o600)
        try:
            os.write(handle, f"{stone.line} {self._mac(stone.line)}\n".encode())
            os.fsync(handle)
        finally:
            os.close(handle)

    def __iter__(self) -> Iterator[Tombstone]:
        """Yield the compartments that this installation wrote down, in order."""
        return (stone for stone in self._all() if isinstance(stone, Tombstone))

    def of_releases(self) -> Iterator[ReleaseStone]:
        """Yield the releases that it wrote down, in order."""
        return (stone for stone in self._all() if isinstance(stone, ReleaseStone))

    def _all(self) -> Iterator[Tombstone | ReleaseStone]:
        if self.path.exists():
            with self.path.open("r", encoding="ascii", errors="replace") as file:
                yield from filter(None, map(self._read, file))

    def _read(self, line: str) -> Tombstone | ReleaseStone | None:
        said, _, mac = line.rstrip("\n").rpartition(" ")
        if not hmac.compare_digest(mac.encode(), self._mac(said).encode()):
            return None
        if said.startswith(_RELEASE):
            _, release, moment = said.split(" ")
            return ReleaseStone(UUID(release), datetime.fromisoformat(moment))
        survivor, owner, category, moment = said.split(" ")
        triple = Triple(UUID(survivor), UUID(owner), Category(category))
        return Tombstone(triple, datetime.fromisoformat(moment))

    def _mac(self, said: str) -> str:
        return self._roots.mac(Purpose.TOMBSTONE, said.encode()).hex()
