"""The tree against the entries, the signed checkpoints against the tree."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, func, select, tuple_

from safetynet.audit.checkpoint import Checkpoint
from safetynet.audit.merkle import STORED, Edge, Subtree
from safetynet.audit.notary import Notary
from safetynet.audit.sequencer import OUT_OF_ORDER
from safetynet.audit.tables import checkpoints, leaves, nodes
from safetynet.audit.tree import as_checkpoint
from safetynet.audit.verify.fetching import Batch, as_bytes
from safetynet.audit.verify.result import Verification

_PAGE = 1000

WAITS_LONG = 600 * 10**9
"""How long (ns) an entry may be without a place before somebody should look at the sequencer."""


class Growth:
    """Lets the tree grow again, leaf by leaf, and stops at every checkpoint on the way."""

    def __init__(
        self, connection: Connection, notary: Notary, result: Verification, edge: Edge
    ) -> None:
        self._connection, self._notary, self._result = connection, notary, result
        self.edge = edge
        self.early: dict[int, bytes] = {}
        """Leaves that came before their neighbours, because ids are not quite in order."""
        self.settled = (connection.scalar(select(func.max(leaves.c.entry_id))) or 0) - OUT_OF_ORDER
        """Up to this id every entry has its place."""
        self._next = checkpoints_after(connection, edge.size)
        self._due = next(self._next, None)
        self._last = 0
        self._reached = edge.size
        self._now, self._late = notary.now_ns(), 0

    def take(self, batch: Batch) -> None:
        """Compare the leaves with the entries, and add them to the tree."""
        if not are_alike(batch):
            self._compare(batch)
        self.add(batch.leaves)

    def add(self, found: list[tuple[int, int, bytes]]) -> None:
        """Add leaves (entry, position, hash) that were compared to the tree."""
        first = self.edge.size
        if not self.early and [leaf[1] for leaf in found] == list(range(first, first + len(found))):
            self._grow([as_bytes(leaf[2]) for leaf in found])
            return
        self.early.update((position, as_bytes(hash_)) for _, position, hash_ in found)
        self._grow(list(self._now_in_order()))

    def end(self) -> None:
        """Say what the tree lacks, now that all was read."""
        size = self.edge.size
        if self.early:
            self._result.find(None, f"leaf {size} of the tree is missing")
        elif size != self._reached:
            self._result.find(None, f"no checkpoint covers the tree past leaf {self._reached}")
        if self._due:
            for checkpoint in (self._due, *self._next):
                said = "speaks of more entries than the tree has"
                self._result.find(None, f"checkpoint {checkpoint.size} {said}")
        stored = self._connection.scalar(select(func.count()).select_from(nodes))
        due = sum(size >> level for level in range(STORED, size.bit_length(), STORED))
        if not self.early and stored != due:
            self._result.find(None, f"the tree has {stored} stored hashes, {due} are due")
        if self._late:
            said = "entries have waited for their place in the tree for more than ten minutes"
            self._result.note(None, f"{self._late} {said}")
        self._result.size = size

    def _compare(self, batch: Batch) -> None:
        placed = {key: hash_ for key, _position, hash_ in batch.leaves}
        for row in batch.rows:
            key, hash_ = row[0], as_bytes(row[9])
            leaf = placed.pop(key, None)
            if leaf is None and key > self.settled:
                self._late += isinstance(row[3], int) and self._now - row[3] > WAITS_LONG
            elif leaf is None:
                self._result.find(key, "the entry has no place in the tree")
            elif leaf != sha256(b"\0" + hash_).digest():
                self._result.find(key, "the leaf in the tree is not the entry's")
        for key in placed:
            self._result.find(key, "the tree has a leaf for it, but the entry does not exist")

    def _now_in_order(self) -> Iterator[bytes]:
        position = self.edge.size
        while (found := self.early.pop(position, None)) is not None:
            yield found
            position += 1

    def _grow(self, hashes: list[bytes]) -> None:
        done: list[Subtree] = []
        at = 0
        while self._due and self._due.size <= self.edge.size + len(hashes) - at:
            upto = at + self._due.size - self.edge.size
            done += self.edge.extend(hashes[at:upto])
            self._check(self._due)
            at, self._due = upto, next(self._next, None)
        done += self.edge.extend(hashes[at:])
        if done:
            self._check_stored(done)

    def _check(self, checkpoint: Checkpoint) -> None:
        name = f"checkpoint {checkpoint.size}"
        if checkpoint.root != self.edge.root():
            self._result.find(None, f"{name}: the root is not that of the tree")
        if not self._notary.made(checkpoint):
            self._result.find(None, f"{name} was not signed by this installation")
        if checkpoint.at < self._last:
            back = (self._last - checkpoint.at) / 10**9
            self._result.note(None, f"{name}: the clock went back by {back:.3f} s")
        self._last, self._reached = checkpoint.at, checkpoint.size

    def _check_stored(self, done: list[Subtree]) -> None:
        wanted = select(nodes).where(
            tuple_(nodes.c.level, nodes.c.position).in_([subtree[:2] for subtree in done])
        )
        found = {
            (row.level, row.position): bytes(row.hash) for row in self._connection.execute(wanted)
        }
        for level, position, hash_ in done:
            if found.get((level, position)) != hash_:
                self._result.find(
                    None, f"stored hash {position} of level {level} is not the tree's"
                )


def are_alike(batch: Batch) -> bool:
    """Say whether the tree has the leaf of every entry of a batch, and no other."""
    if [row[0] for row in batch.rows] != [leaf[0] for leaf in batch.leaves]:
        return False
    hashes = [sha256(b"\0" + as_bytes(row[9])).digest() for row in batch.rows]
    return hashes == [leaf[2] for leaf in batch.leaves]


def checkpoints_after(connection: Connection, size: int) -> Iterator[Checkpoint]:
    """Yield checkpoints past a size, a page at a time."""
    wanted = select(checkpoints).order_by(checkpoints.c.size).limit(_PAGE)
    while True:
        page: list[Any] = list(connection.execute(wanted.where(checkpoints.c.size > size)))
        yield from map(as_checkpoint, page)
        if len(page) < _PAGE:
            return
        size = page[-1].size
