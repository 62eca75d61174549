"""Everything that must live as long as the installation, derived and never stored."""

import hmac
import unicodedata
from collections.abc import Callable, Iterable
from enum import StrEnum
from hashlib import blake2b
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from safetynet.vault.wrapping import KEY, cipher_of, unwrap, wrap


class Purpose(StrEnum):
    """What a derived key is for; one key never serves two."""

    SESSION = "session"
    """Signs the cookie."""
    PEPPER = "pepper"
    """Goes into every password hash."""
    LEDGER = "ledger"
    CHECKPOINT = "checkpoint"
    """Seed of the Ed25519 key that signs the ledger's checkpoints."""
    ROW = "row"
    """Goes into the MAC of every row that decides what somebody may do."""
    SIGN_IN = "sign-in"
    """Hashes the tokens of sign-ins, invitations and links, so that a dump signs nobody in."""
    LINK = "link"
    """Makes the secrets of links that are mailed, so that none is stored."""
    DATABASE_FILE = "database file"
    KEYRING_FILE = "keyring file"
    EPOCH = "epoch"
    """Wraps the epochs' own secrets."""
    CHECK = "check"
    """Makes the value that tells whether this is still the same root key."""
    FINGERPRINT = "fingerprint"
    TRIES = "tries"
    """Names what somebody tried in vain, so that no table says on whose account, or from where."""
    TOMBSTONE = "tombstone"
    """Vouches for the list of what was destroyed."""


class Roots:
    """The permanent secret and what hangs on it (HKDF-Expand, RFC 5869, a label per purpose)."""

    def __init__(self, permanent: bytes) -> None:
        """Take the permanent secret: 32 uniformly random bytes."""
        if len(permanent) != KEY:
            raise ValueError("the permanent secret is 32 bytes")
        self._permanent = permanent
        self._keys = {purpose: self._derived(purpose.encode()) for purpose in Purpose}
        self._epochs = cipher_of(self._keys[Purpose.EPOCH])

    def secret_key(self, purpose: Purpose) -> bytes:
        """Return the 32-byte key for one purpose."""
        return self._keys[purpose]

    def file_key(self, purpose: Purpose) -> str:
        """Return a whole-file key as the 64 hex digits that SQLCipher takes."""
        return self._keys[purpose].hex()

    def mac(self, purpose: Purpose, data: bytes) -> bytes:
        """Return the 32-byte HMAC-SHA-256 of `data`; compare with `hmac.compare_digest`."""
        return hmac.digest(self._keys[purpose], data, "sha256")

    def wrap(self, secret: bytes, bound_to: bytes) -> bytes:
        """Wrap an epoch's secret under the permanent one."""
        return wrap(self._epochs, secret, bound_to)

    def unwrap(self, wrapped: bytes, bound_to: bytes) -> bytes:
        """Unwrap an epoch's secret; raises TamperedError under another permanent one."""
        return unwrap(self._epochs, wrapped, bound_to)

    def fingerprint(
        self, agency: UUID, field: str, *texts: str, alike: Callable[[str], str] | None = None
    ) -> bytes:
        """Return 16 bytes that are equal inside one agency and field for texts that read alike.

        Texts read alike `as_name` unless `alike` says otherwise (`as_address` for e-mail).
        Different agencies get different keys, so their values never compare.
        """
        key = self._derived(Purpose.FINGERPRINT.encode() + agency.bytes + _digest(field))
        return hmac.digest(key, _framed(map(alike or as_name, texts)), "sha256")[:16]

    def _derived(self, label: bytes) -> bytes:
        return expand(self._permanent, b"safetynet 1 " + label)


def expand(secret: bytes, label: bytes) -> bytes:
    """Return 32 bytes that belong to `label` alone."""
    return HKDFExpand(algorithm=SHA256(), length=KEY, info=label).derive(secret)


def as_name(text: str) -> str:
    """Keep letters and digits only, without accents or case: "O’Neil-José" reads "oneiljose"."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(filter(str.isalnum, folded))


def as_address(text: str) -> str:
    """Keep everything but case and the spaces around: a dot or a digit makes another address."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _digest(field: str) -> bytes:
    return blake2b(field.encode(), digest_size=16, person=b"sn field").digest()


def _framed(texts: Iterable[str]) -> bytes:
    """Each text after its length: "Ann, Marie" and "Anna, Rie" must not run together."""
    datas = [text.encode(errors="surrogatepass") for text in texts]
    return b"".join(len(data).to_bytes(4) + data for data in datas)
