"""Many refusals of one person within an hour: somebody tries doors, or has lost their way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

MANY = 5
WITHIN = timedelta(hours=1)


@dataclass(frozen=True)
class Burst:
    """Refusals of one person of which any five in a row lie within an hour."""

    who: UUID
    entries: tuple[int, ...]
    """The ledger's entries, the earliest first."""
    began: datetime
    ended: datetime


def bursts_in(refused: Iterable[tuple[int, datetime, UUID]]) -> list[Burst]:
    """Return the bursts among refusals (entry, when, whom), the latest first."""
    by_person: dict[UUID, list[tuple[datetime, int]]] = {}
    for entry, at, who in refused:
        by_person.setdefault(who, []).append((at, entry))
    found = [burst for who, doors in by_person.items() for burst in _bursts_of(who, sorted(doors))]
    return sorted(found, key=lambda burst: burst.ended, reverse=True)


def _bursts_of(who: UUID, doors: list[tuple[datetime, int]]) -> list[Burst]:
    runs: list[list[tuple[datetime, int]]] = []
    last = -1
    for first in range(len(doors) - MANY + 1):
        end = first + MANY
        if doors[end - 1][0] - doors[first][0] > WITHIN:
            continue
        if first <= last:
            runs[-1].append(doors[end - 1])
        else:
            runs.append(doors[first:end])
        last = end - 1
    return [Burst(who, tuple(entry for _at, entry in run), run[0][0], run[-1][0]) for run in runs]
