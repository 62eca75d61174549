"""Where a referral came from, when it was not written here; the room that took it in says so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from safetynet.referrals.models import Referral


@dataclass(frozen=True)
class Origin:
    """A sentence without a name, and the page that tells more."""

    sentence: Any
    endpoint: str
    arguments: Mapping[str, Any]


Finder = Callable[[Referral], Origin | None]
_finders: list[Finder] = []


def tells_origin(finder: Finder) -> Finder:
    """Register who knows where referrals came from; usable as a decorator."""
    _finders.append(finder)
    return finder


def origin_of(referral: Referral) -> Origin | None:
    return next((found for find in _finders if (found := find(referral))), None)
