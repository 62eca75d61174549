"""A key under another key: nonce (12), ciphertext, tag (16); AES-256-GCM and nothing else."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safetynet.vault.derive import KEY
from safetynet.vault.errors import TamperedError

NONCE, TAG = 12, 16


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
