"""Why a case should be reviewed: each room says it about itself, the agenda builder listens."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Reason:
    """One reason to put a case on the agenda, without a name in it."""

    case_id: UUID
    sentence: Any
    """Translated when shown: "missing 3 days", "release ends Friday"."""
    weight: int
    """Heavier comes first; 100 burns, 10 is routine."""


Provider = Callable[[date], Iterable[Reason]]
_providers: list[Provider] = []


def gives_reasons(provider: Provider) -> Provider:
    """Register a room's reasons, over all visible open cases in one or two statements."""
    _providers.append(provider)
    return provider


def reasons_by_case(day: date) -> dict[UUID, list[Reason]]:
    """Return every room's reasons, the heaviest first within a case, each sentence once."""
    found: dict[UUID, list[Reason]] = {}
    for provider in _providers:
        for reason in provider(day):
            found.setdefault(reason.case_id, []).append(reason)
    return {case: _each_once(reasons) for case, reasons in found.items()}


def _each_once(reasons: list[Reason]) -> list[Reason]:
    """Return the reasons, the heaviest first; two releases that end on Friday are one reason."""
    reasons.sort(key=lambda reason: reason.weight)
    by_sentence = {str(reason.sentence): reason for reason in reasons}
    return sorted(by_sentence.values(), key=lambda reason: -reason.weight)
