"""A key under another key: nonce (12), ciphertext, tag (16); AES-256-GCM and nothing else."""

import os
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safetynet.vault.errors import TamperedError

KEY, NONCE, TAG = 32, 12, 16


class KeyWrapper(Protocol):
    """Wraps keys: with one at hand, or by a service that never hands its own out."""

    def wrap(self, secret: bytes, bound_to: bytes) -> bytes:
        """Return `secret` so that nobody opens it without this, nor with another `bound_to`."""
        ...

    def unwrap(self, wrapped: bytes, bound_to: bytes) -> bytes:
        """Return what was wrapped; raises TamperedError, or VaultError where it cannot be asked."""
        ...


def cipher_of(secret: bytes) -> AESGCM:
    """Return the cipher of a 32-byte key; raises ValueError for a shorter one."""
    if len(secret) != KEY:
        raise ValueError("a key is 32 bytes")
    return AESGCM(secret)


def wrap(cipher: AESGCM, secret: bytes, bound_to: bytes) -> bytes:
    """Return `secret` sealed under a fresh nonce; it opens only with the same `bound_to`."""
    nonce = os.urandom(NONCE)
    return nonce + cipher.encrypt(nonce, secret, bound_to)


def unwrap(cipher: AESGCM, wrapped: bytes, bound_to: bytes, where: str = "") -> bytes:
    """Return what was wrapped; raises TamperedError naming `where` for one other bit."""
    try:
        return cipher.decrypt(wrapped[:NONCE], wrapped[NONCE:], bound_to)
    except (InvalidTag, ValueError):
        raise TamperedError(where) from None
