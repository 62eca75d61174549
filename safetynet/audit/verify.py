"""Reading the whole ledger again, and naming every entry that is not as it was written."""

import hashlib
import hmac
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, func, select

from safetynet.audit.decoding import skim
from safetynet.audit.entry import Entry, EntryError
from safetynet.audit.journal import NOWHERE, Head
from safetynet.audit.ledger import AT_ONCE, Ledger
from safetynet.audit.tables import entries, subjects

BATCH = 2000
"""Entries held in memory at a time."""

MOST = 1000
"""Findings listed; past that the picture is clear."""

PATIENCE = 60 * 10**9
"""How much earlier (ns) than its neighbour an entry of another connection may say it was made."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something is wrong: at which entry (None when at none), and a sentence that says what."""

    entry: int | None
    sentence: str


@dataclass(slots=True)
class Verification:
    """What a reading of the ledger found. Notes are worth knowing and no sign of tampering."""

    entries: int = 0
    findings: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    unlisted: int = 0
    """Findings and notes beyond the first thousand of each."""

    @property
    def is_clean(self) -> bool:
        return not self.findings


def last_id(engine: Engine) -> int:
    """Return the newest entry's id: near enough to their number for a progress bar, and instant."""
    with engine.connect() as connection:
        return connection.scalar(select(func.max(entries.c.id))) or 0


def verify(
    engine: Engine, ledger: Ledger, progress: Callable[[int], object] | None = None
) -> Verification:
    """Check every entry against itself, its chain, its columns and the journal.

    Memory does not grow with the ledger. Entries may be appended meanwhile: one snapshot is read.
    `progress` is told after each batch how many entries it held.
    """
    # The journal is read before the snapshot: all that it names was committed by then.
    promised, spoilt = ledger.journal.heads()
    reading = _Reading(ledger, promised)
    if spoilt:
        reading.note(None, f"{spoilt} lines of the journal cannot be read")
    with _snapshot(engine) as connection:
        for batch, owned in _batches(connection):
            for row in batch:
                reading.take(row, owned.pop(row.id, set()))
            for orphan in owned:
                reading.find(orphan, "survivors are noted for an entry that does not exist")
            if progress:
                progress(len(batch))
    # And again after it: by now it names what the snapshot holds, but for a writer's last commit.
    reading.compare_journal(ledger.journal.heads()[0])
    return reading.result


_Owned = dict[int, set[tuple[UUID, int]]]


@contextmanager
def _snapshot(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            driver = connection.connection.driver_connection
            # Python's sqlite3 begins none for a SELECT, so every batch would see another state.
            if not getattr(driver, "in_transaction", True):
                connection.exec_driver_sql("BEGIN")
            yield connection


def _batches(connection: Connection) -> Iterator[tuple[Sequence[Row[Any]], _Owned]]:
    """Yield entries in the order of ids, with the subjects of all ids up to the last of them."""
    last = None
    while True:
        wanted = select(entries).order_by(entries.c.id).limit(BATCH)
        noted = select(subjects)
        if last is not None:
            wanted = wanted.where(entries.c.id > last)
            noted = noted.where(subjects.c.entry_id > last)
        batch = connection.execute(wanted).all()
        if batch:
            last = batch[-1].id
            noted = noted.where(subjects.c.entry_id <= last)
        owned: _Owned = {}
        for entry_id, survivor, at in connection.execute(noted):
            owned.setdefault(entry_id, set()).add((survivor, at))
        yield batch, owned
        if not batch:
            return


class _Reading:
    """One pass over the entries. Remembers where each writer stands, and nothing else."""

    def __init__(self, ledger: Ledger, promised: dict[bytes, Head]) -> None:
        self.result = Verification()
        self._ledger = ledger
        self._promised = promised
        self._heads: dict[bytes, Head] = {}
        self._times: dict[bytes, int] = {}
        self._before = 0

    def find(self, entry: int | None, sentence: str) -> None:
        self._list(self.result.findings, Finding(entry, sentence))

    def note(self, entry: int | None, sentence: str) -> None:
        self._list(self.result.notes, Finding(entry, sentence))

    def take(self, row: Row[Any], owned: set[tuple[UUID, int]]) -> None:
        self.result.entries += 1
        payload = bytes(row.payload)
        reached = hashlib.sha256(payload).digest()
        if not hmac.compare_digest(self._ledger.mac(payload), bytes(row.mac)):
            self.find(row.id, "the seal does not fit: the entry was not written by this ledger")
        if reached != bytes(row.hash):
            self.find(row.id, "the stored hash is not the entry's")
        try:
            entry, survivors = skim(payload)
        except EntryError as error:
            self.find(row.id, f"the entry cannot be read: {error}")
            return
        self._check_columns(row, entry)
        if owned != {(survivor, entry.at) for survivor in survivors}:
            self.find(row.id, "the survivors noted beside the entry are not those in it")
        self._check_chain(row.id, entry, reached)
        self._check_clock(row.id, entry)

    def compare_journal(self, since: dict[bytes, Head]) -> None:
        """Look for entries that the journal promised (at the start), and for lines it lost."""
        for writer, head in self._promised.items():
            stands = self._heads.get(writer, NOWHERE).counter
            if stands < head.counter:
                lost = (
                    f"{stands + 1} to {head.counter}" if head.counter - stands > 1 else stands + 1
                )
                self.find(
                    None, f"writer {writer.hex()}: entry {lost}, named by the journal, is gone"
                )
        for writer, head in self._heads.items():
            known = since.get(writer, NOWHERE).counter
            if head.counter - known <= AT_ONCE:
                continue
            sentence = f"writer {writer.hex()}: the journal lost lines after entry {known}"
            # A power cut can take the journal's last lines; it does not take the file.
            (self.note if since else self.find)(None, sentence)

    def _check_columns(self, row: Row[Any], entry: Entry) -> None:
        stored = (bytes(row.writer), row.counter, row.at, row.actor, row.permission, row.result)
        said = (entry.writer, entry.counter, entry.at, entry.actor, entry.permission)
        if stored != (*said, entry.result.value):
            self.find(row.id, "an indexed column differs from the entry")

    def _check_chain(self, key: int, entry: Entry, reached: bytes) -> None:
        head = self._heads.get(entry.writer, NOWHERE)
        name, due = entry.writer.hex(), head.counter + 1
        if entry.counter != due:
            self.find(key, f"writer {name}: entry {due} is due, entry {entry.counter} stands here")
        elif entry.previous != head.hash:
            self.find(key, f"writer {name}: entry {due} does not follow the one before it")
        self._heads[entry.writer] = here = Head(entry.counter, reached)
        promised = self._promised.get(entry.writer, here)
        if promised.counter == here.counter and promised.hash != here.hash:
            self.find(key, f"writer {name}: entry {here.counter} is not the one the journal names")

    def _check_clock(self, key: int, entry: Entry) -> None:
        own = self._times.get(entry.writer, 0)
        if entry.at < own or entry.at + PATIENCE < self._before:
            back = (max(own, self._before) - entry.at) / 10**9
            self.note(key, f"the clock went back by {back:.3f} s")
        self._times[entry.writer] = self._before = entry.at

    def _list(self, listed: list[Finding], finding: Finding) -> None:
        if len(listed) < MOST:
            listed.append(finding)
        else:
            self.result.unlisted += 1
