"""How often somebody may try a passphrase here: nobody guesses one at our expense."""

from datetime import timedelta
from uuid import UUID

from safetynet.access import counting

MOST, WINDOW = 10, timedelta(hours=1)


class TooManyTriesError(Exception):
    """It is too early to try again."""


def take_a_try(member_id: UUID) -> None:
    """Count a try as one in vain, before it is looked at; raises TooManyTriesError.

    Needs no transaction that writes.
    """
    key = _key(member_id)
    if counting.counted([key]).get(key, 0) >= MOST or counting.count([key], WINDOW)[key] > MOST:
        raise TooManyTriesError


def forgive(member_id: UUID) -> None:
    """Take it back: it was right."""
    counting.count_one_less([_key(member_id)])


def _key(member_id: UUID) -> bytes:
    return counting.key_of("packet", member_id.bytes)
