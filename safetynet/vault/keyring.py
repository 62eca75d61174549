"""The only door to plaintext: compartment keys, opened for one request at a time."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safetynet.vault import envelope
from safetynet.vault.compartments import NOBODY, Triple
from safetynet.vault.derive import KEY, Roots
from safetynet.vault.envelope import Place
from safetynet.vault.epochs import Epochs
from safetynet.vault.errors import NoGrantError, ShreddedError, TamperedError
from safetynet.vault.store import Store, WrappedKey

_FORMAT = b"\x01"
_NONCE = 12
_FIRST = 1

MayOpen = Callable[[Triple], bool]
Noted = Callable[[Triple, str, UUID], None]
"""(triple, `table.column`, row)"""


class Keyring:
    """Finds, makes and destroys compartment keys; remembers none of them between requests.

    A key may seal 2^30 messages before random nonces become a risk (NIST SP 800-38D, §8.3, with
    a margin of four); one survivor's content of one kind stays far below, and rotation renews it.
    """

    def __init__(self, store: Store, roots: Roots, clock_now: Callable[[], datetime]) -> None:
        self.store = store
        self._epochs = Epochs(store, roots)
        self._now = clock_now

    def opening(self, may_open: MayOpen, noted: Noted) -> "Opening":
        """Return what one request opens and seals with.

        `may_open` is asked before every decryption; `noted` hears of every one that succeeded.
        """
        return Opening(self, may_open, noted)

    def find(self, triples: Iterable[Triple]) -> dict[Triple, list[WrappedKey]]:
        """Return every version of these compartments' keys, still wrapped, in one select."""
        found: dict[Triple, list[WrappedKey]] = {triple: [] for triple in triples}
        for key in self.store.keys(list(found)):
            found[key.triple].append(key)
        live = (key for keys in found.values() for key in keys if key.wrapped)
        self._epochs.prepare({(key.triple.owner, key.epoch) for key in live})
        return found

    def create(self, triples: Iterable[Triple]) -> None:
        """Make first keys and commit them, before any row may rely on them.

        Where another request was faster its key stays; a key without a row is harmless.
        """
        epoch = self._epochs.current_epoch(self._now())
        keys = [self._wrapped(triple, _FIRST, epoch, os.urandom(KEY)) for triple in set(triples)]
        if keys:
            self.store.add_keys(keys, self._now())

    def destroy(self, triple: Triple) -> None:
        """Destroy a compartment's key in every version, and refuse a new one for ever."""
        now = self._now()
        epoch = self._epochs.current_epoch(now)
        self.store.destroy(WrappedKey(triple, _FIRST, epoch, None), now)

    def check(self) -> None:
        """Unwrap every live epoch's secret; raises VaultError when one does not open."""
        live = [count.epoch for count in self.store.counts() if not count.destroyed_at]
        self._epochs.prepare((NOBODY, epoch) for epoch in live)

    def unwrap(self, key: WrappedKey) -> AESGCM:
        """Return the cipher of a live key; raises ShreddedError or TamperedError."""
        if key.wrapped is None:
            raise ShreddedError
        kek = self._epochs.kek(key.triple.owner, key.epoch)
        nonce, wrapped = key.wrapped[1 : 1 + _NONCE], key.wrapped[1 + _NONCE :]
        try:
            bound_to = _bound_to(key.triple, key.version, key.epoch)
            return AESGCM(kek.decrypt(nonce, wrapped, bound_to))
        except (InvalidTag, ValueError):
            raise TamperedError("compartment_keys.wrapped") from None

    def _wrapped(self, triple: Triple, version: int, epoch: int, secret: bytes) -> WrappedKey:
        nonce = os.urandom(_NONCE)
        kek = self._epochs.kek(triple.owner, epoch)
        wrapped = kek.encrypt(nonce, secret, _bound_to(triple, version, epoch))
        return WrappedKey(triple, version, epoch, _FORMAT + nonce + wrapped)


@dataclass(slots=True)
class _Compartment:
    """The keys of one triple as this request has met them."""

    wrapped: dict[int, WrappedKey]
    ciphers: dict[int, AESGCM] = field(default_factory=dict)

    @property
    def newest(self) -> int:
        """The version to seal with; raises ShreddedError when every one is destroyed."""
        live = [version for version, key in self.wrapped.items() if key.wrapped]
        if not live:
            raise ShreddedError
        return max(live)


class Opening:
    """What one request may open and seal with; ends with it."""

    def __init__(self, keyring: Keyring, may_open: MayOpen, noted: Noted) -> None:
        self._keyring = keyring
        self._may_open = may_open
        self._noted = noted
        self._compartments: dict[Triple, _Compartment] = {}
        self._sealed_into: set[Triple] = set()
        self._ended = False

    def holds(self, triple: Triple) -> bool:
        """Say whether the keys of this compartment were asked for already."""
        return triple in self._compartments

    def warm(self, triples: Iterable[Triple]) -> None:
        """Fetch the keys a page is about to need with one select; unwraps none of them."""
        missing = {triple for triple in triples if triple not in self._compartments}
        if missing:
            for triple, keys in self._keyring.find(missing).items():
                wrapped = {key.version: key for key in keys}
                self._compartments[triple] = _Compartment(wrapped)

    def prepare(self, triples: Iterable[Triple]) -> None:
        """Make and commit the keys that are absent, all in one transaction (for imports)."""
        wanted = set(triples)
        self.warm(wanted)
        absent = [triple for triple in wanted if not self._compartments[triple].wrapped]
        if absent:
            self._keyring.create(absent)
            self._forget(absent)
            self.warm(absent)

    def seal(self, triple: Triple, place: Place, text: str) -> bytes:
        """Return the sealed text; the compartment's key is committed before this returns.

        Whether the actor may write there is the write guard's question, not the key's.
        Raises ShreddedError when the compartment was destroyed.
        """
        if self._ended:
            raise NoGrantError
        compartment = self._compartments.get(triple)
        if compartment is None or not compartment.wrapped:
            self.prepare([triple])
            compartment = self._compartments[triple]
        version = compartment.newest
        cipher = self._cipher(compartment, version, place.column)
        blob = envelope.seal(cipher, version, triple, place, text)
        self._sealed_into.add(triple)
        return blob

    def open(self, triple: Triple, place: Place, blob: bytes) -> str:
        """Return the text and note that it was read.

        Raises NoGrantError, ShreddedError when the key is gone, TamperedError when the blob is
        not what was sealed for this place.
        """
        row = (place.row, place.seal_version, blob)
        return next(self.open_all(triple, place.column, [row]))[1]

    def open_all(
        self, triple: Triple, column: str, rows: Iterable[tuple[UUID, int, bytes]]
    ) -> Iterator[tuple[UUID, str]]:
        """Yield the text of each (row, seal version, blob) of one compartment and column.

        Whether the compartment may be opened is asked once. Raises what `open` raises; each text
        is noted as read when it is yielded.
        """
        if self._ended or not self._may_open(triple):
            raise NoGrantError
        if triple not in self._compartments:
            self.warm([triple])
        compartment = self._compartments[triple]
        openers: dict[int, envelope.Opener] = {}
        for row, seal_version, blob in rows:
            version = envelope.key_version_of(blob, column)
            if version not in openers:
                cipher = self._cipher(compartment, version, column)
                openers[version] = envelope.opener(cipher, version, triple, column)
            text = openers[version](row, seal_version, blob)
            self._noted(triple, column, row)
            yield row, text

    def confirm(self) -> None:
        """Ask the store again about everything sealed here; call it last before the commit.

        Raises ShreddedError when a compartment was destroyed meanwhile: what was sealed into it
        could never be read, and must not be acknowledged as saved.
        """
        if self._sealed_into:
            for keys in self._keyring.find(self._sealed_into).values():
                if not any(key.wrapped for key in keys):
                    raise ShreddedError

    def close(self) -> None:
        """Forget every key; nothing opens or seals any more."""
        self._ended = True
        self._compartments.clear()

    def _cipher(self, compartment: _Compartment, version: int, column: str) -> AESGCM:
        if not compartment.wrapped:
            raise ShreddedError
        if version not in compartment.wrapped:
            raise TamperedError(column)
        cipher = compartment.ciphers.get(version)
        if cipher is None:
            cipher = self._keyring.unwrap(compartment.wrapped[version])
            compartment.ciphers[version] = cipher
        return cipher

    def _forget(self, triples: Iterable[Triple]) -> None:
        for triple in triples:
            self._compartments.pop(triple, None)


def _bound_to(triple: Triple, version: int, epoch: int) -> bytes:
    return _FORMAT + b"key" + triple.parts + version.to_bytes(4) + epoch.to_bytes(4)
