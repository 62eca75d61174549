"""Where the permanent root secret lives. A key service (Vault transit, KMS) is one more class."""

import secrets
from itertools import pairwise
from pathlib import Path
from typing import ClassVar, Protocol

from safetynet.vault.derive import Roots
from safetynet.vault.secret_files import BY_ALL, parsed, read_secret, write_secret
from safetynet.vault.wrapping import KEY, KeyWrapper

_FEW_BYTES = 12


class RootProvider(Protocol):
    """Hands out the permanent secret, wraps the epochs' secrets, and stores nothing of ours."""

    kind: ClassVar[str]
    """How an administrator calls it."""

    def permanent(self) -> bytes:
        """Return 32 bytes; raises VaultError with one sentence when it cannot.

        A service that hands out no key of its own opens a wrapped one here, once a start.
        """
        ...

    def wrapper(self, roots: Roots) -> KeyWrapper:
        """Return what wraps the secrets of epochs: `roots`, or the service itself."""
        ...


class _WrapsWithTheSecret:
    """Where the secret is at hand, it wraps what hangs on it."""

    def wrapper(self, roots: Roots) -> KeyWrapper:
        """Return the roots: their key for epochs never leaves the process."""
        return roots


class FileProvider(_WrapsWithTheSecret):
    """A file of 64 hex digits that only its owner may read (0400, in a folder 0700)."""

    kind: ClassVar[str] = "a file"

    def __init__(self, path: Path) -> None:
        self.path = path

    def permanent(self) -> bytes:
        """Return the secret; refuses a file that group or others may read."""
        return read_secret(self.path, "root key", mend="; ./sn setup makes one")

    def create(self) -> None:
        """Write a new random secret; raises FileExistsError rather than replace one."""
        write_secret(self.path, secrets.token_bytes(KEY))


class SystemdCredential(_WrapsWithTheSecret):
    """A credential that systemd hands to the service (`LoadCredentialEncrypted=`)."""

    kind: ClassVar[str] = "a systemd credential"

    def __init__(self, path: Path) -> None:
        """Take a file in `$CREDENTIALS_DIRECTORY`; systemd lets the service's group read it."""
        self.path = path

    def permanent(self) -> bytes:
        """Return the secret; refuses a file that everybody may read."""
        mend = "; LoadCredentialEncrypted= in the unit hands it over"
        return read_secret(self.path, "root key", BY_ALL, mend)


class EnvironmentProvider(_WrapsWithTheSecret):
    """A secret from the environment, for development: other processes may see it there."""

    kind: ClassVar[str] = "the environment"

    def __init__(self, digits: str) -> None:
        """Take 64 hex digits, as settings read them."""
        self._digits = digits

    def permanent(self) -> bytes:
        """Return the secret; refuses anything but 64 hex digits."""
        return parsed(self._digits, "SAFETYNET_ROOT_KEY")


def is_sample(secret: bytes) -> bool:
    """Tell whether somebody typed this secret: few different bytes, or bytes in even steps.

    32 random bytes hold fewer than 12 different ones once in 10^25 draws.
    """
    steps = {(after - before) % 256 for before, after in pairwise(secret)}
    return len(set(secret)) < _FEW_BYTES or len(steps) == 1
