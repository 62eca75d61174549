"""What one line of the ledger says: ids and names of fields, never a value."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from uuid import UUID

from safetynet.db.canonical import canonical

NOBODY = UUID(int=0)
"""The survivor of rows that belong to none, and the actor of a visit before signing in."""

BEGINNING = bytes(32)
"""The previous hash of a writer's first entry."""

WRITER, HASH, DIGEST, SIGN_IN = 8, 32, 16, 16
"""Widths in bytes."""


class EntryError(ValueError):
    """An entry says something that the ledger's encoding has no place for."""


class Result(StrEnum):
    """What came of a visit, and what happened to one row. New ones are added at the end only."""

    OPENED = "opened"
    CREATED = "created"
    CHANGED = "changed"
    DELETED = "deleted"
    DISCLOSED = "disclosed"
    REFUSED = "refused"
    FAILED = "failed"
    INVALID = "invalid"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    EXPORTED = "exported"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True)
class Touch:
    """One row that a visit opened, changed or refused, with the triple that owns it.

    `fields` are names of columns. `before` and `after` are row digests (16 bytes).
    """

    table: str
    row: UUID
    survivor: UUID
    owner: UUID
    category: str
    effect: Result
    fields: tuple[str, ...] = ()
    before: bytes | None = None
    after: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry that has not found its place in a chain yet.

    `sign_in` is the first 16 bytes of the sign-in's hash, zeros when there is none; `asked` is the
    id of a refused request; `basis` names what allowed the visit (a release id, "own agency", …);
    `detail_hash` commits to a detail that is kept sealed elsewhere (32 bytes).
    """

    actor: UUID
    permission: str
    endpoint: str
    result: Result
    sign_in: bytes = bytes(SIGN_IN)
    asked: UUID | None = None
    basis: str = ""
    touches: tuple[Touch, ...] = ()
    detail_hash: bytes | None = None

    @property
    def survivors(self) -> list[UUID]:
        """Return whose records were touched, each once, in order."""
        return sorted({touch.survivor for touch in self.touches} - {NOBODY})

    def placed(self, writer: bytes, counter: int, previous: bytes, at: int) -> "Entry":
        """Return the entry that follows `previous` (a hash) in a writer's chain; `at` in ns UTC."""
        said = {field.name: getattr(self, field.name) for field in fields(Draft)}
        return Entry(writer=writer, counter=counter, previous=previous, at=at, **said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Draft):
    """One line of the ledger at its place: entry `counter` (from 1) of `writer`, at `at` ns UTC."""

    writer: bytes
    counter: int
    previous: bytes
    at: int


def row_digest(values: Mapping[str, object]) -> bytes:
    """Return 16 bytes over a row's stored column values (ciphertext as it is), in any order.

    So the ledger can tell a row from an older one put back. Values count as `canonical` says; an
    empty column counts as none, so that a digest outlives a column that is added later.
    """
    told = hashlib.sha256(b"row 1")
    for name in sorted(name for name, value in values.items() if value is not None):
        said = name.encode()
        told.update(len(said).to_bytes(4, "big") + said + canonical(values[name]))
    return told.digest()[:DIGEST]
