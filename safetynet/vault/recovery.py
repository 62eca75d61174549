"""The recovery key: its public half makes backups here, its private half opens them elsewhere."""

import os
from pathlib import Path

from config import Config
from safetynet.vault import hpke
from safetynet.vault.derive import KEY
from safetynet.vault.errors import VaultError


def public_half_of(config: Config) -> Path:
    """Return where this installation keeps the public half; everybody may read it."""
    return config.instance / "recovery.pub"


def make_pair(config: Config, file: Path) -> None:
    """Write a new private half to `file` (0400) and its public half into the instance folder.

    Backups from now on open with the new key only. Raises VaultError rather than replace a file.
    """
    private = hpke.new_private_key()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    except FileExistsError:
        raise VaultError(f"{file.name} is there already; name another file.") from None
    with os.fdopen(handle, "w") as target:
        target.write(private.hex() + "\n")
        target.flush()
        os.fsync(target.fileno())
    public_half_of(config).write_text(hpke.public_key_of(private).hex() + "\n")


def public_key(config: Config) -> bytes:
    """Return the 32 bytes that backups are sealed to; raises VaultError when none was made."""
    return _key_in(
        public_half_of(config),
        "No recovery key was made yet: ./sn keys recovery-key FILE makes it.",
    )


def private_key_in(file: Path) -> bytes:
    """Return the 32 bytes that open backups; raises VaultError with one sentence."""
    return _key_in(file, f"There is no recovery key at {file.name}.")


def _key_in(file: Path, absent: str) -> bytes:
    try:
        key = bytes.fromhex(file.read_text("ascii"))
    except FileNotFoundError:
        raise VaultError(absent) from None
    except (OSError, ValueError):
        raise VaultError(f"{file.name} cannot be read as a key.") from None
    if len(key) != KEY:
        raise VaultError(f"{file.name} must hold 64 hex digits.")
    return key
