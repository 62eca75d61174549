"""Passwords: Argon2id with a pepper that no database dump holds."""

import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from safetynet.vault.errors import BusyError

_AT_ONCE = 2  # Each check holds 64 MiB and a processor; a flood must not take the house down.
_PATIENCE = 5.0  # seconds


@dataclass(frozen=True, slots=True)
class Profile:
    """What one check costs."""

    iterations: int
    memory: int
    """KiB"""
    lanes: int


CAREFUL = Profile(iterations=3, memory=64 * 1024, lanes=4)
"""RFC 9106, section 4, the second recommended option."""
CHEAP = Profile(iterations=1, memory=32, lanes=4)
"""For tests only."""


class Passwords:
    """Hashes and verifies, two at a time, at equal cost for people who do not exist."""

    def __init__(self, pepper: bytes, profile: Profile = CAREFUL) -> None:
        self._pepper = pepper
        self._profile = profile
        self._gate = BoundedSemaphore(_AT_ONCE)
        self._nobodys = self.hash_password(os.urandom(16).hex())

    def hash_password(self, password: str) -> str:
        """Return a PHC string to store; raises BusyError after five seconds in the queue."""
        argon = Argon2id(
            salt=os.urandom(16),
            length=32,
            iterations=self._profile.iterations,
            lanes=self._profile.lanes,
            memory_cost=self._profile.memory,
            secret=self._pepper,
        )
        with self._turn():
            return argon.derive_phc_encoded(_bytes(password))

    def verify_password(self, stored: str | None, given: str) -> bool:
        """Tell whether `given` is the password; None (nobody of that name) takes as long.

        Raises BusyError after five seconds in the queue.
        """
        with self._turn():
            try:
                Argon2id.verify_phc_encoded(
                    _bytes(given), stored or self._nobodys, secret=self._pepper
                )
            except InvalidKey:
                return False
        return stored is not None

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._gate.acquire(timeout=_PATIENCE):
            raise BusyError
        try:
            yield
        finally:
            self._gate.release()


def _bytes(password: str) -> bytes:
    # The same letters typed on another keyboard may arrive composed differently (NIST SP 800-63B).
    return unicodedata.normalize("NFKC", password).encode(errors="surrogatepass")
