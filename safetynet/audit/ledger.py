"""Appending to the ledger: each database connection keeps a chain of its own.

A single chain would make every commit wait for the one before it. Measured with 32 writers: 156
commits a second with one head, 3,182 without.
"""

import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from sqlalchemy import (
    ARRAY,
    Connection,
    Insert,
    RootTransaction,
    Uuid,
    bindparam,
    func,
    insert,
    select,
)

from safetynet.audit.encoding import encode
from safetynet.audit.entry import WRITER, Draft, Entry
from safetynet.audit.journal import NOWHERE, Head, Journal
from safetynet.audit.tables import entries, subjects
from safetynet.db import NO_SECURED_ROW


class LedgerUnavailableError(Exception):
    """The ledger cannot take the entry, so what it speaks of must not leave."""


class PendingEntryError(Exception):
    """A transaction is appended to once, by its last statement."""


AT_ONCE = 50
"""Entries that one transaction may hold; so far the database may be ahead of the journal."""

_ADD_ENTRIES = insert(entries).returning(entries.c.id, sort_by_parameter_order=True)
_ADD_SUBJECTS = insert(subjects)


def _adding_at_once() -> Insert:
    """Insert one entry and its subjects together, where the database can: one round trip."""
    filled: dict[Any, Any] = {
        column: bindparam(column.name) for column in entries.c if column is not entries.c.id
    }
    entry = insert(entries).values(filled).returning(entries.c.id).cte("entry")
    survivor = func.unnest(bindparam("about", type_=ARRAY(Uuid)))
    looked_at = select(entry.c.id, survivor, bindparam("moment", type_=subjects.c.at.type))
    return insert(subjects).from_select(["entry_id", "survivor", "at"], looked_at)


_ADD_AT_ONCE = _adding_at_once()


@dataclass(slots=True, eq=False)
class Writer:
    """One connection's chain: its name, and its head, which moves only after COMMIT returned."""

    name: bytes = field(default_factory=lambda: os.urandom(WRITER))
    head: Head = NOWHERE
    # A chain inherited across fork() would have two heads.
    process: int = field(default_factory=os.getpid)
    pending: "Pending | None" = None
    retired: bool = False

    @property
    def is_usable(self) -> bool:
        # An entry whose transaction ended without a word may or may not be there.
        return not self.retired and self.pending is None and self.process == os.getpid()


class Ledger:
    """The open book of one installation. Safe to share between threads.

    `mac_key` is the vault's key for the ledger (32 bytes); `now_ns` tells UTC nanoseconds.
    """

    def __init__(self, mac_key: bytes, journal: Journal, now_ns: Callable[[], int]) -> None:
        self.mac_key = mac_key
        self._now_ns = now_ns
        self.journal = journal
        self.written = Event()
        """Set when entries were committed; whoever waits for it clears it."""

    def append(self, connection: Connection, *drafts: Draft) -> "Pending":
        """Insert the entry into the caller's transaction, as its last statement.

        Several drafts (50 at most, see AT_ONCE) become entries in that order, all or none of them.
        The caller commits, and then says so: `committed()`, `abandoned()` or `unknown()`.
        Raises PendingEntryError when this transaction was appended to already, EntryError when a
        draft cannot be encoded.
        """
        transaction = connection.get_transaction() or connection.begin()
        writer = self._writer(connection, transaction)
        head, placed = writer.head, list[Entry]()
        rows: list[dict[str, Any]] = []
        for draft in drafts:
            entry = draft.placed(writer.name, head.counter + 1, head.hash, self._now_ns())
            row = self._row(entry)
            placed.append(entry)
            rows.append(row)
            head = Head(entry.counter, row["hash"])
        _insert(connection, placed, rows)
        writer.pending = Pending(self, writer, head, transaction)
        return writer.pending

    def keep(
        self, connection: Connection, *drafts: Draft, commit: Callable[[], None] | None = None
    ) -> None:
        """Append the entries, commit the connection's transaction, and move the chain on.

        `commit` commits where a session holds the transaction. Raises what the database raises;
        the chain is then retired, because the entry may be there.
        """
        pending = self.append(connection, *drafts)
        try:
            (commit or connection.commit)()
        except BaseException:
            pending.unknown()
            raise
        pending.committed()

    def mac(self, payload: bytes) -> bytes:
        """Return the seal (HMAC-SHA-256, 32 bytes) that only this ledger can put on `payload`."""
        return hmac.digest(self.mac_key, payload, "sha256")

    def _row(self, entry: Entry) -> dict[str, Any]:
        payload = encode(entry)
        return {
            "writer": entry.writer,
            "counter": entry.counter,
            "at": entry.at,
            "actor": entry.actor,
            "permission": entry.permission,
            "result": entry.result.value,
            "payload": payload,
            "mac": self.mac(payload),
            "hash": hashlib.sha256(payload).digest(),
        }

    def _writer(self, connection: Connection, transaction: RootTransaction) -> Writer:
        # The info dictionary lives and dies with the driver's connection, and so does the chain.
        writer: Writer | None = connection.info.get(self)
        if writer is None:
            writer = connection.info[self] = Writer()
        elif writer.pending and writer.pending.transaction is transaction:
            raise PendingEntryError("this transaction was appended to already")
        elif not writer.is_usable:
            writer = connection.info[self] = Writer()
        return writer


def quick_mac(mac_key: bytes) -> Callable[[bytes], bytes]:
    """Return `Ledger.mac` for very many payloads: HMAC with both halves of the key hashed once."""
    block = mac_key.ljust(64, b"\0")
    inner, outer = (hashlib.sha256(bytes(byte ^ pad for byte in block)) for pad in (0x36, 0x5C))

    def mac(payload: bytes) -> bytes:
        within, around = inner.copy(), outer.copy()
        within.update(payload)
        around.update(within.digest())
        return around.digest()

    return mac


@dataclass(slots=True, eq=False)
class Pending:
    """Entries between INSERT and the answer to COMMIT."""

    _ledger: Ledger
    _writer: Writer
    _reached: Head
    transaction: RootTransaction

    def committed(self) -> None:
        """Move the chain on and note the new head beside the database.

        Raises LedgerUnavailableError when the journal cannot be written; the entries are there.
        """
        self._settle()
        self._writer.head = self._reached
        try:
            self._ledger.journal.write(self._writer.name, self._reached)
        except OSError as error:
            raise LedgerUnavailableError from error
        if not self._ledger.written.is_set():
            self._ledger.written.set()

    def abandoned(self) -> None:
        """Leave the chain where it was: the transaction was rolled back."""
        self._settle()

    def unknown(self) -> None:
        """Retire the chain: COMMIT's answer was lost, and nobody knows where it ends."""
        self._settle()
        self._writer.retired = True

    def _settle(self) -> None:
        if self._writer.pending is not self:
            raise PendingEntryError("these entries were settled before")
        self._writer.pending = None


def _insert(connection: Connection, placed: list[Entry], rows: list[dict[str, Any]]) -> None:
    """Insert entries, and whose records each of them touched, in as few statements as can be."""
    if len(rows) == 1 and connection.dialect.name == "postgresql":
        [entry] = placed
        about = {"about": list(entry.survivors), "moment": entry.at}
        connection.execute(_ADD_AT_ONCE, rows[0] | about, execution_options=NO_SECURED_ROW)
        return
    # A list of one would take SQLAlchemy's longer way.
    keys = connection.execute(_ADD_ENTRIES, rows if len(rows) > 1 else rows[0]).scalars()
    looked_at = [
        {"entry_id": key, "survivor": survivor, "at": entry.at}
        for key, entry in zip(keys, placed, strict=True)
        for survivor in entry.survivors
    ]
    if looked_at:
        connection.execute(_ADD_SUBJECTS, looked_at)
