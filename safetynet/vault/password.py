"""Passwords: Argon2id with a pepper that no database dump holds."""

import os
import unicodedata
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from safetynet.vault.turns import Turns

AT_ONCE = 2
"""On a machine. Each check holds 64 MiB and a processor; a flood must not take the house down."""
IN_A_PROCESS = 1
"""OpenSSL's threads are the process's own: of two checks at once in one process, as measured, one
fails for want of memory within seconds, or both stand still for ever."""
IN_LINE = 3
"""A server has eight threads: however many passwords come, some are left for everything else."""
PATIENCE, LONGER = 2.0, 5.0
"""Seconds; and how many times as long somebody waits who is expected: where the machine itself is
slow, the two at work before her take longer than a stranger's patience."""


LENGTH = 32
"""Bytes of a hash."""
_ALONE = Lock()
"""OpenSSL's threads serve one derivation in a process: a second at the same moment would fail."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What one check costs."""

    iterations: int
    memory: int
    """KiB"""
    lanes: int

    def drawn(self) -> str:
        """Return a PHC string that no password leads to, and that costs as much to check.

        Its hash is drawn, not derived: every start would wait for that.
        """
        salt, hashed = (b64encode(os.urandom(size)).decode().rstrip("=") for size in (16, LENGTH))
        costs = f"m={self.memory},t={self.iterations},p={self.lanes}"
        return f"$argon2id$v=19${costs}${salt}${hashed}"


CAREFUL = Profile(iterations=3, memory=64 * 1024, lanes=4)
"""RFC 9106, section 4, the second recommended option."""
CHEAP = Profile(iterations=1, memory=32, lanes=4)
"""For tests only."""


class Passwords:
    """Hashes and verifies, one at a time, at equal cost for people who do not exist."""

    def __init__(
        self, pepper: bytes, profile: Profile = CAREFUL, places_in: Path | None = None
    ) -> None:
        """Take the pepper (32 bytes); processes that share the folder `places_in` share turns."""
        self._pepper = pepper
        self._profile = profile
        places = [places_in / f"password.{n}" for n in range(AT_ONCE)] if places_in else []
        self._turns = Turns(IN_A_PROCESS, IN_LINE, PATIENCE, places, LONGER)
        self._nobodys = profile.drawn()

    def hash_password(self, password: str) -> str:
        """Return a PHC string to store; raises BusyError where the line is too long."""
        with self._turns.turn(is_expected=True):
            return self._hashed(password)

    def verify_password(self, stored: str | None, given: str, *, is_expected: bool = False) -> bool:
        """Tell whether `given` is the password; nobody of that name (None), or one whose password
        is void (""), takes as long.

        Whoever is expected goes first. Raises BusyError where the line is too long.
        """
        with self._turns.turn(is_expected=is_expected), _ALONE:
            try:
                Argon2id.verify_phc_encoded(
                    _bytes(given), stored or self._nobodys, secret=self._pepper
                )
            except InvalidKey:
                return False
        return bool(stored)

    def _hashed(self, password: str) -> str:
        argon = Argon2id(
            salt=os.urandom(16),
            length=LENGTH,
            iterations=self._profile.iterations,
            lanes=self._profile.lanes,
            memory_cost=self._profile.memory,
            secret=self._pepper,
        )
        with _ALONE:
            return argon.derive_phc_encoded(_bytes(password))


def _bytes(password: str) -> bytes:
    # The same letters typed on another keyboard may arrive composed differently (NIST SP 800-63B).
    return unicodedata.normalize("NFC", password).encode(errors="surrogatepass")
