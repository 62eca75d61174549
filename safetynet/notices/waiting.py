"""What waits for a person: each room says it about itself, the home page shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from safetynet.access import Actor


@dataclass(frozen=True)
class Waiting:
    """One thing to do, without a name in it: a sentence, where to go, and by when."""

    sentence: Any
    """Translated when shown; may carry a case number, never a name."""
    endpoint: str
    arguments: dict[str, Any] = field(default_factory=dict)
    due: date | None = None
    kind: str = ""
    """What it is about, for grouping: referrals, linkages, plans, tasks, releases, meetings."""
    after: int = 0
    """How far it stands behind others of its kind: what is anybody's comes after one's own."""
    by: datetime | None = None
    """Until which moment of that day, where hours count."""


Provider = Callable[[Actor, date], Iterable[Waiting]]
_providers: list[Provider] = []


def who_waits(provider: Provider) -> Provider:
    """Register a room's answer to "what waits for this person today?"; at most 50 things each."""
    _providers.append(provider)
    return provider


def what_waits(actor: Actor, day: date) -> list[Waiting]:
    """Return everything that waits for a person, the most overdue first, undated things last."""
    found = [waiting for provider in _providers for waiting in provider(actor, day)]
    return sorted(found, key=lambda waiting: waiting.due or date.max)
