"""Content under a passphrase that somebody tells by telephone: it opens where no key of ours is.

Any browser opens it without a network: PBKDF2 and AES-GCM are what WebCrypto has.
"""

import os
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

MAGIC, LAYOUT = b"SEAL", 1
ROUNDS = 600_000
"""Of PBKDF2 with HMAC-SHA-256, as OWASP's password storage cheat sheet asks for at least."""
MOST_ROUNDS = 2_000_000
"""A file that asks for more only wants to keep us busy."""
SALT, NONCE, TAG = 16, 12, 16
HEADER = len(MAGIC) + 1 + 4 + SALT + NONCE


class NotSealedError(Exception):
    """These bytes are not what `seal_under` makes."""


class WrongPassphraseError(Exception):
    """The passphrase is another one, or a byte was changed: the seal does not tell which."""


@dataclass(frozen=True)
class _Header:
    rounds: int
    salt: bytes
    nonce: bytes

    def packed(self) -> bytes:
        """Return the header in fixed widths; all of it is authenticated with the content."""
        return MAGIC + bytes([LAYOUT]) + self.rounds.to_bytes(4) + self.salt + self.nonce

    @classmethod
    def of(cls, sealed: bytes) -> "_Header":
        rounds = int.from_bytes(sealed[5:9])
        is_ours = sealed[:5] == MAGIC + bytes([LAYOUT]) and len(sealed) >= HEADER + TAG
        if not (is_ours and ROUNDS <= rounds <= MOST_ROUNDS):
            raise NotSealedError
        return cls(rounds, sealed[9 : 9 + SALT], sealed[9 + SALT : HEADER])


def seal_under(passphrase: str, content: bytes) -> bytes:
    """Return content sealed with AES-256-GCM under a key from the passphrase and a new salt."""
    header = _Header(ROUNDS, os.urandom(SALT), os.urandom(NONCE))
    packed = header.packed()
    return packed + _key(passphrase, header).encrypt(header.nonce, content, packed)


def open_under(passphrase: str, sealed: bytes) -> bytes:
    """Return the content; takes about a third of a second.

    Raises NotSealedError, WrongPassphraseError.
    """
    header = _Header.of(sealed)
    try:
        opened = _key(passphrase, header).decrypt(header.nonce, sealed[HEADER:], sealed[:HEADER])
    except InvalidTag:
        raise WrongPassphraseError from None
    return opened


def as_told(passphrase: str) -> str:
    """Return a passphrase as its words alone, however somebody typed what was told."""
    return " ".join(re.findall("[a-z]+", passphrase.casefold()))


def _key(passphrase: str, header: _Header) -> AESGCM:
    derived = PBKDF2HMAC(SHA256(), 32, header.salt, header.rounds)
    return AESGCM(derived.derive(as_told(passphrase).encode()))
