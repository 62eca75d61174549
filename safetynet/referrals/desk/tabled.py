"""Where the case of a referral comes up; the room of meetings says so, which lies above."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from safetynet.referrals.models import Referral


@dataclass(frozen=True)
class Tabled:
    """A meeting at which a case comes up, as far as the viewer may know."""

    sentence: Any
    endpoint: str
    arguments: Mapping[str, Any]


Finder = Callable[[Sequence[UUID]], Mapping[UUID, Tabled]]
_finders: list[Finder] = []


def tells_where_tabled(finder: Finder) -> Finder:
    """Register who knows at which meeting a case comes up next."""
    _finders.append(finder)
    return finder


def where_tabled(referrals: Iterable[Referral]) -> dict[UUID, Tabled]:
    """Return where the cases of these referrals come up next, by case."""
    cases = [referral.case_id for referral in referrals if referral.case_id]
    if not cases:
        return {}
    return {case: tabled for find in _finders for case, tabled in find(cases).items()}
