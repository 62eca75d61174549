"""The Merkle tree of RFC 6962: one hash for a whole log, and short proofs about single entries."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""

WIDTH = len(EMPTY)
"""Bytes in a hash."""

STORED = 8
"""Every eighth level is kept (256 leaves, 65,536, …), so that no proof reads more than a few."""

Subtree = tuple[int, int, bytes]
"""(level, index, hash) of a perfect subtree."""

Node = Callable[[int, int], bytes]
"""(level, index) → root of the perfect subtree over the leaves `index << level` and following."""


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


class Edge:
    """The right edge of a growing tree: a hash for each perfect subtree, the largest first.

    It is all that must be remembered to add leaves: never more than 64 hashes.
    """

    __slots__ = ("hashes", "size")

    def __init__(self, size: int = 0, hashes: Sequence[bytes] = ()) -> None:
        if size.bit_count() != len(hashes):
            raise ValueError("an edge has one hash for each bit set in its size")
        self.size, self.hashes = size, list(hashes)

    def extend(self, leaves: Iterable[bytes]) -> list[Subtree]:
        """Add the hashes of further leaves; return the subtrees of stored levels they completed."""
        hashes, size, done = self.hashes, self.size, list[Subtree]()
        for leaf in leaves:
            reached, odd, level = leaf, size, 0
            while odd & 1:
                reached = sha256(b"\1" + hashes.pop() + reached).digest()
                odd >>= 1
                level += 1
                if not level % STORED:
                    done.append((level, odd, reached))
            hashes.append(reached)
            size += 1
        self.size = size
        return done

    def root(self) -> bytes:
        if not self.hashes:
            return EMPTY
        *others, root = self.hashes
        for left in reversed(others):
            root = node_hash(left, root)
        return root


def edge_of(node: Node, size: int) -> Edge:
    """Return the right edge of the first `size` leaves."""
    hashes, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            hashes.append(node(level, start >> level))
            start += 1 << level
    return Edge(size, hashes)


def root_of(node: Node, start: int, end: int) -> bytes:
    """Return the hash over leaves `start` to `end` (not included), which begin a subtree."""
    width = end - start
    if width == 1 << (width.bit_length() - 1):
        level = width.bit_length() - 1
        return node(level, start >> level)
    middle = start + _split(width)
    return node_hash(root_of(node, start, middle), root_of(node, middle, end))


def inclusion_proof(node: Node, index: int, size: int) -> list[bytes]:
    """Return the audit path of a leaf in a tree of `size` leaves (RFC 6962, 2.1.1), leaf first."""
    if not 0 <= index < size:
        raise ValueError("there is no such leaf in a tree of that size")
    start, end, path = 0, size, list[bytes]()
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(root_of(node, middle, end))
            end = middle
        else:
            path.append(root_of(node, start, middle))
            start = middle
    return path[::-1]


def consistency_proof(node: Node, first: int, second: int) -> list[bytes]:
    """Return what shows that a tree of `second` leaves begins with one of `first` (2.1.2)."""
    if not 0 < first <= second:
        raise ValueError("a tree is compared with one that is not larger, and not empty")
    start, end, is_whole, path = 0, second, True, list[bytes]()
    while first != end:
        middle = start + _split(end - start)
        if first <= middle:
            path.append(root_of(node, middle, end))
            end = middle
        else:
            path.append(root_of(node, start, middle))
            start, is_whole = middle, False
    if not is_whole:
        path.append(root_of(node, start, end))
    return path[::-1]


def is_included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Tell whether the path leads from the leaf to the root of a tree of `size` leaves."""
    if not 0 <= index < size or len(leaf) != WIDTH:
        return False
    reached, last = leaf, size - 1
    for beside in path:
        if last == 0:
            return False
        reached, index, last = _up(reached, beside, index, last)
    return last == 0 and reached == root


def is_consistent(
    first: int, second: int, root_1: bytes, root_2: bytes, path: Sequence[bytes]
) -> bool:
    """Tell whether a tree of `second` leaves begins with the tree of `first` leaves (not 0)."""
    if first == second:
        return first > 0 and not path and root_1 == root_2
    if not 0 < first < second or not path:
        return False
    if first.bit_count() == 1:
        path = [root_1, *path]
    index, last = first - 1, second - 1
    shift = (~index & (index + 1)).bit_length() - 1
    index, last = index >> shift, last >> shift
    older = newer = path[0]
    for beside in path[1:]:
        if last == 0:
            return False
        if index & 1 or index == last:
            older = node_hash(beside, older)
        newer, index, last = _up(newer, beside, index, last)
    return last == 0 and (older, newer) == (root_1, root_2)


def _up(reached: bytes, beside: bytes, index: int, last: int) -> tuple[bytes, int, int]:
    """Climb one step of a path; on the right edge, past the levels where nothing stands beside."""
    if index & 1 or index == last:
        reached = node_hash(beside, reached)
        while index and not index & 1:
            index, last = index >> 1, last >> 1
    else:
        reached = node_hash(reached, beside)
    return reached, index >> 1, last >> 1


def _split(width: int) -> int:
    """Return the largest power of two below `width`: how many leaves go to the left."""
    return int(1 << (width - 1).bit_length() - 1)
