"""Whether a copy may be taken now, and if not, why: asked before every step, and on its page."""

from datetime import datetime
from enum import StrEnum

from safetynet.db import is_genuine
from safetynet.exports.grants import grant_of
from safetynet.exports.held import ChangedError, held_rows
from safetynet.exports.models import MOST_DOWNLOADS, Export
from safetynet.exports.two_people import ByTwo


class Stop(StrEnum):
    """What keeps a copy here; the first that applies."""

    FORGED = "forged"
    UNDECIDED = "undecided"
    DECLINED = "declined"
    RECALLED = "recalled"
    EXPIRED = "expired"
    TAKEN = "taken"
    BASIS_ENDED = "basis_ended"
    CHANGED = "changed"
    NO_PASSWORD = "no_password"  # noqa: S105 - the name of a state, not a secret


def is_over(export: ByTwo, now: datetime) -> Stop | None:
    """Return what its own row says against it; a register of many asks no more than that."""
    reasons = (
        (Stop.FORGED, not is_genuine(export)),
        (Stop.RECALLED, export.recalled_at is not None),
        (Stop.UNDECIDED, export.is_approved is None),
        (Stop.DECLINED, not export.is_approved),
        (Stop.EXPIRED, export.ends_at is None or now >= export.ends_at),
        (Stop.TAKEN, export.downloads >= MOST_DOWNLOADS),
    )
    return next((stop for stop, holds in reasons if holds), None)


def lacks(export: Export) -> Stop | None:
    """Return what the rows around it say against it: the basis first, then its own content."""
    if grant_of(export) is None:
        return Stop.BASIS_ENDED
    try:
        held_rows(export)
    except ChangedError:
        return Stop.CHANGED
    return None
