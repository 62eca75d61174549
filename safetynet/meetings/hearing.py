"""Who may hear what of each case: what somebody misses, who says but does not send, who leaves.

For whoever runs the review: it is made from conflicts, matters and releases, as she may know them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from safetynet import clock
from safetynet.agencies import Agency, AgencyClass, Member
from safetynet.db import db
from safetynet.meetings.models import (
    CATEGORY_OF,
    AgendaItem,
    Attendance,
    Meeting,
    SteppedOut,
    kinds_brought_by,
)
from safetynet.meetings.queries import attendance_of, expected_members
from safetynet.meetings.sources import NEEDED, needs_release
from safetynet.meetings.timetable import times_of
from safetynet.sharing import Why
from safetynet.sharing.tables import Table, tables_of
from safetynet.vault import Category

OFFICES = frozenset({AgencyClass.COORDINATING, AgencyClass.REVIEW_TEAM})
ASKED_OF_ALL = tuple(dict.fromkeys(CATEGORY_OF.values()))
"""What the six questions bring up, whoever answers."""


TO_THE_DOOR = timedelta(minutes=2)
"""Whoever has left by then heard nothing: a case begins with its number."""


class Leaves(StrEnum):
    """Why somebody leaves the room for a case. For the coordinator alone: no paper says it."""

    CONFLICT = "conflict"
    MATTER = "matter"
    NO_SEAT = "no_seat"


@dataclass(frozen=True)
class Gap:
    """Content of one agency that must not be told to some of the others, and why not."""

    owner: Agency
    kinds: tuple[Category, ...]
    why: Why
    missed_by: tuple[Agency, ...]


@dataclass(frozen=True)
class ItemHearing:
    """One case: around its table, and with whoever else is expected in the room."""

    item: AgendaItem
    starts_at: datetime
    ends_at: datetime
    hears_all: tuple[Agency, ...]
    gaps: tuple[Gap, ...]
    verbal_only: tuple[Agency, ...]
    """They may say it in the room; no release lets anybody have it in writing."""
    leaving: tuple[tuple[Member, Leaves], ...]
    may_be_told: tuple[int, int]
    """Of every kind that one of them brings, to how many of the others it may be told; of all."""

    @property
    def missing(self) -> tuple[Agency, ...]:
        """The agencies that miss something, each once."""
        return tuple(dict.fromkeys(agency for gap in self.gaps for agency in gap.missed_by))


@dataclass(frozen=True)
class StepsOut:
    """When one person is out of the room: cases that follow each other are one time."""

    member: Member
    times: tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True)
class Unlocking:
    """Whose content is closed to some of the others, of which kinds, in which cases."""

    owner: Agency
    why: Why
    kinds: dict[Category, None]
    cases: dict[str, None]


@dataclass(frozen=True)
class Hearing:
    """A whole meeting."""

    items: tuple[ItemHearing, ...]
    stepping_out: tuple[StepsOut, ...]

    @property
    def may_be_told(self) -> tuple[int, int]:
        """Of all that the agencies bring to all others at their tables, how much may be told."""
        told = [one.may_be_told for one in self.items]
        return sum(open_ for open_, _all in told), sum(whole for _open, whole in told)

    @property
    def unlocks(self) -> list[Unlocking]:
        """Return what would open most, by whose content it is and why it is closed."""
        found: dict[tuple[Agency, Why], Unlocking] = {}
        for one in self.items:
            closed = [(gap.owner, gap.kinds, gap.why) for gap in one.gaps]
            closed += [(owner, _brings(owner), Why.COVERED) for owner in one.verbal_only]
            for owner, kinds, why in closed:
                known = found.setdefault((owner, why), Unlocking(owner, why, {}, {}))
                known.kinds.update(dict.fromkeys(kinds))
                known.cases[one.item.case.number] = None
        return sorted(found.values(), key=lambda each: (-len(each.cases), each.owner.name))


def hearing_of(meeting: Meeting, items: Sequence[AgendaItem]) -> Hearing:
    """Return who of those expected may hear what; as many statements for 1 as for 15 items."""
    people, agencies = expected_members(meeting), _agencies()
    tables, times = _tables(items, agencies), times_of(meeting)
    heard = tuple(
        _heard(item, times[item.id], tables[item.case_id], agencies, people) for item in items
    )
    return Hearing(heard, _stepping_out(heard, people))


def _agencies() -> dict[UUID, Agency]:
    return {agency.id: agency for agency in db.session.scalars(select(Agency))}


def _tables(items: Sequence[AgendaItem], agencies: Mapping[UUID, Agency]) -> dict[UUID, Table]:
    cases = {item.case_id: item.case.survivor_id for item in items}
    return tables_of(cases, agencies.values(), clock.today())


def _heard(
    item: AgendaItem,
    times: tuple[datetime, datetime],
    table: Table,
    agencies: Mapping[UUID, Agency],
    people: Iterable[Member],
) -> ItemHearing:
    there = [agencies[id_] for id_ in table.seated if _may_stay(id_, table)]
    verbal = tuple(owner for owner in there if _is_verbal(owner, there, table))
    gaps = tuple(
        gap for owner in there if owner not in verbal for gap in _gaps(owner, there, table)
    )
    missed_by = {agency for gap in gaps for agency in gap.missed_by}
    leaving = ((one, why_out(one.id, one.agency, table)) for one in people)
    ways = [
        table.closed(owner, other.id, kind) is None
        for owner in there
        for other in there
        if other is not owner
        for kind in _brings(owner)
    ]
    return ItemHearing(
        item=item,
        starts_at=times[0],
        ends_at=times[1],
        hears_all=tuple(one for one in there if one not in missed_by),
        gaps=gaps,
        verbal_only=verbal,
        leaving=tuple((one, why) for one, why in leaving if why),
        may_be_told=(sum(ways), len(ways)),
    )


def _may_stay(agency_id: UUID, table: Table) -> bool:
    kept = agency_id in table.barriers.blocked or agency_id in table.barriers.walled
    return not kept


def _brings(owner: Agency) -> tuple[Category, ...]:
    if only := NEEDED.get(owner.kind):
        return (only,)
    return tuple(dict.fromkeys((*ASKED_OF_ALL, *kinds_brought_by(owner.kind))))


def _is_verbal(owner: Agency, there: Iterable[Agency], table: Table) -> bool:
    """Say whether an agency that federal law binds has no release to anybody at the table."""
    return needs_release(owner) and not any(
        table.closed(owner, other.id, kind) is None
        for other in there
        if other is not owner
        for kind in _brings(owner)
    )


def _gaps(owner: Agency, there: Iterable[Agency], table: Table) -> list[Gap]:
    """Return what of one agency the others miss, those who miss the same together."""
    alike: dict[tuple[Why, tuple[Category, ...]], list[Agency]] = {}
    for other in there:
        by_why: dict[Why, list[Category]] = {}
        for kind in _brings(owner):
            if denied := table.closed(owner, other.id, kind):
                by_why.setdefault(denied.why, []).append(kind)
        for why, kinds in by_why.items():
            alike.setdefault((why, tuple(kinds)), []).append(other)
    return [Gap(owner, kinds, why, tuple(of)) for (why, kinds), of in alike.items()]


def why_out(member_id: UUID | None, agency: Agency, table: Table) -> Leaves | None:
    """Return why somebody leaves for the case of a table; None for a guest of no account too."""
    is_kept = agency.id in table.barriers.blocked
    if is_kept or (member_id and table.is_kept_from(member_id, agency.id)):
        return Leaves.CONFLICT
    if agency.kind in OFFICES:
        return None
    if agency.id in table.barriers.walled:
        return Leaves.MATTER
    return None if agency.id in table.seated else Leaves.NO_SEAT


def _stepping_out(heard: Iterable[ItemHearing], people: Iterable[Member]) -> tuple[StepsOut, ...]:
    times: dict[UUID, list[tuple[datetime, datetime]]] = {}
    for one in heard:
        for member, _why in one.leaving:
            out = times.setdefault(member.id, [])
            if out and out[-1][1] == one.starts_at:
                out[-1] = (out[-1][0], one.ends_at)
            else:
                out.append((one.starts_at, one.ends_at))
    return tuple(StepsOut(who, tuple(times[who.id])) for who in people if who.id in times)


def must_leave(item: AgendaItem) -> list[Attendance]:
    """Return who is noted as here and has to leave the room for a case, guests too."""
    here = [row for row in attendance_of(item.meeting_id) if row.is_here]
    if not here:
        return []
    table = _tables([item], _agencies())[item.case_id]
    return [row for row in here if why_out(row.member_id, row.agency, table)]


def who_had_to_leave(
    items: Sequence[AgendaItem],
    here: Sequence[Attendance],
    out: Mapping[UUID, Sequence[SteppedOut]],
) -> list[tuple[AgendaItem, Attendance]]:
    """Return who is noted as here while a case came up that they may not hear, guests too.

    `out` says who stepped out for which item, for how long.
    """
    came_up = [item for item in items if item.begun_at]
    tables = _tables(came_up, _agencies()) if came_up and here else {}
    return [
        (item, row)
        for item in came_up
        for row in here
        if _was_here(row, item, out.get(item.id, ()))
        and why_out(row.member_id, row.agency, tables[item.case_id])
    ]


def _was_here(row: Attendance, item: AgendaItem, out: Iterable[SteppedOut]) -> bool:
    ends = [moment for moment in (item.begun_at, item.reviewed_at) if moment]
    begins = max(ends[0], row.arrived_at or ends[0]) + TO_THE_DOOR
    over = item.reviewed_at or begins
    was_out = any(row.id == one.attendance_id and one.spans(min(begins, over), over) for one in out)
    return not was_out and any(row.is_here_at(moment) for moment in ends)
