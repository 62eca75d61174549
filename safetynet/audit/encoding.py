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
of their bytes, nothing twice and nothing unused. So a further row of a known kind costs 16 bytes,
and a decoder can refuse every other spelling.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from safetynet.audit.entry import DIGEST, HASH, SIGN_IN, WRITER, Entry, EntryError, Result, Touch

VERSION = 1
ASKED, DETAIL = 1, 2
BEFORE, AFTER = 1, 2
LOW, MORE = 0x7F, 0x80
BITS = 63
RESULTS = tuple(Result)
_CODES = {result: code for code, result in enumerate(RESULTS)}

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
    return (entry.asked is not None) * ASKED | (entry.detail_hash is not None) * DETAIL


def _fixed(value: bytes, width: int) -> bytes:
    if len(value) != width:
        raise EntryError(f"{width} bytes are wanted, {len(value)} came")
    return value


def _number(out: bytearray, value: int) -> None:
    if not 0 <= value < 1 << BITS:
        raise EntryError("a count is out of range")
    while value > LOW:
        out.append(value & LOW | MORE)
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
    # As numbers, in the same order: an id's bytes are a property, which costs more than the rest.
    owners = sorted({owner.int for t in touches for owner in (t.survivor, t.owner)})
    _number(out, len(words))
    for word in words:
        _text(out, word)
    _number(out, len(owners))
    for owner in owners:
        out += owner.to_bytes(16)
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
    touches: tuple[Touch, ...], words: dict[str, int], owners: dict[int, int]
) -> dict[tuple[int, ...], set[bytes]]:
    groups: dict[tuple[int, ...], set[bytes]] = {}
    for t in touches:
        digests = (t.before is not None) * BEFORE | (t.after is not None) * AFTER
        head = (
            words[t.table],
            owners[t.survivor.int],
            owners[t.owner.int],
            words[t.category],
            _CODES[t.effect],
            len(t.fields),
            *(words[name] for name in t.fields),
            digests,
        )
        row = t.row.int.to_bytes(16)
        if digests:
            row += b"".join(_fixed(d, DIGEST) for d in (t.before, t.after) if d is not None)
        groups.setdefault(head, set()).add(row)
    return groups
