"""The recovery key: its public half makes backups here, its private half opens them elsewhere."""

from pathlib import Path

from config import Config
from safetynet.vault import hpke
from safetynet.vault.errors import VaultError
from safetynet.vault.secret_files import parsed, write_secret


def public_half_of(config: Config) -> Path:
    """Return where this installation keeps the public half; everybody may read it."""
    return config.instance / "recovery.pub"


def make_pair(config: Config, file: Path) -> None:
    """Write a new private half to `file` (0400) and its public half into the instance folder.

    Backups from now on open with the new key only. Raises VaultError rather than replace a file.
    """
    private = hpke.new_private_key()
    try:
        write_secret(file.absolute(), private)
    except FileExistsError:
        raise VaultError(f"{file.name} is there already; name another file.") from None
    draft = public_half_of(config).with_suffix(".new")
    draft.write_text(hpke.public_key_of(private).hex() + "\n")
    draft.replace(public_half_of(config))


def public_key(config: Config) -> bytes:
    """Return the 32 bytes that backups are sealed to; raises VaultError when none was made."""
    return _key_in(
        public_half_of(config),
        "No recovery key was made yet: ./sn keys recovery-key FILE makes it.",
    )


def private_key_in(file: Path) -> bytes:
    """Return the 32 bytes that open backups; raises VaultError with one sentence.

    Whoever else may read the file is not asked: a key from a safe often comes on a file system
    without modes.
    """
    return _key_in(file, f"There is no recovery key at {file.name}.")


def _key_in(file: Path, absent: str) -> bytes:
    try:
        digits = file.read_text("ascii")
    except FileNotFoundError:
        raise VaultError(absent) from None
    except (OSError, ValueError):
        raise VaultError(f"{file.name} cannot be read as a key.") from None
    return parsed(digits, file.name)
