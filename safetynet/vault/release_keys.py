"""Release keys: a random one for each release, which wraps the compartment keys that it shares.

The recipient's way to plaintext leads through it alone, so that destroying it ends that way; the
owner's own way is another.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, bindparam, delete, select, update

from safetynet.among import among
from safetynet.vault.compartments import NOBODY, Triple
from safetynet.vault.epochs import Epochs
from safetynet.vault.errors import VaultError
from safetynet.vault.store import Store
from safetynet.vault.tables import release_keys as _releases
from safetynet.vault.tables import shared_keys as _shared
from safetynet.vault.tombstones import ReleaseStone, Tombstones
from safetynet.vault.wrapping import KEY, cipher_of, unwrap, wrap

_FORMAT = b"\x01"


class SharedKey(NamedTuple):
    """One version of a compartment's key as a release shares it."""

    triple: Triple
    version: int
    release: UUID
    cipher: AESGCM
    """Of the release's own key."""
    wrapped: bytes

    def unwrapped(self) -> AESGCM:
        """Return the compartment's cipher; raises TamperedError."""
        bound_to = _shared_bound_to(self.release, self.triple.digest, self.version)
        return cipher_of(unwrap(self.cipher, self.wrapped, bound_to, "shared_keys.wrapped"))


class ReleaseKeys:
    """Makes, finds, renews and destroys them."""

    def __init__(
        self,
        store: Store,
        epochs: Epochs,
        clock_now: Callable[[], datetime],
        tombstones: Tombstones | None,
    ) -> None:
        self._store, self._epochs, self._now = store, epochs, clock_now
        self._tombstones = tombstones

    def add(
        self, release: UUID, recipient: UUID, keys: Iterable[tuple[Triple, int, bytes]]
    ) -> None:
        """Commit a new release's key with the compartment keys that it wraps.

        Where it has one already, or had one that was destroyed, nothing happens.
        """
        epoch, secret = self._epochs.current_epoch(self._now()), os.urandom(KEY)
        row = {
            "id": release,
            "recipient": recipient,
            "epoch": epoch,
            "wrapped": self._wrapped(release, recipient, epoch, secret),
            "created_at": self._now(),
            "destroyed_at": None,
        }
        cipher = cipher_of(secret)
        copies = [_copy(release, cipher, triple.digest, n, key) for triple, n, key in keys]
        with self._store.writing() as connection:
            self._store.add_absent(connection, _releases, [row])
            is_ours = (_releases.c.id == release) & (_releases.c.wrapped == row["wrapped"])
            if copies and connection.scalar(select(_releases.c.id).where(is_ours)):
                self._store.add_absent(connection, _shared, copies)

    def add_version(self, triple: Triple, version: int, key: bytes) -> None:
        """Share a compartment's next version with whoever has the ones before."""
        having = select(_shared.c.release).where(_shared.c.digest == triple.digest).distinct()
        with self._store.writing() as connection:
            live = _live(_releases.c.id.in_(having)).with_for_update()
            for row in connection.execute(live).all():
                copy = _copy(row.id, self._cipher(row), triple.digest, version, key)
                self._store.add_absent(connection, _shared, [copy])

    def withdraw(self, triples: Iterable[Triple]) -> None:
        """Take back what releases share of these compartments."""
        digests = [triple.digest for triple in triples]
        if digests:
            with self._store.writing() as connection:
                connection.execute(delete(_shared).where(among(_shared.c.digest, digests)))
            self._store.empty_log()

    def live_among(self, releases: Iterable[UUID]) -> set[UUID]:
        """Return the releases whose key is there."""
        asked = select(_releases.c.id).where(
            among(_releases.c.id, releases), _releases.c.wrapped.is_not(None)
        )
        with self._store.reading() as connection:
            return set(connection.scalars(asked))

    def known_among(self, releases: Iterable[UUID]) -> set[UUID]:
        """Return the releases that have a key, or had one."""
        with self._store.reading() as connection:
            asked = select(_releases.c.id).where(among(_releases.c.id, releases))
            return set(connection.scalars(asked))

    def live(self) -> dict[UUID, datetime]:
        """Return every release whose key is there, and since when."""
        asked = select(_releases.c.id, _releases.c.created_at)
        with self._store.reading() as connection:
            rows = connection.execute(asked.where(_releases.c.wrapped.is_not(None)))
            return {row.id: row.created_at for row in rows}

    def find(self, wanted: Mapping[Triple, UUID]) -> dict[Triple, list[SharedKey]]:
        """Return every version of these compartments' keys by the release named for each.

        A compartment is missing where its release has no key (any more). One select.
        """
        named = {triple.digest: triple for triple in wanted}
        # Whatever the releases share: narrowed to these compartments as well, the database goes
        # through one list for each entry of the other.
        asked = (
            _live(among(_releases.c.id, set(wanted.values())))
            .add_columns(_shared.c.digest, _shared.c.version, _shared.c.wrapped.label("copy"))
            .outerjoin(_shared, _shared.c.release == _releases.c.id)
        )
        with self._store.reading() as connection:
            rows = connection.execute(asked).all()
        keys = {row.id: row for row in rows}
        self._epochs.prepare({(row.recipient, row.epoch) for row in keys.values()})
        opened = {release: self._cipher(row) for release, row in keys.items()}
        found: dict[Triple, list[SharedKey]] = {
            triple: [] for triple, release in wanted.items() if release in opened
        }
        for release, _recipient, _epoch, _wrapped, digest, version, copy in rows:
            triple = named.get(digest)
            if triple is not None and wanted[triple] == release:
                found[triple].append(SharedKey(triple, version, release, opened[release], copy))
        return found

    def destroy(self, release: UUID) -> None:
        """Destroy a release's key for good; noted first, as destructions are."""
        if release in self.live_among([release]):
            stone = ReleaseStone(release, self._now())
            if self._tombstones:
                self._tombstones.add(stone)
            self.bury([stone])

    def bury(self, stones: Iterable[ReleaseStone]) -> None:
        """Destroy again what was destroyed before; no new key takes its place. For restores."""
        epoch = self._epochs.current_epoch(self._now())
        for stone in stones:
            gone = {"wrapped": None, "destroyed_at": stone.destroyed_at}
            row = {"id": stone.release, "recipient": NOBODY, "epoch": epoch} | gone
            with self._store.writing() as connection:
                self._store.add_absent(
                    connection, _releases, [row | {"created_at": stone.destroyed_at}]
                )
                one = update(_releases).where(_releases.c.id == stone.release)
                connection.execute(one.where(_releases.c.destroyed_at.is_(None)).values(gone))
                connection.execute(delete(_shared).where(_shared.c.release == stone.release))
        self._store.empty_log()

    def renew(self, epoch: int) -> Iterator[bool]:
        """Give every release of an older epoch a new key; yield whether each could be renewed.

        A new key, not the same one wrapped anew: or a compartment key destroyed since would stay
        legible in old copies of the keyring for as long as a release lives.
        """
        older = (_releases.c.epoch < epoch, _releases.c.wrapped.is_not(None))
        with self._store.reading() as connection:
            waiting = list(connection.scalars(select(_releases.c.id).where(*older)))
        for release in waiting:
            with self._store.writing() as connection:
                one = _live(_releases.c.id == release, _releases.c.epoch < epoch)
                row = connection.execute(one.with_for_update()).first()
                is_renewed = row is None or self._renew_one(connection, row, epoch)
            yield is_renewed

    def _renew_one(self, connection: Connection, row: Any, epoch: int) -> bool:
        secret = os.urandom(KEY)
        try:
            old, fresh = self._cipher(row), cipher_of(secret)
            mine = select(_shared).where(_shared.c.release == row.id).with_for_update()
            renewed = [_copied(copy, old, fresh) for copy in connection.execute(mine).all()]
        except VaultError:
            return False  # It opens no more than before, and keeps its epoch from being destroyed.
        wrapped = self._wrapped(row.id, row.recipient, epoch, secret)
        one = update(_releases).where(_releases.c.id == row.id)
        connection.execute(one.values(epoch=epoch, wrapped=wrapped))
        if renewed:
            # In place: whoever destroys a compartment meanwhile then meets the same row.
            connection.execute(_ONE_COPY, renewed)
        return True

    def _wrapped(self, release: UUID, recipient: UUID, epoch: int, secret: bytes) -> bytes:
        kek = self._epochs.kek(recipient, epoch)
        return _FORMAT + wrap(kek, secret, _bound_to(release, recipient, epoch))

    def _cipher(self, row: Any) -> AESGCM:
        kek = self._epochs.kek(row.recipient, row.epoch)
        bound_to = _bound_to(row.id, row.recipient, row.epoch)
        return cipher_of(unwrap(kek, row.wrapped[1:], bound_to, "release_keys.wrapped"))


def _live(*where: Any) -> Any:
    columns = (_releases.c.id, _releases.c.recipient, _releases.c.epoch, _releases.c.wrapped)
    return select(*columns).where(*where, _releases.c.wrapped.is_not(None))


def _copy(release: UUID, cipher: AESGCM, digest: bytes, version: int, key: bytes) -> dict[str, Any]:
    return {
        "release": release,
        "digest": digest,
        "version": version,
        "wrapped": wrap(cipher, key, _shared_bound_to(release, digest, version)),
    }


def _copied(copy: Any, old: AESGCM, fresh: AESGCM) -> dict[str, Any]:
    bound_to = _shared_bound_to(copy.release, copy.digest, copy.version)
    key = unwrap(old, copy.wrapped, bound_to, "shared_keys.wrapped")
    made = _copy(copy.release, fresh, copy.digest, copy.version, key)
    return {f"its_{name}": value for name, value in made.items()}


_ONE_COPY = (
    update(_shared)
    .where(*(_shared.c[name] == bindparam(f"its_{name}") for name in ("release", "digest")))
    .where(_shared.c.version == bindparam("its_version"))
    .values(wrapped=bindparam("its_wrapped"))
)


def _bound_to(release: UUID, recipient: UUID, epoch: int) -> bytes:
    return _FORMAT + b"release" + release.bytes + recipient.bytes + epoch.to_bytes(4)


def _shared_bound_to(release: UUID, digest: bytes, version: int) -> bytes:
    return _FORMAT + b"shared" + release.bytes + digest + version.to_bytes(4)
