"""The quick way through a batch in which every entry is as it mostly is."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from safetynet.audit.encoding import ASKED, DETAIL, LOW, MORE, RESULTS, VERSION
from safetynet.audit.entry import HASH, SIGN_IN
from safetynet.audit.journal import NOWHERE, Head
from safetynet.audit.ledger import quick_mac
from safetynet.audit.verify.bodies import Bodies, Changes, Doubt
from safetynet.audit.verify.fetching import Batch, Spell

PATIENCE = 60 * 10**9
"""How much earlier (ns) than its neighbour an entry of another connection may say it was made."""

_FIXED = 3
"""Version, presence and result come before the writer."""

_sha256 = hashlib.sha256


class Stand(NamedTuple):
    """How far a writer came: its last counter, that entry's hash, and its time (ns)."""

    counter: int
    hash: bytes
    at: int


START = Stand(NOWHERE.counter, NOWHERE.hash, 0)

Change = tuple[str, bytes, bytes, int]
"""(table, row, digest, entry): what an entry says became of a row; see bodies.Changes."""


class Skimmed(NamedTuple):
    """A batch in which every entry is as it mostly is: what must have come before, and its outcome.

    Whether it did come before is for `Chains.join` to say.
    """

    entries: int
    begins: dict[bytes, Stand]
    """Where each writer must have stood; the time is that of its first entry here."""
    stands: dict[bytes, Stand]
    """Where each writer stands after it."""
    first_at: int
    last_at: int
    changes: list[Change]
    """What became of rows, in order."""
    leaves: list[tuple[int, int, bytes]]
    """As in the batch."""


class Ids(dict[Any, bytes]):
    """Ids as the database's driver gives them → 16 bytes. Few people write very many entries."""

    def __missing__(self, given: Any) -> bytes:
        self[given] = found = given if isinstance(given, bytes) else UUID(given).bytes
        return found


class Skimmer:
    """Raises one of bodies.DOUBTFUL at the first thing that is not as it mostly is."""

    def __init__(self, mac_key: bytes, spell: Spell, promised: Mapping[bytes, Head]) -> None:
        self._mac = quick_mac(mac_key)
        self._spell, self._promised = spell, promised
        self._bodies, self._ids = Bodies(), Ids()
        self._permissions: dict[str, bytes] = {}
        self._spelled: dict[bytes, Any] = {}

    def skim(self, batch: Batch) -> Skimmed:
        """Check a batch by itself; what it begins with is taken at its word."""
        self._check_hashes(batch)
        begins: dict[bytes, Stand] = {}
        moved: dict[bytes, tuple[int, bytes, int]] = {}
        noted: list[tuple[int, Any, int]] = []
        changes: list[Change] = []
        ids, known = self._ids, self._spelled
        before = first_at = batch.rows[0][3] if batch.rows else 0
        for key, writer, counter, at, actor, permission, result, payload, _, reached in batch.rows:
            spelled = _SPELLED[counter] if counter < len(_SPELLED) else _leb(counter)
            last, previous, since = moved.get(writer) or begins.setdefault(
                writer, _begin(writer, counter, spelled, payload, at)
            )
            if counter != last + 1 or at < since or at + PATIENCE < before:
                raise Doubt
            moved[writer], before = (counter, reached, at), at
            place = writer + spelled + previous + at.to_bytes(8) + ids[actor]
            survivors, changed = self._read(payload, place, permission, result)
            for one in survivors:
                noted.append((key, known.get(one) or self._spell_once(one), at))
            if changed:
                changes += [(*of, digest, key) for of, digest in changed.items()]
        if noted != batch.subjects:
            raise Doubt
        stands = {writer: Stand(*stand) for writer, stand in moved.items()}
        self._check_promises(batch, begins, stands)
        return Skimmed(len(batch.rows), begins, stands, first_at, before, changes, batch.leaves)

    def _check_hashes(self, batch: Batch) -> None:
        payloads, mac = [row[7] for row in batch.rows], self._mac
        if [_sha256(payload).digest() for payload in payloads] != [row[9] for row in batch.rows]:
            raise Doubt
        if [mac(payload) for payload in payloads] != [row[8] for row in batch.rows]:
            raise Doubt

    def _check_promises(
        self, batch: Batch, begins: Mapping[bytes, Stand], moved: Mapping[bytes, Stand]
    ) -> None:
        """See that the entries which the journal names last are among these, where they should."""
        for writer, stand in moved.items():
            head = self._promised.get(writer)
            if head and begins[writer].counter < head.counter <= stand.counter:
                named = writer, head.counter, head.hash
                if not any((row[1], row[2], row[9]) == named for row in batch.rows):
                    raise Doubt

    def _read(
        self, payload: bytes, place: bytes, permission: str, result: str
    ) -> tuple[Sequence[bytes], Changes | None]:
        """Compare a payload with its place: writer to actor, as the columns and the chain say."""
        said, beyond = _STARTS[payload[:_FIXED]]
        if said != result or not payload.startswith(place, _FIXED):
            raise Doubt
        named, survivors, changes = self._bodies.read(payload, _FIXED + len(place) + beyond)
        if named != (self._permissions.get(permission) or self._spell_permission(permission)):
            raise Doubt
        return survivors, changes

    def _spell_permission(self, permission: str) -> bytes:
        return self._permissions.setdefault(permission, permission.encode())

    def _spell_once(self, one: bytes) -> Any:
        found = self._spelled.get(one)
        if found is None:
            if len(self._spelled) > _ENOUGH:
                self._spelled.clear()
            found = self._spelled[one] = self._spell(one)
        return found


def _begin(writer: bytes, counter: int, spelled: bytes, payload: bytes, at: int) -> Stand:
    """Say where a writer stood before an entry, as the entry has it."""
    place = _FIXED + len(writer) + len(spelled)
    return Stand(counter - 1, payload[place : place + HASH], at)


_STARTS = {
    bytes((VERSION, presence, code)): (
        result.value,
        SIGN_IN + bool(presence & ASKED) * 16 + bool(presence & DETAIL) * HASH,
    )
    for code, result in enumerate(RESULTS)
    for presence in range((ASKED | DETAIL) + 1)
}
"""How an entry may begin → its result, and how many bytes stand between actor and permission."""

_ENOUGH = 50_000


def _leb(counter: int) -> bytes:
    """Spell a counter as entries do."""
    if counter <= LOW:
        return _BYTES[counter]
    if counter >> 14:
        return _BYTES[counter & LOW | MORE] + _leb(counter >> 7)
    return _BYTES[counter & LOW | MORE] + _BYTES[counter >> 7]


_BYTES = tuple(bytes((value,)) for value in range(256))
_SPELLED = [_leb(counter) for counter in range(1 << 14)]
