"""Giving committed entries their places in the tree, a few times a second, and signing for it.

No request waits for it: an entry counts as soon as it is committed, and is bound into the tree a
moment later, together with whatever came meanwhile.
"""

from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, Select, exists, func, insert, select, text

from safetynet.audit.checkpoint import Checkpoint
from safetynet.audit.merkle import Edge, edge_of, leaf_hash
from safetynet.audit.notary import Notary
from safetynet.audit.tables import checkpoints, entries, leaves, nodes
from safetynet.audit.tree import BrokenTreeError, latest_checkpoint, nodes_in

AT_ONCE = 2000
"""Entries of one transaction; SQLite's write lock is held for some 20 ms by that many."""

OUT_OF_ORDER = 1000
"""PostgreSQL gives an entry its id a moment before it is committed: so far ids may be late."""

_LEASE = 0x53_4E_6C_65_64
_IS_OLDER_THAN_ANY_RUNNING = text(
    "age(ledger_entries.xmin) > age(pg_snapshot_xmin(pg_current_snapshot())::xid)"
)


class Sequencer:
    """One for each deployment; a second one finds the place taken. Safe to share between threads.

    `writer` and `reader` may be one engine.
    """

    def __init__(self, writer: Engine, reader: Engine, notary: Notary) -> None:
        self._writer, self._reader, self._notary = writer, reader, notary
        self._edge = Edge()
        self._guard = Lock()

    def sequence_now(self) -> Checkpoint | None:
        """Give places to all entries that wait; return the last checkpoint made, if any was.

        Raises BrokenTreeError, and signs nothing, when the tree is not the one that was signed;
        what the database raises; and OSError when the anchor cannot be written.
        """
        made = None
        with self._guard:
            while self._somebody_waits() and (checkpoint := self._step()):
                self._notary.anchors.append(checkpoint)
                made = checkpoint
        return made

    def _somebody_waits(self) -> bool:
        """Look before asking for SQLite's write lock: mostly nobody waits."""
        with self._reader.connect() as connection:
            newest = connection.scalar(select(func.max(entries.c.id))) or 0
            return newest != _reached(connection)

    def _step(self) -> Checkpoint | None:
        with self._writer.begin() as connection:
            if not _has_lease(connection):
                return None
            edge = self._where_we_are(connection)
            found = connection.execute(_waiting(connection)).all()
            if not found:
                return None
            checkpoint = self._add(connection, edge, [(row.id, bytes(row.hash)) for row in found])
        self._edge = edge
        return checkpoint

    def _where_we_are(self, connection: Connection) -> Edge:
        """Return the tree's right edge: from memory, or else as it was signed."""
        latest = latest_checkpoint(connection)
        size, root = (latest.size, latest.root) if latest else (0, Edge().root())
        if (connection.scalar(select(func.max(leaves.c.position) + 1)) or 0) != size:
            raise BrokenTreeError
        if (size, root) != (self._edge.size, self._edge.root()) or not size:
            self._refuse_what_was_not_signed(latest)
            self._edge = edge_of(nodes_in(connection), size)
            if self._edge.root() != root:
                raise BrokenTreeError
        return Edge(size, self._edge.hashes)

    def _refuse_what_was_not_signed(self, latest: Checkpoint | None) -> None:
        """Sign nothing on top of what somebody else signed, or of a database that went back."""
        size = latest.size if latest else 0
        anchored = self._notary.anchors.last()
        if anchored and anchored.size > size:
            raise BrokenTreeError
        if latest and not self._notary.made(latest):
            raise BrokenTreeError

    def _add(
        self, connection: Connection, edge: Edge, found: list[tuple[int, bytes]]
    ) -> Checkpoint:
        """Write leaves, what subtrees they complete, and the checkpoint; move the edge on."""
        first = edge.size
        hashes = [leaf_hash(hash_) for _key, hash_ in found]
        done = edge.extend(hashes)
        rows = [
            {"position": first + at, "entry_id": key, "hash": hash_}
            for at, ((key, _), hash_) in enumerate(zip(found, hashes, strict=True))
        ]
        connection.execute(insert(leaves), rows)
        if done:
            names = ("level", "position", "hash")
            connection.execute(
                insert(nodes), [dict(zip(names, subtree, strict=True)) for subtree in done]
            )
        checkpoint = self._notary.checkpoint(edge.size, edge.root())
        said = ("size", "root", "at", "code", "signature")
        row = {name: getattr(checkpoint, name) for name in said}
        connection.execute(insert(checkpoints), row)
        return checkpoint


def _has_lease(connection: Connection) -> bool:
    """Take the lease for this transaction. On SQLite, the write lock is the lease."""
    if connection.dialect.name != "postgresql":
        return True
    return bool(connection.scalar(select(func.pg_try_advisory_xact_lock(_LEASE))))


def _reached(connection: Connection) -> int:
    return connection.scalar(select(func.max(leaves.c.entry_id))) or 0


def _waiting(connection: Connection) -> Select[Any]:
    """Return entries without a place, in the order of their ids.

    On PostgreSQL only those older than every running transaction: what commits later stands later.
    """
    reached = _reached(connection)
    wanted = select(entries.c.id, entries.c.hash).order_by(entries.c.id).limit(AT_ONCE)
    if connection.dialect.name != "postgresql":
        return wanted.where(entries.c.id > reached)
    has_place = exists().where(leaves.c.entry_id == entries.c.id)
    return wanted.where(
        entries.c.id > reached - OUT_OF_ORDER, ~has_place, _IS_OLDER_THAN_ANY_RUNNING
    )
