"""Reading what entries touched, quickly: what very many of them share is read once.

As strict as `decode`, which is asked wherever this reader is in doubt. It makes no objects of rows
and ids: that would take ten times as long as all the hashes of an entry.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import lt
from typing import NamedTuple

from safetynet.audit.encoding import AFTER, BEFORE, LOW, RESULTS
from safetynet.audit.entry import DIGEST, Entry, Result

GONE = b"-"
"""Stands for the digest of a row that was deleted."""

UNKNOWN = b""
"""Stands for the digest of a row that was touched without one."""

_FIXED = 6
"""Numbers at the start of a group's head, before the names of fields."""

_ENOUGH = 50_000
"""Things remembered of a kind, at most."""

_SPELLINGS = 32
"""Sets of words remembered for one page, at most."""

_CHANGES = (Result.CREATED, Result.CHANGED, Result.DELETED, Result.DESTROYED)

Changes = dict[tuple[str, bytes], bytes]
"""(table, row) → digest, GONE or UNKNOWN."""


class Doubt(Exception):  # noqa: N818 - nothing is wrong yet
    """Something is not as it mostly is; `decode` will say whether it may be."""


DOUBTFUL = (
    Doubt,
    TypeError,
    ValueError,
    AttributeError,
    LookupError,
    ArithmeticError,
    struct.error,
)
"""What stands for doubt: a column may hold anything, in SQLite."""


@dataclass(slots=True)
class Words:
    """The words of an entry as they are spelled, and the heads of groups met with them."""

    spelled: bytes
    words: tuple[str, ...]
    heads: dict[tuple[int, bytes], "Head"] = field(default_factory=dict)


class Head(NamedTuple):
    """What a group says of its rows."""

    width: int
    survivor: int
    table: str
    marks: bytes | None
    """None where rows were only looked at; else what stands for rows without a digest."""
    has_after: bool
    words_used: int
    owners_used: int


class Bodies:
    """Reads the part of entries that follows the fixed fields."""

    def __init__(self) -> None:
        self._words: dict[bytes, list[Words]] = {}
        self._owners: dict[bytes, tuple[bytes, ...]] = {}

    def read(self, payload: bytes, at: int) -> tuple[bytes, Sequence[bytes], Changes | None]:
        """Return the permission, the ids of the survivors in order, and what rows became.

        `at` is where the permission begins. Raises one of DOUBTFUL.
        """
        middle = at + 1 + payload[at]
        end = middle + 1 + payload[middle]
        if payload[at] > LOW or payload[middle] > LOW:
            raise Doubt
        permission, page = payload[at + 1 : middle], payload[at:end]
        count, start = _number(payload, end)
        end = start + count
        basis = payload[start:end]
        if not basis.isascii():
            basis.decode()
        words = self._words_at(payload, end, page)
        end += len(words.spelled)
        owners, end = self._owners_at(payload, end)
        survivors, changes = _groups(payload, end, words, owners)
        return permission, survivors, changes

    def _words_at(self, payload: bytes, at: int, page: bytes) -> Words:
        """Recognise the words that mostly come with this page; `page` says which it is."""
        met = self._words.get(page)
        if met is not None:
            for words in met:
                if payload.startswith(words.spelled, at):
                    return words
        page.decode()
        words = _words(payload, at)
        if len(self._words) > _ENOUGH or (met and len(met) > _SPELLINGS):
            self._words.clear()
        self._words.setdefault(page, []).append(words)
        return words

    def _owners_at(self, payload: bytes, at: int) -> tuple[tuple[bytes, ...], int]:
        count, start = payload[at], at + 1
        if count > LOW:
            count, start = _number(payload, at)
        end = start + 16 * count
        spelled = payload[start:end]
        owners = self._owners.get(spelled)
        if owners is None:
            owners = _rows(payload, start, count, 16)
            if len(self._owners) > _ENOUGH:
                self._owners.clear()
            self._owners[spelled] = owners
        return owners, end


def _groups(
    payload: bytes, at: int, words: Words, owners: tuple[bytes, ...]
) -> tuple[Sequence[bytes], Changes | None]:
    count, at = payload[at], at + 1
    if count > LOW:
        count, at = _number(payload, at - 1)
    before, survivors, used, used_owners = b"", 0, 0, 0
    changes: Changes | None = None
    for _ in range(count):
        start = at + _FIXED + 1 + payload[at + _FIXED - 1]
        spelled = payload[at:start]
        head = words.heads.get((len(owners), spelled))
        if head is None:
            head = _met(words, len(owners), spelled)
        rows, start = payload[start], start + 1
        if rows > LOW:
            rows, start = _number(payload, start - 1)
        if spelled <= before or not rows:
            raise Doubt
        before = spelled
        at = start + rows * head.width
        found = _rows(payload, start, rows, head.width)
        survivors |= 1 << head.survivor
        used |= head.words_used
        used_owners |= head.owners_used
        if head.marks is not None:
            changes = _with_changes(changes or {}, head, found)
    is_whole = used + 1 == 1 << len(words.words) and used_owners + 1 == 1 << len(owners)
    if not is_whole or at != len(payload):
        raise Doubt
    return _chosen(owners, survivors), changes


@lru_cache(maxsize=_ENOUGH)
def _chosen(owners: tuple[bytes, ...], chosen: int) -> tuple[bytes, ...]:
    """Return the owners whose bits are set, but for nobody."""
    return tuple(one for at, one in enumerate(owners) if chosen >> at & 1 and any(one))


def changes_in(entry: Entry) -> Changes:
    """Return what an entry says became of rows, from its objects."""
    changes: Changes = {}
    for touch in entry.touches:
        if touch.effect in _CHANGES:
            mark = GONE if touch.effect is Result.DELETED else UNKNOWN
            _note(changes, (touch.table, touch.row.bytes), touch.after or mark)
    return changes


def _with_changes(changes: Changes, head: Head, rows: tuple[bytes, ...]) -> Changes:
    for row in rows:
        digest = row[-DIGEST:] if head.has_after else head.marks or UNKNOWN
        _note(changes, (head.table, row[:16]), digest)
    return changes


def _note(changes: Changes, of: tuple[str, bytes], digest: bytes) -> None:
    """A digest says more than that a row is gone, and that more than nothing."""
    if len(digest) >= len(changes.get(of, UNKNOWN)):
        changes[of] = digest


def _number(payload: bytes, at: int) -> tuple[int, int]:
    """Return a number below 16,384 and where it ends."""
    low = payload[at]
    if low <= LOW:
        return low, at + 1
    high = payload[at + 1]
    if not 0 < high <= LOW:
        raise Doubt
    return low & LOW | high << 7, at + 2


def _words(payload: bytes, at: int) -> Words:
    start = at
    count, at = _number(payload, at)
    words = []
    for _ in range(count):
        width, at = _number(payload, at)
        words.append(payload[at : at + width].decode())
        at += width
    if at > len(payload) or words != sorted(set(words)):
        raise Doubt
    return Words(payload[start:at], tuple(words))


def _rows(payload: bytes, at: int, count: int, width: int) -> tuple[bytes, ...]:
    """Return fixed-width things that stand in order, each once."""
    rows: tuple[bytes, ...] = _struct(count, width).unpack_from(payload, at)
    if count > 1 and not all(map(lt, rows, rows[1:])):
        raise Doubt
    return rows


@lru_cache(maxsize=4096)
def _struct(count: int, width: int) -> struct.Struct:
    return struct.Struct(f"{width}s" * count)


def _met(words: Words, owners: int, spelled: bytes) -> Head:
    """Check a head and remember it."""
    *numbers, digests = spelled
    table, survivor, owner, category, effect, _, *names = numbers
    used = (table, category, *names)
    if (
        max(numbers) > LOW
        or digests > BEFORE | AFTER
        or effect >= len(RESULTS)
        or max(used) >= len(words.words)
        or max(survivor, owner) >= owners
    ):
        raise Doubt
    changed = RESULTS[effect] in _CHANGES
    head = Head(
        width=16 + DIGEST * digests.bit_count(),
        survivor=survivor,
        table=words.words[table],
        marks=(GONE if RESULTS[effect] is Result.DELETED else UNKNOWN) if changed else None,
        has_after=bool(digests & AFTER),
        words_used=sum(1 << word for word in set(used)),
        owners_used=1 << survivor | 1 << owner,
    )
    words.heads[owners, spelled] = head
    return head
