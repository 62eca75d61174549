"""What one request opens and seals with."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safetynet.vault import envelope
from safetynet.vault.compartments import NOBODY, Triple
from safetynet.vault.envelope import HEADER, Place
from safetynet.vault.errors import (
    NoGrantError,
    ReleaseEndedError,
    ShreddedError,
    TamperedError,
)
from safetynet.vault.release_keys import SharedKey
from safetynet.vault.store import WrappedKey
from safetynet.vault.stream import StreamReader, StreamWriter, open_under, seal_under

MayOpen = Callable[[Triple], bool]
Through = Callable[[Triple], UUID | None]
"""A compartment → the release whose key alone opens it for this person."""


_LOT, _DRAWN = slice(HEADER, HEADER + 2), b"\0\0"
EVERY = 2**16
"""One nonce in so many begins with two zero bytes; it stands for all of them in the count."""


class Noted(Protocol):
    """Hears what was read: a row, or in a scan how many of them (`row` is None)."""

    def __call__(
        self, triple: Triple, column: str, row: UUID | None, count: int = 1, /
    ) -> None: ...


class Keys(Protocol):
    """The keyring, as an opening needs it."""

    def find(self, triples: Iterable[Triple]) -> Mapping[Triple, list[WrappedKey]]: ...
    def find_shared(self, wanted: Mapping[Triple, UUID]) -> Mapping[Triple, list[SharedKey]]: ...
    def create(self, triples: Iterable[Triple]) -> None: ...
    def unwrap(self, key: WrappedKey | SharedKey) -> AESGCM: ...
    def count(self, triple: Triple, version: int, messages: int) -> bool: ...


@dataclass(slots=True)
class _Compartment:
    """The keys of one triple as this request has met them."""

    wrapped: Mapping[int, WrappedKey | SharedKey]
    ciphers: dict[int, AESGCM] = field(default_factory=dict)
    has_ended: bool = False
    """It opens through a release, and that has no key any more."""

    @property
    def newest(self) -> int:
        """The version to seal with; raises ShreddedError when every one is destroyed."""
        live = [version for version, key in self.wrapped.items() if key.wrapped]
        if not live:
            raise ShreddedError
        return max(live)


class Opening:
    """What one request may open and seal with; ends with it."""

    def __init__(
        self, keyring: Keys, may_open: MayOpen, noted: Noted, through: Through | None = None
    ) -> None:
        self._keyring = keyring
        self._through = through
        self._may_open = may_open
        self._noted = noted
        # By the compartment's digest, whose hash Python remembers: asked for every single field.
        self._compartments: dict[bytes, _Compartment] = {}
        self._openers: dict[tuple[bytes, str, bytes], envelope.Opener] = {}
        self._sealers: dict[tuple[bytes, str], envelope.Sealer] = {}
        self._sealed_into: set[Triple] = set()
        self._ended = False

    def holds(self, triple: Triple) -> bool:
        """Say whether the keys of this compartment were asked for already."""
        return triple.digest in self._compartments

    def warm(self, triples: Iterable[Triple]) -> None:
        """Fetch the keys a page is about to need with one select; unwraps none of them."""
        held = self._compartments
        missing = {triple.digest: triple for triple in triples if triple.digest not in held}
        shared = self._shared_among(missing.values())
        for triple in shared:
            del missing[triple.digest]
        if missing:
            for triple, keys in self._keyring.find(missing.values()).items():
                held[triple.digest] = _Compartment({key.version: key for key in keys})
        if shared:
            found = self._keyring.find_shared(shared)
            for triple in shared:
                versions = {key.version: key for key in found.get(triple, ())}
                held[triple.digest] = _Compartment(versions, has_ended=triple not in found)

    def _shared_among(self, triples: Iterable[Triple]) -> dict[Triple, UUID]:
        if self._through is None:
            return {}
        found = ((triple, self._through(triple)) for triple in triples)
        return {triple: release for triple, release in found if release is not None}

    def prepare(self, triples: Iterable[Triple]) -> None:
        """Make and commit the keys that are absent, all in one transaction (for imports)."""
        wanted = set(triples)
        self.warm(wanted)
        absent = [triple for triple in wanted if not self._compartments[triple.digest].wrapped]
        if absent:
            self._keyring.create(absent)
            self._forget(absent)
            self.warm(absent)

    def seal(self, triple: Triple, place: Place, text: str) -> bytes:
        """Return the sealed text; the compartment's key is committed before this returns.

        Whether the actor may write there is the write guard's question, not the key's.
        Raises ShreddedError when the compartment was destroyed.
        """
        column, row, seal_version = place
        sealer = self._sealers.get((triple.digest, column)) or self._sealer(triple, column)
        blob = sealer(row.int.to_bytes(16), seal_version, text)
        if blob[_LOT] == _DRAWN:
            self._count(triple, blob)
        return blob

    def open(self, triple: Triple, place: Place, blob: bytes) -> str:
        """Return the text and note that it was read.

        Raises NoGrantError (ReleaseEndedError where a release has no key any more), ShreddedError
        when the key is gone, TamperedError when the blob is not what was sealed for this place.
        """
        if not self._may_open(triple):
            raise NoGrantError
        column, row, seal_version = place
        try:
            opener = self._openers[triple.digest, column, blob[:HEADER]]
        except KeyError:
            opener = self._opener(triple, column, blob)
        # Not UUID.bytes, a property: this runs for every field shown.
        text = opener(row.int.to_bytes(16), seal_version, blob)
        self._noted(triple, column, row)
        return text

    def open_all(
        self, triple: Triple, column: str, rows: Iterable[tuple[str, int, bytes]]
    ) -> list[str]:
        """Return the text of each (row, seal version, blob) of one compartment and column.

        For scans. A row is the 32 hexadecimal digits of its id: making a UUID of them costs half as
        much as opening it. Whether the compartment may be opened is asked once, and how many were
        read is noted once. Raises what `open` raises.
        """
        if self._ended or not self._may_open(triple):
            raise NoGrantError
        header, texts = b"", list[str]()
        try:
            for row, seal_version, blob in rows:
                if blob[:HEADER] != header:
                    opener = self._opener(triple, column, blob)
                    header = blob[:HEADER]
                texts.append(opener(bytes.fromhex(row), seal_version, blob))
        finally:
            if texts:
                self._noted(triple, column, None, len(texts))
        return texts

    def seal_file(self, triple: Triple, place: Place, file: BinaryIO) -> StreamWriter:
        """Return what takes a file's bytes and writes them sealed into `file`, chunk by chunk.

        Raises what `seal` raises.
        """
        version, cipher = self._for_sealing(triple, place.column)
        return seal_under(file, cipher, version, triple, place)

    def open_file(self, triple: Triple, place: Place, file: BinaryIO) -> StreamReader:
        """Return what gives a sealed file's bytes back, and note that it was read.

        Raises what `open` raises, and while reading TamperedError.
        """
        if self._ended or not self._may_open(triple):
            raise NoGrantError

        def cipher_for(version: int) -> AESGCM:
            return self._cipher(triple, version, place.column)

        reader = open_under(file, cipher_for, triple, place)
        self._noted(triple, place.column, place.row)
        return reader

    @property
    def survivors_written(self) -> set[UUID]:
        """Return about whom something was sealed here."""
        return {triple.survivor for triple in self._sealed_into} - {NOBODY}

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
        self._openers.clear()
        self._sealers.clear()

    def _count(self, triple: Triple, blob: bytes) -> None:
        version = envelope.key_version_of(blob)
        if self._keyring.count(triple, version, EVERY):
            self._forget([triple])

    def _sealer(self, triple: Triple, column: str) -> envelope.Sealer:
        version, cipher = self._for_sealing(triple, column)
        sealer = envelope.sealer(cipher, version, triple, column)
        self._sealers[triple.digest, column] = sealer
        return sealer

    def _opener(self, triple: Triple, column: str, blob: bytes) -> envelope.Opener:
        if self._ended:
            raise NoGrantError
        version = envelope.key_version_of(blob, column)
        opener = envelope.opener(self._cipher(triple, version, column), version, triple, column)
        self._openers[triple.digest, column, blob[:HEADER]] = opener
        return opener

    def _for_sealing(self, triple: Triple, column: str) -> tuple[int, AESGCM]:
        if self._ended:
            raise NoGrantError
        compartment = self._compartments.get(triple.digest)
        if compartment is None or not compartment.wrapped:
            self.prepare([triple])
            compartment = self._compartments[triple.digest]
        version = compartment.newest
        cipher = self._cipher(triple, version, column)
        self._sealed_into.add(triple)
        return version, cipher

    def _cipher(self, triple: Triple, version: int, column: str) -> AESGCM:
        compartment = self._compartments.get(triple.digest)
        if compartment is None:
            self.warm([triple])
            compartment = self._compartments[triple.digest]
        if not compartment.wrapped:
            raise ReleaseEndedError if compartment.has_ended else ShreddedError
        if version not in compartment.wrapped:
            raise TamperedError(column)
        cipher = compartment.ciphers.get(version)
        if cipher is None:
            cipher = self._keyring.unwrap(compartment.wrapped[version])
            compartment.ciphers[version] = cipher
        return cipher

    def _forget(self, triples: Iterable[Triple]) -> None:
        for triple in triples:
            self._compartments.pop(triple.digest, None)
        self._sealers.clear()
