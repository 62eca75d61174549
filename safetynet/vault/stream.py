"""Files sealed in chunks of 64 KiB, so that memory stays flat and every cut is noticed.

    01 | suite | how the file's own key is wrapped | prefix (7) | chunks

Each chunk is ciphertext and tag (AES-256-GCM) under nonce = prefix (7) ‖ counter (4) ‖ last (1)
and is bound to the whole header. Only the last chunk may be shorter than the others, and only it
carries last = 1 (STREAM: Hoang, Reyhanitabar, Rogaway and Vizár, CRYPTO 2015). Every file has a
random key of its own, so that no two files ever share a nonce. How it is wrapped:

    suite 2   key version (4) | nonce (12) | key and tag (48)    by a compartment's key
    suite 3   encapsulated key (32) | key and tag (48)           by HPKE, to a public key

Write with `Opening.seal_file` or `seal_to`, read with `Opening.open_file` or `open_with`:

    with seal_to(file, public_key, "backup database") as writer:
        shutil.copyfileobj(source, writer)          # or tarfile.open(fileobj=writer, mode="w|")
    reader = open_with(file, private_key, "backup database")
    shutil.copyfileobj(reader, target)              # use the target only when this came back
"""

import io
import os
from collections.abc import Callable
from types import TracebackType
from typing import BinaryIO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safetynet.vault import hpke
from safetynet.vault.compartments import Triple
from safetynet.vault.envelope import Place, bound_to
from safetynet.vault.errors import TamperedError
from safetynet.vault.wrapping import KEY, NONCE, TAG, cipher_of, unwrap, wrap

CHUNK = 64 * 1024
_IN_COMPARTMENT, _TO_PUBLIC_KEY = b"\x01\x02", b"\x01\x03"  # format 1, suites 2 and 3
_KIND, _VERSION, _PREFIX = 2, 4, 7


class StreamWriter:
    """Takes bytes by `write`; leaving the block writes the last chunk, leaving it by an error none.

    Does not close the file below it.
    """

    def __init__(self, file: BinaryIO, key: bytes, header: bytes) -> None:
        """Write `header` and a fresh prefix; `key` is 32 bytes that seal this file alone."""
        header += os.urandom(_PREFIX)
        self._chunks = _Chunks(cipher_of(key), header)
        self._file = file
        self._held = bytearray()
        file.write(header)

    def write(self, data: bytes | bytearray | memoryview) -> int:
        """Seal what fills chunks and hold back the rest; return the length of `data`."""
        whole = memoryview(data).cast("B")
        for at in range(0, len(whole), CHUNK):
            self._held += whole[at : at + CHUNK]
            # A full chunk waits until more follows: it may be the last one.
            if len(self._held) > CHUNK:
                self._file.write(self._chunks.seal(self._held[:CHUNK], is_last=False))
                del self._held[:CHUNK]
        return len(whole)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._file.write(self._chunks.seal(self._held, is_last=True))


class StreamReader(io.RawIOBase):
    """Gives the bytes back in order; raises TamperedError instead of one altered byte.

    That nothing is missing is certain only once it has said that there is no more: whoever reads
    must not act on the content before. Does not close the file below it.
    """

    def __init__(self, file: BinaryIO, key: bytes, header: bytes, name: str) -> None:
        """Read the prefix that follows `header`; `name` is what TamperedError may say."""
        super().__init__()
        header += _exactly(file, _PREFIX, name)
        self._chunks = _Chunks(cipher_of(key), header)
        self._file, self._name = file, name
        self._ahead = _up_to(file, CHUNK + TAG)
        self._ready = memoryview(b"")
        self._ended = False

    def readable(self) -> bool:
        """Say yes: this is what readers of Python's own ask."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with what the next chunk holds; 0 means that the file ended well."""
        while not self._ready and not self._ended:
            self._open_next()
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _open_next(self) -> None:
        sealed, self._ahead = self._ahead, _up_to(self._file, CHUNK + TAG)
        self._ended = not self._ahead
        try:
            self._ready = memoryview(self._chunks.open(sealed, is_last=self._ended))
        except (InvalidTag, ValueError):
            raise TamperedError(self._name) from None


def seal_to(file: BinaryIO, public_key: bytes, use: str) -> StreamWriter:
    """Return a writer of a file that only the private half of `public_key` opens.

    `use` says what the file is ("backup database"), so that one never passes for another.
    """
    key = os.urandom(KEY)
    return StreamWriter(file, key, _TO_PUBLIC_KEY + hpke.seal(public_key, key, _info(use)))


def open_with(file: BinaryIO, private_key: bytes, use: str) -> StreamReader:
    """Return a reader of what `seal_to` wrote; raises TamperedError for another key or use."""
    _expect(file, _TO_PUBLIC_KEY, use)
    wrapped = _exactly(file, KEY + hpke.OVERHEAD, use)
    key = hpke.open_(private_key, wrapped, _info(use))
    return StreamReader(file, key, _TO_PUBLIC_KEY + wrapped, use)


def seal_under(
    file: BinaryIO, cipher: AESGCM, version: int, triple: Triple, place: Place
) -> StreamWriter:
    """Return a writer of a file bound to its place, under one version of a compartment's key."""
    start = _IN_COMPARTMENT + version.to_bytes(_VERSION)
    key = os.urandom(KEY)
    return StreamWriter(file, key, start + wrap(cipher, key, bound_to(start, triple, place)))


def open_under(
    file: BinaryIO, cipher_for: Callable[[int], AESGCM], triple: Triple, place: Place
) -> StreamReader:
    """Return a reader of what `seal_under` wrote; `cipher_for` finds the version of the key.

    Raises TamperedError when the file belongs elsewhere.
    """
    _expect(file, _IN_COMPARTMENT, place.column)
    version = _exactly(file, _VERSION, place.column)
    start = _IN_COMPARTMENT + version
    wrapped = _exactly(file, NONCE + KEY + TAG, place.column)
    cipher = cipher_for(int.from_bytes(version))
    key = unwrap(cipher, wrapped, bound_to(start, triple, place), place.column)
    return StreamReader(file, key, start + wrapped, place.column)


class _Chunks:
    """Seals or opens the chunks of one file, counting them."""

    def __init__(self, cipher: AESGCM, header: bytes) -> None:
        self._cipher, self._header, self._count = cipher, header, 0

    def seal(self, data: bytes | bytearray, *, is_last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(is_last), bytes(data), self._header)

    def open(self, sealed: bytes, *, is_last: bool) -> bytes:
        return self._cipher.decrypt(self._nonce(is_last), sealed, self._header)

    def _nonce(self, is_last: bool) -> bytes:
        # 2^32 chunks are 256 TiB; the next one fails here rather than repeat a nonce.
        nonce = self._header[-_PREFIX:] + self._count.to_bytes(4) + bytes([is_last])
        self._count += 1
        return nonce


def _info(use: str) -> bytes:
    return b"safetynet 1 stream " + use.encode()


def _expect(file: BinaryIO, start: bytes, name: str) -> None:
    if _exactly(file, _KIND, name) != start:
        raise TamperedError(name)


def _exactly(file: BinaryIO, size: int, name: str) -> bytes:
    data = _up_to(file, size)
    if len(data) < size:
        raise TamperedError(name)
    return data


def _up_to(file: BinaryIO, size: int) -> bytes:
    """Read until `size` bytes or the end; a pipe may give less at a time."""
    data = file.read(size)
    while len(data) < size and (more := file.read(size - len(data))):
        data += more
    return data
