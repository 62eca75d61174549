"""Who looked at one young person's records: when, at what kind of content, why, to what effect."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from safetynet import clock
from safetynet.access import Actor
from safetynet.agencies import Member, members_by_id
from safetynet.audit import HOUSE, Result, Touch, reading
from safetynet.audit.reading import Line, Scope
from safetynet.oversight.grounds import Ground, Grounds, grounds_of
from safetynet.oversight.queries import people_of
from safetynet.vault import Category

PAGE = 30
_AT_ONCE = 60
_MOST = 3000
"""How many visits one page looks through for the few that it shows; the next page goes on."""

CHANGES = (Result.CREATED, Result.CHANGED, Result.DELETED, Result.DESTROYED)


@dataclass(frozen=True)
class Wanted:
    """What a reader narrows the visits to."""

    since: date | None = None
    until: date | None = None
    agency: UUID | None = None
    """Whose people looked."""
    kind: Category | None = None

    def __bool__(self) -> bool:
        return self != Wanted()


@dataclass(frozen=True)
class Look:
    """One visit to one young person's records."""

    id: int
    at: datetime
    who: Member | None
    """None for the house itself."""
    permission: str
    result: Result
    kinds: tuple[Category, ...]
    grounds: tuple[Ground, ...]
    changed: Mapping[Result, Mapping[str, tuple[str, ...]]]
    """Effect → kind of row → the fields that were changed; a new row is new in all its fields."""


def looks_at(
    survivor: UUID, wanted: Wanted, scope: Scope | None, before: int | None
) -> tuple[list[Line], int | None]:
    """Return a page of visits, and the id before which the next page goes on."""
    actors = people_of(wanted.agency) if wanted.agency else None
    kept: list[Line] = []
    for _batch in range(_MOST // _AT_ONCE):
        lines = reading.about(
            survivor,
            _AT_ONCE,
            before=before,
            since=clock.start_of(wanted.since) if wanted.since else None,
            until=clock.end_of(wanted.until) if wanted.until else None,
            actors=actors,
        )
        seen = (scope.within(line) if scope else line for line in lines)
        kept += [line for line in seen if line and _is_of(line, wanted.kind)]
        if len(kept) > PAGE:
            return kept[:PAGE], kept[PAGE - 1].id
        if len(lines) < _AT_ONCE:
            return kept, None
        before = lines[-1].id
    return kept, before


def dressed(lines: list[Line], actor: Actor) -> list[Look]:
    """Say of each visit who it was, and on which grounds, in a few statements for all."""
    people = members_by_id({line.entry.actor for line in lines} - {HOUSE})
    grounds = grounds_of(lines, actor)
    return [_look(line, people.get(line.entry.actor), grounds) for line in lines]


def _look(line: Line, who: Member | None, grounds: Grounds) -> Look:
    touches = line.entry.touches
    reader = who.agency_id if who else None
    content = [touch for touch in touches if touch.category]
    return Look(
        id=line.id,
        at=line.at,
        who=who,
        permission=line.entry.permission,
        result=line.entry.result,
        kinds=tuple(dict.fromkeys(Category(touch.category) for touch in content)),
        grounds=tuple(dict.fromkeys(grounds.of(line, reader).values())),
        changed=_changes(touches),
    )


def _changes(touches: Iterable[Touch]) -> Mapping[Result, Mapping[str, tuple[str, ...]]]:
    found: dict[Result, dict[str, tuple[str, ...]]] = {}
    for touch in touches:
        if touch.effect in CHANGES:
            tables = found.setdefault(touch.effect, {})
            fields = touch.fields if touch.effect is Result.CHANGED else ()
            tables[touch.table] = tuple(dict.fromkeys((*tables.get(touch.table, ()), *fields)))
    return found


def _is_of(line: Line, kind: Category | None) -> bool:
    return kind is None or any(touch.category == kind for touch in line.entry.touches)
