"""Months of keys: each epoch has a random secret of its own, so that destroying it destroys."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safetynet.vault.derive import expand
from safetynet.vault.errors import ShreddedError, TamperedError, VaultError
from safetynet.vault.store import Store
from safetynet.vault.wrapping import KEY, KeyWrapper, cipher_of

_FORMAT = b"\x01"


class Epochs:
    """Unwraps epoch secrets and keeps, for the process, only the key-encryption keys below them."""

    def __init__(self, store: Store, wrapper: KeyWrapper) -> None:
        self._store = store
        self._wrapper = wrapper
        self._keks: dict[tuple[UUID, int], AESGCM] = {}
        self._known: set[int] = set()

    def current_epoch(self, now: datetime) -> int:
        """Return the epoch of this month as YYYYMM, made when the month is new.

        Raises VaultError when the clock stands in a month whose secret was destroyed.
        """
        moment = now.astimezone(UTC)
        epoch = moment.year * 100 + moment.month
        if epoch in self._known:
            return epoch
        found = self._store.epochs([epoch])
        if epoch not in found:
            self._store.add_epoch(epoch, self._wrapped(epoch, os.urandom(KEY)), moment)
            found = self._store.epochs([epoch])
        if found[epoch] is None:
            raise VaultError("The clock stands in a month whose keys were destroyed; set it right.")
        self._known.add(epoch)
        return epoch

    def prepare(self, pairs: Iterable[tuple[UUID, int]]) -> None:
        """Derive the missing keys of (agency, epoch) pairs with one select for all of them."""
        missing = {pair for pair in pairs if pair not in self._keks}
        if not missing:
            return
        wrapped = self._store.epochs({epoch for _agency, epoch in missing})
        secrets = {epoch: self._unwrapped(epoch, blob) for epoch, blob in wrapped.items() if blob}
        for agency, epoch in missing:
            if epoch in secrets:
                label = b"kek" + agency.bytes + epoch.to_bytes(4)
                self._keks[agency, epoch] = cipher_of(expand(secrets[epoch], label))

    def kek(self, agency: UUID, epoch: int) -> AESGCM:
        """Return the key that wraps an agency's compartment keys of one epoch.

        Raises ShreddedError when the epoch's secret is gone.
        """
        pair = agency, epoch
        if (kek := self._keks.get(pair)) is None:
            self.prepare([pair])
            if (kek := self._keks.get(pair)) is None:
                raise ShreddedError
        return kek

    def _wrapped(self, epoch: int, secret: bytes) -> bytes:
        return _FORMAT + self._wrapper.wrap(secret, _bound_to(epoch))

    def _unwrapped(self, epoch: int, blob: bytes) -> bytes:
        try:
            return self._wrapper.unwrap(blob[1:], _bound_to(epoch))
        except TamperedError:
            raise VaultError("The keyring was made with another root key; put it back.") from None


def _bound_to(epoch: int) -> bytes:
    return _FORMAT + b"epoch" + epoch.to_bytes(4)
