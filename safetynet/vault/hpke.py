"""Sealed to a public key: whoever seals cannot open again (HPKE, RFC 9180, base mode)."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from safetynet.vault.errors import TamperedError

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
OVERHEAD = 32 + 16
"""Bytes by which sealing lengthens: the encapsulated key and the tag."""


def new_private_key() -> bytes:
    """Return 32 random bytes that are an X25519 private key."""
    return X25519PrivateKey.generate().private_bytes_raw()


def public_key_of(private: bytes) -> bytes:
    """Return the 32 bytes that belong to a private key and may lie anywhere."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(public: bytes, data: bytes, info: bytes) -> bytes:
    """Return `data` sealed to a public key; it opens only with the same `info`."""
    return _SUITE.encrypt(data, X25519PublicKey.from_public_bytes(public), info)


def open_(private: bytes, sealed: bytes, info: bytes) -> bytes:
    """Return what was sealed; raises TamperedError for another key, use or single bit."""
    try:
        return _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), info)
    except (InvalidTag, ValueError):
        # ValueError: a public key of small order, which would make the secret known to all.
        raise TamperedError("hpke") from None
