"""What somebody who owns the database, and no key of the house, may try on entries 1 to 12."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from safetynet.audit.decoding import decode
from safetynet.audit.encoding import encode
from safetynet.audit.entry import BEGINNING, Entry, Result
from safetynet.audit.tables import entries, subjects
from tests.audit.conftest import Book
from tests.audit.drafts import page

KEPT, BAD = 12, 5
Hand = Callable[[Book], None]


@dataclass(frozen=True)
class Attack:
    """What is done, which entry gives it away first, and the word that names it."""

    by: Hand
    entry: int | None
    word: str


def change(**columns: object) -> Hand:
    return lambda book: _change(book, BAD, **columns)


def edit(book: Book) -> None:
    _change(book, BAD, payload=encode(_edited(book, BAD)))


def edit_all_that_needs_no_key(book: Book) -> None:
    said = _columns(_edited(book, BAD), b"x" * 32)
    _change(book, BAD, **said)


def edit_with_the_stolen_key(book: Book) -> None:
    _change(book, BAD, **_columns(_edited(book, BAD), book.key))


def edit_the_last_with_the_stolen_key(book: Book) -> None:
    _change(book, KEPT, **_columns(_edited(book, KEPT), book.key))


def spell_otherwise(book: Book) -> None:
    """Keep the meaning, list the rows twice over, and seal it with the stolen key."""
    payload = bytes(_row(book, BAD)["payload"])
    other = payload[:-33] + b"\x04" + payload[-32:] * 2
    sealed = {"payload": other, "hash": hashlib.sha256(other).digest()}
    _change(book, BAD, **sealed, mac=book.ledger.mac(other))


def remove(*keys: int) -> Hand:
    def by(book: Book) -> None:
        book.tamper(
            delete(subjects).where(subjects.c.entry_id.in_(keys)),
            delete(entries).where(entries.c.id.in_(keys)),
        )

    return by


def remove_and_renumber(book: Book) -> None:
    remove(BAD)(book)
    for key in range(BAD + 1, KEPT + 1):
        _change(book, key, counter=key - 1)


def swap(*names: str) -> Hand:
    def by(book: Book) -> None:
        one, other = _row(book, BAD), _row(book, BAD + 1)
        # Out of the way first: (writer, counter) is unique.
        _change(book, BAD + 1, counter=0)
        _change(book, BAD, **{name: other[name] for name in names})
        kept = {"counter": other["counter"]} | {name: one[name] for name in names}
        _change(book, BAD + 1, **kept)

    return by


def forge(book: Book) -> None:
    entry = page().placed(b"f" * 8, 1, BEGINNING, 1_790_000_000_000_000_000)
    book.tamper(insert(entries).values(_columns(entry, b"x" * 32)))


def copy(book: Book) -> None:
    row = {name: value for name, value in _row(book, BAD).items() if name != "id"}
    book.tamper(insert(entries).values(row | {"counter": KEPT + 1}))


def forget_subject(book: Book) -> None:
    book.tamper(delete(subjects).where(subjects.c.entry_id == BAD))


def subject(**columns: object) -> Hand:
    changed = update(subjects).where(subjects.c.entry_id == BAD).values(**columns)
    return lambda book: book.tamper(changed)


def add_subject(key: int) -> Hand:
    row = {"entry_id": key, "survivor": UUID(int=99), "at": 1}
    return lambda book: book.tamper(insert(subjects).values(row))


def _row(book: Book, key: int) -> dict[str, Any]:
    with book.engine.connect() as connection:
        return dict(connection.execute(select(entries).where(entries.c.id == key)).mappings().one())


def _change(book: Book, key: int, **columns: object) -> None:
    book.tamper(update(entries).where(entries.c.id == key).values(**columns))


def _edited(book: Book, key: int) -> Entry:
    return replace(decode(bytes(_row(book, key)["payload"])), result=Result.REFUSED)


def _columns(entry: Entry, key: bytes) -> dict[str, object]:
    """Return the row of an entry as somebody would write it who holds `key`."""
    payload = encode(entry)
    repeated = ("writer", "counter", "at", "actor", "permission")
    return {name: getattr(entry, name) for name in repeated} | {
        "result": entry.result.value,
        "payload": payload,
        "mac": hmac.digest(key, payload, "sha256"),
        "hash": hashlib.sha256(payload).digest(),
    }


WHOLE = ("writer", "counter", "at", "actor", "permission", "result", "payload", "mac", "hash")
ATTACKS = {
    "edit": Attack(edit, BAD, "seal does not fit"),
    "edit all that needs no key": Attack(edit_all_that_needs_no_key, BAD, "seal does not fit"),
    "edit with the stolen key": Attack(edit_with_the_stolen_key, BAD + 1, "does not follow"),
    "edit the last with the stolen key": Attack(
        edit_the_last_with_the_stolen_key, KEPT, "not the one the journal names"
    ),
    "spell otherwise with the stolen key": Attack(spell_otherwise, BAD, "canonical"),
    "cut short": Attack(change(payload=b"\x01\x00"), BAD, "cut short"),
    "delete": Attack(remove(BAD), BAD + 1, "entry 5 is due"),
    "delete and renumber": Attack(remove_and_renumber, BAD + 1, "column differs"),
    "delete the last": Attack(remove(KEPT), None, "entry 12, named by the journal, is gone"),
    "delete the last three": Attack(remove(10, 11, 12), None, "entry 10 to 12"),
    "delete all": Attack(remove(*range(1, KEPT + 1)), None, "entry 1 to 12"),
    "swap payloads": Attack(swap("payload", "mac", "hash"), BAD, "column differs"),
    "swap whole entries": Attack(swap(*WHOLE), BAD, "entry 5 is due, entry 6 stands here"),
    "forge": Attack(forge, KEPT + 1, "seal does not fit"),
    "copy": Attack(copy, KEPT + 1, "column differs"),
    "only the writer column": Attack(change(writer=b"\0" * 8), BAD, "column differs"),
    "only the actor column": Attack(change(actor=UUID(int=1)), BAD, "column differs"),
    "only the time column": Attack(change(at=1), BAD, "column differs"),
    "only the permission column": Attack(change(permission="x"), BAD, "column differs"),
    "only the result column": Attack(change(result="refused"), BAD, "column differs"),
    "only the hash column": Attack(change(hash=b"\0" * 32), BAD, "stored hash"),
    "only the seal": Attack(change(mac=b"\0" * 32), BAD, "seal does not fit"),
    "subject removed": Attack(forget_subject, BAD, "survivors noted"),
    "subject changed": Attack(subject(survivor=UUID(int=99)), BAD, "survivors noted"),
    "subject's time changed": Attack(subject(at=1), BAD, "survivors noted"),
    "subject added": Attack(add_subject(BAD), BAD, "survivors noted"),
    "subject of no entry": Attack(add_subject(99), 99, "does not exist"),
}
