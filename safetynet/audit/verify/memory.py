"""What a reading remembers: of every row the last digest, and where the next may go on.

A file beside the logs, out of the database's reach, under a MAC: nobody can claim for the house
that it verified what it never read. A file that does not fit its MAC counts for nothing.
"""

import hashlib
import hmac
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from safetynet.audit.ledger import Ledger
from safetynet.audit.merkle import Edge
from safetynet.audit.verify.bodies import GONE
from safetynet.audit.verify.skimming import Change, Stand

_TABLES = """
CREATE TABLE mark (after INTEGER, before INTEGER, entries INTEGER, size INTEGER, edge BLOB);
CREATE TABLE writer (name BLOB PRIMARY KEY, counter INTEGER, hash BLOB, at INTEGER) WITHOUT ROWID;
CREATE TABLE rows (
    kind TEXT, row BLOB, digest BLOB, entry INTEGER, PRIMARY KEY (kind, row)
) WITHOUT ROWID;
"""
_LABEL = b"safetynet verified 1"


@dataclass(frozen=True)
class Mark:
    """Where a reading came to: the last id, that entry's time, how many, and the tree so far."""

    after: int
    before: int
    entries: int
    edge: Edge


class Memory:
    """A working copy of the file; only `keep` puts it in the old one's place.

    Without a path it is forgotten at the end. What was remembered before a backup was put back
    (`restores` counts them) is not remembered after it.
    """

    def __init__(self, path: Path | None, ledger: Ledger, restores: int, *, afresh: bool) -> None:
        self._path, self._ledger = path, ledger
        self._label = _LABEL + restores.to_bytes(8)
        is_fresh = path is None or afresh or not self._is_sealed(path)
        if path:
            self._draft = path.with_suffix(".new")
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._draft.unlink(missing_ok=True)
            os.close(os.open(self._draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            if not is_fresh:
                shutil.copyfile(path, self._draft)
        # An empty name is a file of SQLite's own, gone when it is closed.
        self._database = sqlite3.connect(self._draft if path else "", isolation_level=None)
        for pragma in ("journal_mode=MEMORY", "synchronous=OFF"):
            self._database.execute(f"PRAGMA {pragma}")
        if is_fresh:
            self._database.executescript(_TABLES)
        self._database.execute("BEGIN")
        self._is_marked = False

    def recall(self) -> tuple[Mark, dict[bytes, Stand]]:
        """Return where to go on, and where writers stood then."""
        row = self._database.execute("SELECT * FROM mark").fetchone()
        if row is None:
            return Mark(0, 0, 0, Edge()), {}
        after, before, count, size, hashes = row
        edge = Edge(size, [hashes[at : at + 32] for at in range(0, len(hashes), 32)])
        writers = self._database.execute("SELECT * FROM writer")
        return Mark(after, before, count, edge), {name: Stand(*stand) for name, *stand in writers}

    def note(self, changes: Iterable[Change]) -> None:
        """Remember what became of rows, in the order in which it did."""
        self._database.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?)", changes)

    def known(self, kind: str) -> Iterator[tuple[bytes, bytes, int]]:
        """Yield (row, digest, entry) of one table's rows, in the order of their ids."""
        wanted = "SELECT row, digest, entry FROM rows WHERE kind = ? AND digest != ? ORDER BY row"
        return self._database.execute(wanted, (kind, GONE))

    def freeze(self, mark: Mark, heads: Mapping[bytes, Stand]) -> None:
        """Set the mark here; what is noted after it is for this reading alone."""
        run, edge = self._database.execute, mark.edge
        run("DELETE FROM mark")
        said = (mark.after, mark.before, mark.entries, edge.size, b"".join(edge.hashes))
        run("INSERT INTO mark VALUES (?, ?, ?, ?, ?)", said)
        rows = ((name, *stand) for name, stand in heads.items())
        self._database.executemany("INSERT OR REPLACE INTO writer VALUES (?, ?, ?, ?)", rows)
        run("DELETE FROM rows WHERE digest = ?", (GONE,))
        run("COMMIT")
        run("BEGIN")
        self._is_marked = True

    def keep(self) -> None:
        """Take back what came after the mark, and let the next reading begin there."""
        self._database.execute("ROLLBACK")
        self._database.close()
        if self._path and self._is_marked:
            self._path.with_suffix(".mac").write_bytes(self._mac_of(self._draft))
            self._draft.replace(self._path)
        elif self._path:
            self._draft.unlink(missing_ok=True)

    def forget(self) -> None:
        """Leave the file as it was."""
        self._database.close()
        if self._path:
            self._draft.unlink(missing_ok=True)

    def _is_sealed(self, path: Path) -> bool:
        try:
            return hmac.compare_digest(path.with_suffix(".mac").read_bytes(), self._mac_of(path))
        except OSError:
            return False

    def _mac_of(self, path: Path) -> bytes:
        with path.open("rb") as file:
            return self._ledger.mac(self._label + hashlib.file_digest(file, "sha256").digest())
