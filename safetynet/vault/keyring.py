"""The only door to plaintext: compartment keys, opened for one request at a time."""

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safetynet.vault.compartments import NOBODY, Triple
from safetynet.vault.epochs import Epochs
from safetynet.vault.errors import ShreddedError
from safetynet.vault.opening import MayOpen, Noted, Opening, Through
from safetynet.vault.release_keys import ReleaseKeys, SharedKey
from safetynet.vault.store import Store, WrappedKey
from safetynet.vault.tombstones import Tombstone, Tombstones
from safetynet.vault.wrapping import KEY, KeyWrapper, cipher_of, unwrap, wrap

_FORMAT = b"\x01"
_FIRST = 1
LIMIT = 2**30
"""Messages under one key."""


class Keyring:
    """Finds, makes and destroys compartment keys; remembers none of them between requests.

    A key seals at most about 2^30 messages, a quarter of what random nonces allow (NIST SP
    800-38D, section 8.3): then a next version of it is made, and what is sealed stays as it is.
    """

    def __init__(
        self,
        store: Store,
        wrapper: KeyWrapper,
        clock_now: Callable[[], datetime],
        tombstones: Tombstones | None = None,
    ) -> None:
        """Take what wraps the secrets of epochs: `Roots`, or a key service.

        `tombstones` is where destructions are noted apart from the store, if anywhere.
        """
        self.store = store
        self.tombstones = tombstones
        self._epochs = Epochs(store, wrapper)
        self.releases = ReleaseKeys(store, self._epochs, clock_now, tombstones)
        self._now = clock_now

    def opening(self, may_open: MayOpen, noted: Noted, through: Through | None = None) -> Opening:
        """Return what one request opens and seals with.

        `may_open` is asked before every decryption; `noted` hears of every one that succeeded;
        `through` names the release, if any, by whose key alone a compartment opens.
        """
        return Opening(self, may_open, noted, through)

    def find(self, triples: Iterable[Triple]) -> dict[Triple, list[WrappedKey]]:
        """Return every version of these compartments' keys, still wrapped, in one select."""
        found: dict[Triple, list[WrappedKey]] = {triple: [] for triple in triples}
        for key in self.store.keys(list(found)):
            found[key.triple].append(key)
        live = (key for keys in found.values() for key in keys if key.wrapped)
        self._epochs.prepare({(key.triple.owner, key.epoch) for key in live})
        return found

    def find_shared(self, wanted: Mapping[Triple, UUID]) -> dict[Triple, list[SharedKey]]:
        """Return the same as a release shares them; see ReleaseKeys."""
        return self.releases.find(wanted)

    def share(self, release: UUID, recipient: UUID, triples: Iterable[Triple]) -> None:
        """Make a release's key and let it wrap the keys of these compartments, all versions."""
        wanted = set(triples)
        self.create(triple for triple, keys in self.find(wanted).items() if not keys)
        keys = (key for versions in self.find(wanted).values() for key in versions if key.wrapped)
        self.releases.add(
            release, recipient, [(key.triple, key.version, self._secret(key)) for key in keys]
        )
        # Somebody may have destroyed one in between.
        self.releases.withdraw(self.destroyed_among(wanted))

    def create(self, triples: Iterable[Triple]) -> None:
        """Make first keys and commit them, before any row may rely on them.

        Where another request was faster its key stays; a key without a row is harmless.
        """
        epoch = self._epochs.current_epoch(self._now())
        keys = [self._wrapped(triple, _FIRST, epoch, os.urandom(KEY)) for triple in set(triples)]
        if keys:
            self.store.add_keys(keys, self._now())

    def destroy(self, triple: Triple) -> None:
        """Destroy a compartment's key in every version, and refuse a new one for ever.

        Noted first: what is noted and not destroyed yet is destroyed when this is called again,
        while a backup would bring back what was destroyed and not noted.
        """
        stone = Tombstone(triple, self._now())
        if self.tombstones:
            self.tombstones.add(stone)
        self.bury([stone])

    def bury(self, stones: Iterable[Tombstone]) -> int:
        """Destroy again what was destroyed before; return how many. For restored keyrings."""
        count = 0
        for stone in stones:
            epoch = self._epochs.current_epoch(self._now())
            tombstone = WrappedKey(stone.triple, _FIRST, epoch, None)
            self.store.destroy(tombstone, stone.destroyed_at)
            count += 1
        return count

    def count(self, triple: Triple, version: int, messages: int) -> bool:
        """Add to what a key has sealed; say whether it is full and a next version took its place.

        Openings count one message in 2^16, drawn by its nonce, for 2^16 at once: at the limit the
        sum is right within one in a hundred, and a save costs no write of its own.
        """
        if self.store.count_messages(triple, version, messages) < LIMIT:
            return False
        now = self._now()
        epoch = self._epochs.current_epoch(now)
        self.store.add_next(self._wrapped(triple, version + 1, epoch, os.urandom(KEY)), now)
        # Whoever was faster made it: what is shared is read from there.
        for key in self.find([triple])[triple]:
            if key.version == version + 1 and key.wrapped:
                self.releases.add_version(triple, key.version, self._secret(key))
        self.releases.withdraw(self.destroyed_among([triple]))
        return True

    def destroyed_among(self, triples: Iterable[Triple]) -> set[Triple]:
        """Return the compartments of which every key was destroyed."""
        found = self.find(triples).items()
        return {triple for triple, keys in found if keys and not any(key.wrapped for key in keys)}

    def check(self) -> None:
        """Unwrap every live epoch's secret; raises VaultError when one does not open."""
        live = [count.epoch for count in self.store.counts() if not count.destroyed_at]
        self._epochs.prepare((NOBODY, epoch) for epoch in live)

    def epoch_of(self, now: datetime) -> int:
        """Return the epoch in which new keys are wrapped, made when its month is new."""
        return self._epochs.current_epoch(now)

    def prepare(self, pairs: Iterable[tuple[UUID, int]]) -> None:
        """Derive what opens the keys of these (agency, epoch) pairs, with one select."""
        self._epochs.prepare(pairs)

    def rewrapped(self, key: WrappedKey, epoch: int) -> WrappedKey:
        """Return the same key wrapped under another epoch; raises what `unwrap` raises."""
        return self._wrapped(key.triple, key.version, epoch, self._secret(key))

    def unwrap(self, key: WrappedKey | SharedKey) -> AESGCM:
        """Return the cipher of a live key; raises ShreddedError or TamperedError."""
        if isinstance(key, SharedKey):
            return key.unwrapped()
        return cipher_of(self._secret(key))

    def _secret(self, key: WrappedKey) -> bytes:
        if key.wrapped is None:
            raise ShreddedError
        kek = self._epochs.kek(key.triple.owner, key.epoch)
        bound_to = _bound_to(key.triple, key.version, key.epoch)
        return unwrap(kek, key.wrapped[1:], bound_to, "compartment_keys.wrapped")

    def _wrapped(self, triple: Triple, version: int, epoch: int, secret: bytes) -> WrappedKey:
        kek = self._epochs.kek(triple.owner, epoch)
        wrapped = wrap(kek, secret, _bound_to(triple, version, epoch))
        return WrappedKey(triple, version, epoch, _FORMAT + wrapped)


def _bound_to(triple: Triple, version: int, epoch: int) -> bytes:
    return _FORMAT + b"key" + triple.parts + version.to_bytes(4) + epoch.to_bytes(4)
