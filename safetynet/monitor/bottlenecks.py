"""Where young people wait: days to an answer, a contact, the first service, by kind and agency.

Two ways to tell it. Whoever knows linkages is told everything of those that she may open. What
leaves the team, and whoever knows no case, is told of groups of eleven young people or more, of
years that are over, as it stood three months later: a table that never changes gives nobody away
when it is compared with the next one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median
from typing import Generic, TypeVar
from uuid import UUID

from safetynet import clock
from safetynet.directory import ServiceType
from safetynet.linkages.life import LinkageStatus
from safetynet.linkages.times import Way
from safetynet.monitor.measures import Tally
from safetynet.monitor.suppressing import (
    NOTHING,
    Shown,
    groups_left_out,
    is_small,
    masked,
    told,
    whole,
)

KEPT = (30, 90)
"""Days after the first service on which somebody counts as still there, unless she was dropped."""

K = TypeVar("K")
Kinds = Mapping[UUID, ServiceType | None]
"""Under which type each service counts: the first that it names."""


@dataclass(frozen=True)
class Row:
    """One kind of service, or one agency; None where nothing is told, or there is nothing."""

    sent: int | None = None
    answer: int | None = None
    """Median of days from sending, as the next two."""
    contact: int | None = None
    service: int | None = None
    waited: int | None = None
    """Were put on a waiting list."""
    waiting: int | None = None
    """Stand on one today; nothing that is told outside."""
    kept_30: Shown = NOTHING
    kept_90: Shown = NOTHING


@dataclass(frozen=True)
class Table(Generic[K]):
    """Rows by key, the longest way to a first service first where that is told."""

    rows: dict[K, Row]
    everybody: Row
    is_whole: bool


def as_of(ways: Iterable[Way], moment: datetime) -> list[Way]:
    """Forget what came later."""

    def before(came: datetime | None) -> datetime | None:
        return came if came and came < moment else None

    return [
        replace(
            way,
            answered=before(way.answered),
            waitlisted=before(way.waitlisted),
            contacted=before(way.contacted),
            served=before(way.served),
            dropped=before(way.dropped),
        )
        for way in ways
    ]


def by_kind(ways: Iterable[Way], kinds: Kinds) -> dict[ServiceType | None, list[Way]]:
    found: dict[ServiceType | None, list[Way]] = {}
    for way in ways:
        found.setdefault(kinds.get(way.service), []).append(way)
    return found


def by_provider(ways: Iterable[Way]) -> dict[UUID | None, list[Way]]:
    """Group by the agency that gives the service; None is all who do not sign in."""
    found: dict[UUID | None, list[Way]] = {}
    for way in ways:
        found.setdefault(way.provider, []).append(way)
    return found


def table_of(groups: Mapping[K, list[Way]], day: date) -> Table[K]:
    """Tell everything, to those who may open each of the linkages."""
    rows = {key: _row(ways, day) for key, ways in groups.items()}
    everybody = [way for ways in groups.values() for way in ways]
    return Table(_longest_first(rows), _row(everybody, day), is_whole=True)


def masked_table(groups: Mapping[K, list[Way]], day: date, *, counts: bool) -> Table[K]:
    """Tell of large groups alone; how many waited and stayed in one table only, and in no sum.

    Otherwise a small one could be worked out from the others.
    """
    everybody = [way for ways in groups.values() for way in ways]
    hidden, sum_is_told = groups_left_out({key: _people(ways) for key, ways in groups.items()})
    rows = {
        key: Row() if key in hidden else _masked_row(ways, day, counts=counts)
        for key, ways in groups.items()
    }
    is_told = sum_is_told and not is_small(len(set(_people(everybody))))
    total = _masked_row(everybody, day, counts=False) if is_told else Row()
    return Table(_longest_first(rows), total, is_whole=not hidden and is_told)


def _longest_first(rows: Mapping[K, Row]) -> dict[K, Row]:
    return dict(
        sorted(rows.items(), key=lambda item: (-(item[1].service or -1), -(item[1].sent or 0)))
    )


def _row(ways: list[Way], day: date) -> Row:
    return Row(
        sent=len(ways),
        answer=_median(_days(ways, "answered")),
        contact=_median(_days(ways, "contacted")),
        service=_median(_days(ways, "served")),
        waited=_waited(ways),
        waiting=_waiting(ways),
        kept_30=whole(_kept(ways, KEPT[0], day)),
        kept_90=whole(_kept(ways, KEPT[1], day)),
    )


def _masked_row(ways: list[Way], day: date, *, counts: bool) -> Row:
    return Row(
        sent=len(ways),
        answer=_masked_median(ways, "answered"),
        contact=_masked_median(ways, "contacted"),
        service=_masked_median(ways, "served"),
        waited=told(_waited(ways)) if counts else None,
        kept_30=_masked_kept(ways, KEPT[0], day) if counts else NOTHING,
        kept_90=_masked_kept(ways, KEPT[1], day) if counts else NOTHING,
    )


def _masked_median(ways: list[Way], point: str) -> int | None:
    """Tell a median only of eleven young people or more."""
    there = [way for way in ways if getattr(way, point)]
    if is_small(len(set(_people(there)))):
        return None
    return _median(_days(there, point))


def _masked_kept(ways: list[Way], after: int, day: date) -> Shown:
    due = _due(ways, after, day)
    if is_small(len(set(_people(due)))):
        return NOTHING
    return masked(_kept(ways, after, day), is_about_people=True)


def _days(ways: Iterable[Way], point: str) -> list[int]:
    reached = ((way.sent, getattr(way, point)) for way in ways)
    return [(moment - sent).days for sent, moment in reached if moment]


def _median(days: list[int]) -> int | None:
    return round(median(days)) if days else None


def _waited(ways: Iterable[Way]) -> int:
    return sum(way.waitlisted is not None for way in ways)


def _waiting(ways: Iterable[Way]) -> int:
    return sum(way.status is LinkageStatus.WAITLISTED for way in ways)


def _due(ways: Iterable[Way], after: int, day: date) -> list[Way]:
    """Return those who had their first service so many days ago or more."""
    by = day - timedelta(days=after)
    return [way for way in ways if way.served and clock.day_of(way.served) <= by]


def _kept(ways: Iterable[Way], after: int, day: date) -> Tally:
    due = _due(ways, after, day)
    met = sum(not _left_within(way, after) for way in due)
    return Tally(met, len(due) - met)


def _left_within(way: Way, after: int) -> bool:
    if way.dropped is None or way.served is None:
        return False
    return way.dropped < way.served + timedelta(days=after)


def _people(ways: Iterable[Way]) -> list[UUID]:
    return [way.survivor for way in ways]
