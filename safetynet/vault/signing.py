"""Signatures that anybody can check who holds the public key (Ed25519, RFC 8032)."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class Signer:
    """Signs for this installation; its key is derived from the root key and never stored."""

    def __init__(self, seed: bytes) -> None:
        """Take the 32 bytes that belong to this purpose alone."""
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self._public = self._private.public_key()
        self.public = self._public.public_bytes_raw()
        """The public key (32 bytes)."""

    def sign(self, said: bytes) -> bytes:
        """Return the signature (64 bytes), always the same for the same bytes."""
        return self._private.sign(said)

    def signed(self, said: bytes, signature: bytes) -> bool:
        """Tell whether this installation signed these bytes."""
        try:
            self._public.verify(signature, said)
        except InvalidSignature:
            return False
        return True
