"""Reading an entry's bytes, strictly: whatever `encode` would not have written is refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from safetynet.audit.encoding import AFTER, ASKED, BEFORE, BITS, DETAIL, LOW, RESULTS, VERSION
from safetynet.audit.entry import (
    DIGEST,
    HASH,
    SIGN_IN,
    WRITER,
    Entry,
    EntryError,
    Result,
    Touch,
)

T = TypeVar("T")


def decode(payload: bytes) -> Entry:
    """Return the entry that `payload` spells; raise EntryError for any other spelling."""
    entry, groups = _Reader(payload).read()
    return replace(entry, touches=tuple(touch for group in groups for touch in group.touches()))


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows of one table in one compartment with the same effect on the same fields."""

    table: str
    survivor: UUID
    owner: UUID
    category: str
    effect: Result
    fields: tuple[str, ...]
    digests: int
    rows: list[bytes]

    def touches(self) -> Iterator[Touch]:
        same = (self.survivor, self.owner, self.category, self.effect, self.fields)
        first = 16 + DIGEST
        for row in self.rows:
            before = row[16:first] if self.digests & BEFORE else None
            after = row[-DIGEST:] if self.digests & AFTER else None
            yield Touch(self.table, UUID(bytes=row[:16]), *same, before, after)


class _Reader:
    """Walks through the bytes of one entry and stops at the first that cannot be."""

    def __init__(self, payload: bytes) -> None:
        self._bytes, self._at = payload, 0

    def read(self) -> tuple[Entry, list[_Group]]:
        if (version := self._byte()) != VERSION:
            raise EntryError(f"version {version} is not known")
        presence = self._flags(ASKED | DETAIL)
        result = _at(RESULTS, self._byte())
        entry = Entry(
            writer=self._take(WRITER),
            counter=self._number(),
            previous=self._take(HASH),
            at=int.from_bytes(self._take(8), "big"),
            actor=UUID(bytes=self._take(16)),
            sign_in=self._take(SIGN_IN),
            asked=UUID(bytes=self._take(16)) if presence & ASKED else None,
            detail_hash=self._take(HASH) if presence & DETAIL else None,
            permission=self._text(),
            endpoint=self._text(),
            basis=self._text(),
            result=result,
        )
        groups = self._groups()
        if self._at != len(self._bytes):
            raise EntryError("bytes follow the end of the entry")
        return entry, groups

    def _take(self, width: int) -> bytes:
        start, self._at = self._at, self._at + width
        if self._at > len(self._bytes):
            raise EntryError("the entry is cut short")
        return self._bytes[start : self._at]

    def _byte(self) -> int:
        try:
            byte = self._bytes[self._at]
        except IndexError:
            raise EntryError("the entry is cut short") from None
        self._at += 1
        return byte

    def _flags(self, known: int) -> int:
        if (flags := self._byte()) & ~known:
            raise EntryError("a flag is not known")
        return flags

    def _number(self) -> int:
        value = byte = self._byte()
        if value <= LOW:
            return value
        value, shift = value & LOW, 0
        while byte > LOW:
            byte = self._byte()
            value |= (byte & LOW) << (shift := shift + 7)
            if value >> BITS:
                raise EntryError("a count is out of range")
        if not byte:
            raise EntryError("a count has needless zeros: this is not the canonical form")
        return value

    def _text(self) -> str:
        try:
            return self._take(self._number()).decode()
        except UnicodeDecodeError:
            raise EntryError("a name is not UTF-8") from None

    def _groups(self) -> list[_Group]:
        words = _ascending([self._text() for _ in range(self._number())])
        owners = _ascending([self._take(16) for _ in range(self._number())])
        ids = [UUID(bytes=owner) for owner in owners]
        heads: list[tuple[int, ...]] = []
        groups: list[_Group] = []
        for _ in range(self._number()):
            heads.append(self._head())
            groups.append(self._group(heads[-1], words, ids))
        _ascending(heads)
        used_words = {word for head in heads for word in (head[0], head[3], *head[6:-1])}
        used_owners = {owner for head in heads for owner in head[1:3]}
        if len(used_words) != len(words) or len(used_owners) != len(ids):
            raise EntryError("a word or an owner is not used: this is not the canonical form")
        return groups

    def _head(self) -> tuple[int, ...]:
        first = [self._number() for _ in range(6)]
        names = [self._number() for _ in range(first[-1])]
        return (*first, *names, self._flags(BEFORE | AFTER))

    def _group(self, head: tuple[int, ...], words: list[str], ids: list[UUID]) -> _Group:
        table, survivor, owner, category, effect, _, *names, digests = head
        return _Group(
            table=_at(words, table),
            survivor=_at(ids, survivor),
            owner=_at(ids, owner),
            category=_at(words, category),
            effect=_at(RESULTS, effect),
            fields=tuple(_at(words, name) for name in names),
            digests=digests,
            rows=self._rows(16 + DIGEST * digests.bit_count()),
        )

    def _rows(self, width: int) -> list[bytes]:
        count = self._number()
        if not count:
            raise EntryError("a group has no rows: this is not the canonical form")
        block = self._take(count * width)
        return _ascending([block[at : at + width] for at in range(0, len(block), width)])


def _ascending(things: list[T]) -> list[T]:
    """Return things that stand in order, each once."""
    if things != sorted(set(things)):  # type: ignore[type-var]
        raise EntryError("something is out of order or there twice: this is not the canonical form")
    return things


def _at(things: Sequence[T], place: int) -> T:
    if place >= len(things):
        raise EntryError("an index points past the end")
    return things[place]
