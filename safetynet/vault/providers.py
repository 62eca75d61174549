"""Where the permanent root secret lives. A key service (Vault transit, KMS) is one more class."""

import os
import secrets
from itertools import pairwise
from pathlib import Path
from typing import ClassVar, Protocol

from safetynet.vault.errors import VaultError

_BYTES = 32
_READABLE_BY_OTHERS = 0o077
_READABLE_BY_ALL = 0o007
_FEW_BYTES = 12


class RootProvider(Protocol):
    """Hands out the permanent secret, and stores nothing of ours."""

    kind: ClassVar[str]
    """How an administrator calls it."""

    def permanent(self) -> bytes:
        """Return 32 bytes; raises VaultError with one sentence when it cannot."""
        ...


class FileProvider:
    """A file of 64 hex digits that only its owner may read (0400, in a folder 0700)."""

    kind: ClassVar[str] = "a file"

    def __init__(self, path: Path) -> None:
        self.path = path

    def permanent(self) -> bytes:
        """Return the secret; refuses a file that group or others may read."""
        _refuse_readable(self.path, _READABLE_BY_OTHERS)
        return _secret_in(self.path)

    def create(self) -> None:
        """Write a new random secret; raises FileExistsError rather than replace one."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.path.with_name(f".{self.path.name}.{secrets.token_hex(4)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        try:
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_bytes(_BYTES).hex() + "\n")
                file.flush()
                os.fsync(file.fileno())
            # A link appears whole or not at all, so two first starts at once end with one secret.
            os.link(draft, self.path)
        finally:
            draft.unlink()


class SystemdCredential:
    """A credential that systemd hands to the service (`LoadCredentialEncrypted=`)."""

    kind: ClassVar[str] = "a systemd credential"
    FOLDER: ClassVar[Path] = Path("/run/credentials")

    def __init__(self, path: Path) -> None:
        """Take the file below `/run/credentials/UNIT`; systemd lets the service's group read."""
        self.path = path

    def permanent(self) -> bytes:
        """Return the secret; refuses a file that everybody may read."""
        _refuse_readable(self.path, _READABLE_BY_ALL)
        return _secret_in(self.path)


class EnvironmentProvider:
    """A secret from the environment, for development: other processes may see it there."""

    kind: ClassVar[str] = "the environment"

    def __init__(self, digits: str) -> None:
        """Take 64 hex digits, as settings read them."""
        self._digits = digits

    def permanent(self) -> bytes:
        """Return the secret; refuses anything but 64 hex digits."""
        return _parsed(self._digits, "SAFETYNET_ROOT_KEY")


def is_sample(secret: bytes) -> bool:
    """Tell whether somebody typed this secret: few different bytes, or bytes in even steps.

    32 random bytes hold fewer than 12 different ones once in 10^25 draws.
    """
    steps = {(after - before) % 256 for before, after in pairwise(secret)}
    return len(set(secret)) < _FEW_BYTES or len(steps) == 1


def _refuse_readable(path: Path, forbidden: int) -> None:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise VaultError("There is no root key file; ./sn setup makes one.") from None
    except OSError:
        raise VaultError("The root key file cannot be reached by this account.") from None
    if os.name == "posix" and mode & forbidden:
        raise VaultError("Others may read the root key file; give it mode 0400.")


def _secret_in(path: Path) -> bytes:
    try:
        text = path.read_text("ascii")
    except (OSError, UnicodeDecodeError):
        raise VaultError("The root key file cannot be read.") from None
    return _parsed(text, "The root key file")


def _parsed(digits: str, where: str) -> bytes:
    try:
        secret = bytes.fromhex(digits)
    except ValueError:
        secret = b""
    if len(secret) != _BYTES:
        raise VaultError(f"{where} must hold 64 hex digits.")
    return secret
