"""Files of 64 hex digits: made once, private, and refused when others can read them."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from safetynet.vault.errors import VaultError
from safetynet.vault.wrapping import KEY

BY_OTHERS, BY_ALL = 0o077, 0o007


def write_secret(path: Path, secret: bytes) -> None:
    """Write 32 bytes (0400, its folder 0700); raises FileExistsError rather than replace a file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secret.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        # A link appears whole or not at all, so two first starts at once end with one secret.
        os.link(draft, path)
    finally:
        draft.unlink()


def read_secret(path: Path, what: str, forbidden: int = BY_OTHERS, mend: str = "") -> bytes:
    """Return the 32 bytes of a file that nobody of the `forbidden` mode may reach.

    Raises VaultError with a sentence about `what` ("root key"), and `mend` where there is none.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise VaultError(f"There is no {what} file{mend}.") from None
    except OSError:
        raise VaultError(f"The {what} file cannot be reached by this account.") from None
    if os.name == "posix" and mode & forbidden:
        raise VaultError(f"Others may read the {what} file; give it mode 0400.")
    try:
        text = path.read_text("ascii")
    except (OSError, UnicodeDecodeError):
        raise VaultError(f"The {what} file cannot be read.") from None
    return parsed(text, f"The {what} file")


def parsed(digits: str, where: str) -> bytes:
    """Return 32 bytes from 64 hex digits; raises VaultError that names `where`."""
    secret = b""
    with suppress(ValueError):
        secret = bytes.fromhex(digits)
    if len(secret) != KEY:
        raise VaultError(f"{where} must hold 64 hex digits.")
    return secret
