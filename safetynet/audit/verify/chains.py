"""Every entry against itself, its chain, its columns and the journal."""

import hashlib
import hmac
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from safetynet.audit.decoding import decode
from safetynet.audit.entry import Entry, EntryError
from safetynet.audit.journal import Head
from safetynet.audit.ledger import AT_ONCE, Ledger
from safetynet.audit.verify.bodies import DOUBTFUL, changes_in
from safetynet.audit.verify.fetching import Batch, Spell, as_bytes
from safetynet.audit.verify.result import Verification
from safetynet.audit.verify.skimming import PATIENCE, START, Change, Skimmed, Skimmer, Stand

_Owned = dict[int, list[tuple[Any, int]]]


class Chains:
    """Remembers where each writer stands, and nothing else.

    A batch in which all is as it mostly is gets skimmed; any other is read entry by entry.
    """

    def __init__(
        self, ledger: Ledger, spell: Spell, promised: Mapping[bytes, Head], result: Verification
    ) -> None:
        self._ledger, self._spell, self._promised = ledger, spell, promised
        self._result = result
        self._skimmer = Skimmer(ledger.mac_key, spell, promised)
        self.heads: dict[bytes, Stand] = {}
        self.before = 0
        """When the last entry was made, whoever wrote it (ns)."""

    def take(self, batch: Batch) -> list[Change]:
        """Check a batch; return what became of the rows that it changed, in order."""
        with suppress(*DOUBTFUL):
            skimmed = self._skimmer.skim(batch)
            if self.join(skimmed):
                return skimmed.changes
        return self._read(batch)

    def join(self, skimmed: Skimmed) -> bool:
        """Go on past a skimmed batch if it begins where those before it ended; say if it does."""
        if not skimmed.entries:
            return True
        if skimmed.first_at + PATIENCE < self.before:
            return False
        for writer, begin in skimmed.begins.items():
            stand = self.heads.get(writer, START)
            if (stand.counter, stand.hash) != (begin.counter, begin.hash) or begin.at < stand.at:
                return False
        self.heads.update(skimmed.stands)
        self.before = skimmed.last_at
        self._result.entries += skimmed.entries
        return True

    def compare_journal(self, since: Mapping[bytes, Head]) -> None:
        """Look for entries that the journal promised (at the start), and for lines it lost."""
        for writer, head in self._promised.items():
            stands = self.heads.get(writer, START).counter
            if stands < head.counter:
                first = stands + 1
                lost = f"{first} to {head.counter}" if first < head.counter else first
                name = writer.hex()
                self._result.find(
                    None, f"writer {name}: entry {lost}, named by the journal, is gone"
                )
        for writer, stand in self.heads.items():
            known = since[writer].counter if writer in since else 0
            if stand.counter - known > AT_ONCE:
                sentence = f"writer {writer.hex()}: the journal lost lines after entry {known}"
                # A power cut can take the journal's last lines; it does not take the file.
                (self._result.note if since else self._result.find)(None, sentence)

    def _read(self, batch: Batch) -> list[Change]:
        self._result.entries += len(batch.rows)
        owned: _Owned = {}
        for key, survivor, at in batch.subjects:
            owned.setdefault(key, []).append((survivor, at))
        changes: list[Change] = []
        for row in batch.rows:
            if entry := self._entry(row):
                self._check_subjects(row[0], entry, owned.pop(row[0], []))
                changes += [(*of, digest, row[0]) for of, digest in changes_in(entry).items()]
            else:
                owned.pop(row[0], None)
        for orphan in owned:
            self._result.find(orphan, "survivors are noted for an entry that does not exist")
        return changes

    def _entry(self, row: tuple[Any, ...]) -> Entry | None:
        """Check one entry against all but the subjects; return it if it can be read."""
        key, *_, payload, mac, stored = row
        payload = as_bytes(payload)
        reached = hashlib.sha256(payload).digest()
        if not hmac.compare_digest(self._ledger.mac(payload), as_bytes(mac)):
            self._result.find(
                key, "the seal does not fit: the entry was not written by this ledger"
            )
        if reached != as_bytes(stored):
            self._result.find(key, "the stored hash is not the entry's")
        try:
            entry = decode(payload)
        except EntryError as error:
            self._result.find(key, f"the entry cannot be read: {error}")
            return None
        self._check_columns(row, entry)
        self._check_chain(key, entry, reached)
        return entry

    def _check_columns(self, row: tuple[Any, ...], entry: Entry) -> None:
        key, writer, counter, at, actor, permission, result, *_ = row
        said = (entry.writer, entry.counter, entry.at, self._spell(entry.actor.bytes))
        if (writer, counter, at, actor) != said or (permission, result) != (
            entry.permission,
            entry.result.value,
        ):
            self._result.find(key, "an indexed column differs from the entry")

    def _check_subjects(self, key: int, entry: Entry, noted: list[tuple[Any, int]]) -> None:
        due = [(self._spell(survivor.bytes), entry.at) for survivor in entry.survivors]
        if noted != due:
            self._result.find(key, "the survivors noted beside the entry are not those in it")

    def _check_chain(self, key: int, entry: Entry, reached: bytes) -> None:
        stand = self.heads.get(entry.writer, START)
        name, due = entry.writer.hex(), stand.counter + 1
        if entry.counter != due:
            sentence = f"writer {name}: entry {due} is due, entry {entry.counter} stands here"
            self._result.find(key, sentence)
        elif entry.previous != stand.hash:
            self._result.find(key, f"writer {name}: entry {due} does not follow the one before it")
        self.heads[entry.writer] = here = Stand(entry.counter, reached, entry.at)
        promised = self._promised.get(entry.writer)
        if promised and promised.counter == here.counter and promised.hash != here.hash:
            sentence = f"writer {name}: entry {here.counter} is not the one the journal names"
            self._result.find(key, sentence)
        if entry.at < stand.at or entry.at + PATIENCE < self.before:
            back = (max(stand.at, self.before) - entry.at) / 10**9
            self._result.note(key, f"the clock went back by {back:.3f} s")
        self.before = entry.at
