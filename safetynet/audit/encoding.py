"""The bytes of an entry: compact, versioned, and only one spelling for each entry.

Layout of version 1. `n` is an unsigned LEB128 number, `text` is n and that many bytes of UTF-8,
`number` fields are big-endian, an index is an n that counts from 0.

    version 1 byte (1) | presence 1 byte | result 1 byte
    writer 8 | counter n | previous 32 | at 8 | actor 16 | sign_in 16
    asked 16, if presence & 1 | detail_hash 32, if presence & 2
    permission text | endpoint text | basis text
    words   n, then each as text: every table, category and field name, sorted, once
    owners  n, then 16 bytes each: every survivor and owning agency, sorted, once
    groups  n, then each:
        table index | survivor index | owner index | category index | effect 1 byte
        fields n, then an index each | digests 1 byte (1 before, 2 after)
        rows n, then each: row id 16 | before 16, if digests & 1 | after 16, if digests & 2

Groups stand in the order of their heads (everything before `rows`, as numbers), rows in the order
of their bytes, nothing twice. So a further row of a known kind costs 16 bytes, and a decoder can
refuse every other spelling by encoding again what it read.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from safetynet.audit.entry import DIGEST, HASH, SIGN_IN, WRITER, Entry, EntryError, Result, Touch

VERSION = 1
_ASKED, _DETAIL = 1, 2
_BEFORE, _AFTER = 1, 2
_RESULTS = tuple(Result)
_CODES = {result: code for code, result in enumerate(_RESULTS)}
_LOW, _MORE = 0x7F, 0x80
_BITS = 63

T = TypeVar("T")


def encode(entry: Entry) -> bytes:
    """Return the canonical bytes of `entry`; raise EntryError for a value of the wrong width."""
    out = bytearray((VERSION, _presence(entry), _CODES[entry.result]))
    out += _fixed(entry.writer, WRITER)
    _number(out, entry.counter)
    out += _fixed(entry.previous, HASH)
    try:
        out += entry.at.to_bytes(8, "big")
    except OverflowError:
        raise EntryError("the time does not fit into 64 bits") from None
    out += entry.actor.bytes + _fixed(entry.sign_in, SIGN_IN)
    if entry.asked is not None:
        out += entry.asked.bytes
    if entry.detail_hash is not None:
        out += _fixed(entry.detail_hash, HASH)
    for text in (entry.permission, entry.endpoint, entry.basis):
        _text(out, text)
    _touches(out, entry.touches)
    return bytes(out)


def decode(payload: bytes) -> Entry:
    """Return the entry that `payload` spells; raise EntryError for any other."""
    entry = _Reader(payload).entry()
    if encode(entry) != payload:
        raise EntryError("the bytes are not in canonical form")
    return entry


def as_json(entry: Entry) -> dict[str, Any]:
    """Return the entry as plain JSON values (bytes in hex, ids as text, `at` in ns UTC)."""
    return {
        "writer": entry.writer.hex(),
        "counter": entry.counter,
        "previous": entry.previous.hex(),
        "at": entry.at,
        "actor": str(entry.actor),
        "sign_in": entry.sign_in.hex(),
        "permission": entry.permission,
        "endpoint": entry.endpoint,
        "result": entry.result.value,
        "asked": str(entry.asked) if entry.asked else None,
        "basis": entry.basis,
        "detail_hash": entry.detail_hash.hex() if entry.detail_hash else None,
        "touches": [_touch_as_json(touch) for touch in entry.touches],
    }


def _touch_as_json(touch: Touch) -> dict[str, Any]:
    return {
        "table": touch.table,
        "row": str(touch.row),
        "survivor": str(touch.survivor),
        "owner": str(touch.owner),
        "category": touch.category,
        "effect": touch.effect.value,
        "fields": list(touch.fields),
        "before": touch.before.hex() if touch.before else None,
        "after": touch.after.hex() if touch.after else None,
    }


def _presence(entry: Entry) -> int:
    return (entry.asked is not None) * _ASKED | (entry.detail_hash is not None) * _DETAIL


def _fixed(value: bytes, width: int) -> bytes:
    if len(value) != width:
        raise EntryError(f"{width} bytes are wanted, {len(value)} came")
    return value


def _number(out: bytearray, value: int) -> None:
    if not 0 <= value < 1 << _BITS:
        raise EntryError("a count is out of range")
    while value > _LOW:
        out.append(value & _LOW | _MORE)
        value >>= 7
    out.append(value)


def _text(out: bytearray, text: str) -> None:
    try:
        said = text.encode()
    except UnicodeEncodeError:
        raise EntryError("a name is not UTF-8") from None
    _number(out, len(said))
    out += said


def _touches(out: bytearray, touches: tuple[Touch, ...]) -> None:
    words = sorted({word for t in touches for word in (t.table, t.category, *t.fields)})
    owners = sorted({owner.bytes for t in touches for owner in (t.survivor, t.owner)})
    _number(out, len(words))
    for word in words:
        _text(out, word)
    _number(out, len(owners))
    for owner in owners:
        out += owner
    groups = _grouped(touches, _places(words), _places(owners))
    _number(out, len(groups))
    for head in sorted(groups):
        for number in head:
            _number(out, number)
        rows = sorted(groups[head])
        _number(out, len(rows))
        for row in rows:
            out += row


def _places(things: Iterable[T]) -> dict[T, int]:
    return {thing: place for place, thing in enumerate(things)}


def _grouped(
    touches: tuple[Touch, ...], words: dict[str, int], owners: dict[bytes, int]
) -> dict[tuple[int, ...], set[bytes]]:
    groups: dict[tuple[int, ...], set[bytes]] = {}
    for t in touches:
        digests = (t.before is not None) * _BEFORE | (t.after is not None) * _AFTER
        head = (
            words[t.table],
            owners[t.survivor.bytes],
            owners[t.owner.bytes],
            words[t.category],
            _CODES[t.effect],
            len(t.fields),
            *(words[name] for name in t.fields),
            digests,
        )
        row = t.row.bytes
        if digests:
            row += b"".join(_fixed(d, DIGEST) for d in (t.before, t.after) if d is not None)
        groups.setdefault(head, set()).add(row)
    return groups


class _Reader:
    """Walks through the bytes of one entry and stops at the first that cannot be."""

    def __init__(self, payload: bytes) -> None:
        self._bytes, self._at = payload, 0

    def entry(self) -> Entry:
        if (version := self._byte()) != VERSION:
            raise EntryError(f"version {version} is not known")
        presence, result = self._byte(), self._result()
        entry = Entry(
            writer=self._take(WRITER),
            counter=self._number(),
            previous=self._take(HASH),
            at=int.from_bytes(self._take(8), "big"),
            actor=UUID(bytes=self._take(16)),
            sign_in=self._take(SIGN_IN),
            asked=UUID(bytes=self._take(16)) if presence & _ASKED else None,
            detail_hash=self._take(HASH) if presence & _DETAIL else None,
            permission=self._text(),
            endpoint=self._text(),
            basis=self._text(),
            result=result,
            touches=self._touches(),
        )
        if self._at != len(self._bytes):
            raise EntryError("bytes follow the end of the entry")
        return entry

    def _take(self, width: int) -> bytes:
        start, self._at = self._at, self._at + width
        if self._at > len(self._bytes):
            raise EntryError("the entry is cut short")
        return self._bytes[start : self._at]

    def _byte(self) -> int:
        return self._take(1)[0]

    def _number(self) -> int:
        value = shift = 0
        while (byte := self._byte()) > _LOW:
            value |= (byte & _LOW) << shift
            if (shift := shift + 7) > _BITS:
                raise EntryError("a count is out of range")
        return value | byte << shift

    def _text(self) -> str:
        try:
            return self._take(self._number()).decode()
        except UnicodeDecodeError:
            raise EntryError("a name is not UTF-8") from None

    def _result(self) -> Result:
        return _at(_RESULTS, self._byte())

    def _touches(self) -> tuple[Touch, ...]:
        words = [self._text() for _ in range(self._number())]
        owners = [UUID(bytes=self._take(16)) for _ in range(self._number())]
        touches: list[Touch] = []
        for _ in range(self._number()):
            touches += self._group(words, owners)
        return tuple(touches)

    def _group(self, words: list[str], owners: list[UUID]) -> list[Touch]:
        table = _at(words, self._number())
        survivor, owner = _at(owners, self._number()), _at(owners, self._number())
        category, effect = _at(words, self._number()), self._result()
        names = tuple(_at(words, self._number()) for _ in range(self._number()))
        digests = self._byte()
        touches = []
        for _ in range(self._number()):
            row = UUID(bytes=self._take(16))
            before = self._take(DIGEST) if digests & _BEFORE else None
            after = self._take(DIGEST) if digests & _AFTER else None
            touch = Touch(table, row, survivor, owner, category, effect, names, before, after)
            touches.append(touch)
        return touches


def _at(things: Sequence[T], place: int) -> T:
    if place >= len(things):
        raise EntryError("an index points past the end")
    return things[place]
