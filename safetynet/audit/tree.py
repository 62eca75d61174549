"""The tree as the database keeps it, and what can be worked out from it."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, select

from safetynet.audit.checkpoint import Checkpoint
from safetynet.audit.merkle import STORED, Node, node_hash
from safetynet.audit.tables import checkpoints, leaves, nodes


class BrokenTreeError(Exception):
    """The database's tree lacks a hash, or does not lead to the root that was signed."""


def nodes_in(connection: Connection) -> Node:
    """Return what looks up perfect subtrees; each costs at most 256 hashes to be read."""

    @lru_cache(maxsize=4 << STORED)
    def node(level: int, index: int) -> bytes:
        if not level % STORED:
            return _stored(connection, level, index)
        floor = level - level % STORED
        width = 1 << level % STORED
        hashes = _stored_from(connection, floor, index * width, width)
        while len(hashes) > 1:
            beside = iter(hashes)
            hashes = [node_hash(left, right) for left, right in zip(beside, beside, strict=True)]
        return hashes[0]

    return node


def latest_checkpoint(connection: Connection) -> Checkpoint | None:
    newest = select(checkpoints).order_by(checkpoints.c.size.desc()).limit(1)
    found = connection.execute(newest).one_or_none()
    return as_checkpoint(found) if found else None


def as_checkpoint(row: Row[Any]) -> Checkpoint:
    return Checkpoint(row.size, bytes(row.root), row.at, row.code, bytes(row.signature))


def _stored(connection: Connection, level: int, index: int) -> bytes:
    return _stored_from(connection, level, index, 1)[0]


def _stored_from(connection: Connection, level: int, first: int, count: int) -> list[bytes]:
    """Return `count` neighbours of a stored level; raises BrokenTreeError when one is missing."""
    table = nodes if level else leaves
    wanted = select(table.c.hash).where(table.c.position >= first, table.c.position < first + count)
    if level:
        wanted = wanted.where(nodes.c.level == level)
    found = connection.scalars(wanted.order_by(table.c.position)).all()
    if len(found) != count:
        raise BrokenTreeError
    return [bytes(hash_) for hash_ in found]
