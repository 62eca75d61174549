"""One sealed field: bound to its column, row, compartment and seal version.

    01 | suite | key version (4, big endian) | nonce (12) | ciphertext and tag

The bytes that are authenticated with it but not stored have fixed widths: header 6, digest of
`table.column` 16, row 16, survivor 16, owner 16, digest of the category 16, seal version 4.
"""

import os
from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safetynet.vault.compartments import Triple
from safetynet.vault.errors import TamperedError, UnsealableTextError
from safetynet.vault.padding import pad, unpad

_FORMAT_AND_SUITE = b"\x01\x01"  # format 1; suite 1 is AES-256-GCM with a random nonce
HEADER = 6
"""Bytes that tell format, suite and version of the key."""
_NONCE = 12
_BODY = HEADER + _NONCE
_NONCE_OF, _BODY_OF = slice(HEADER, _BODY), slice(_BODY, None)
_SHORTEST = _BODY + 32 + 16

Opener = Callable[[bytes, int, bytes], str]
Sealer = Callable[[bytes, int, str], bytes]


class Place(NamedTuple):
    """Where a sealed value belongs: nowhere else will it open."""

    column: str
    """`table.column`"""
    row: UUID
    seal_version: int
    """Rises whenever the sealed text of the row changes; 0 … 2^32-1."""


def seal(cipher: AESGCM, key_version: int, triple: Triple, place: Place, text: str) -> bytes:
    """Return the sealed, padded text; raises UnsealableTextError for half a character."""
    return sealer(cipher, key_version, triple, place.column)(
        place.row.bytes, place.seal_version, text
    )


def sealer(cipher: AESGCM, key_version: int, triple: Triple, column: str) -> Sealer:
    """Return what seals many texts of one column, compartment and key version.

    It takes the row's id as 16 bytes, seal version and text. What is the same for all of them is
    put together once: building it costs more than the cipher does.
    """
    header = _header(key_version)
    before = header + _column_digest(column)
    after, encrypt = triple.parts, cipher.encrypt

    def seal_one(row: bytes, seal_version: int, text: str) -> bytes:
        try:
            data = text.encode()
        except UnicodeEncodeError:
            # Python's own message would quote the text.
            raise UnsealableTextError from None
        # Fresh from the kernel each time: a pool inherited across fork would repeat nonces.
        nonce = os.urandom(_NONCE)
        belongs = before + row + after + seal_version.to_bytes(4)
        return header + nonce + encrypt(nonce, pad(data), belongs)

    return seal_one


def open_(cipher: AESGCM, triple: Triple, place: Place, blob: bytes) -> str:
    """Return the text; raises TamperedError unless everything is as it was when sealed."""
    version = key_version_of(blob, place.column)
    return opener(cipher, version, triple, place.column)(place.row.bytes, place.seal_version, blob)


def opener(cipher: AESGCM, key_version: int, triple: Triple, column: str) -> Opener:
    """Return what opens many values of one column, compartment and key version.

    It takes the row's id as 16 bytes, the seal version and a blob whose header was read to choose
    this opener (no other header is looked at again), and raises TamperedError as `open_` does.
    """
    before = _header(key_version) + _column_digest(column)
    after, decrypt = triple.parts, cipher.decrypt

    def open_one(row: bytes, seal_version: int, blob: bytes) -> str:
        belongs = before + row + after + seal_version.to_bytes(4)
        try:
            return unpad(decrypt(blob[_NONCE_OF], blob[_BODY_OF], belongs)).decode()
        except (InvalidTag, ValueError):
            raise TamperedError(column) from None

    return open_one


def key_version_of(blob: bytes, column: str = "") -> int:
    """Return which version of the compartment's key sealed the blob.

    Raises TamperedError naming `column` when this is no envelope of ours.
    """
    if len(blob) < _SHORTEST or blob[:2] != _FORMAT_AND_SUITE:
        raise TamperedError(column)
    return int.from_bytes(blob[2:HEADER])


def bound_to(header: bytes, triple: Triple, place: Place) -> bytes:
    """Return what is authenticated with a sealed value: the header and where it belongs."""
    return b"".join(
        (
            header,
            _column_digest(place.column),
            place.row.bytes,
            triple.parts,
            place.seal_version.to_bytes(4),
        )
    )


def _header(key_version: int) -> bytes:
    return _FORMAT_AND_SUITE + key_version.to_bytes(4)


@lru_cache(maxsize=4096)
def _column_digest(column: str) -> bytes:
    return blake2b(column.encode(), digest_size=16, person=b"sn column").digest()
