"""Who comes for each agency: the person of the roster, or the deputy where that one cannot."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from safetynet.access import GRANTS, Permission, Role, walls_down
from safetynet.agencies import Agency, Member
from safetynet.agencies.papers import papers_by_holder
from safetynet.meetings.models import Attendance, Meeting, RosterPlace
from safetynet.meetings.queries.series import roster_of


class Out(StrEnum):
    """Why somebody on a roster does not count."""

    LEFT = "left"
    ELSEWHERE = "elsewhere"
    ROLE = "role"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class Coming:
    """An agency's place on a roster, as it stands on a day."""

    place: RosterPlace
    who: Member | None
    """Who comes; nobody where both cannot, or nobody was named."""
    out: tuple[tuple[Member, Out], ...]
    """Who of the two fell out, and why."""

    @property
    def is_deputy(self) -> bool:
        return self.who is not None and self.who.id != self.place.member_id


def may_come(role: Role) -> bool:
    """Say whether somebody of a role speaks for an agency: observers only listen."""
    return role is not Role.OBSERVER and Permission.MEETING_READ in GRANTS[role]


def coming_to(series_id: UUID | None, day: date) -> list[Coming]:
    """Return who comes to the meetings of a series for each agency of its roster."""
    places = roster_of(series_id)
    lapsed = _lapsed(day) if places else frozenset()
    return [_coming(place, lapsed) for place in places if place.agency.is_active]


def _coming(place: RosterPlace, lapsed: Set[UUID]) -> Coming:
    named = [one for one in (place.member, place.deputy) if one]
    out = [(one, why) for one in named if (why := _why_not(one, place.agency_id, lapsed))]
    gone = {one.id for one, _why in out}
    return Coming(place, next((one for one in named if one.id not in gone), None), tuple(out))


def _why_not(member: Member, agency_id: UUID, lapsed: Set[UUID]) -> Out | None:
    if not member.is_active:
        return Out.LEFT
    if member.agency_id != agency_id:
        return Out.ELSEWHERE
    if not may_come(member.role):
        return Out.ROLE
    return Out.LAPSED if {member.id, agency_id} & lapsed else None


def _lapsed(day: date) -> Set[UUID]:
    """Return the people and agencies of whom a paper has ended: they read nothing (CR-48)."""
    with walls_down("roster: papers"):
        held = papers_by_holder()
    return {holder for holder, kinds in held.items() if any(end < day for end in kinds.values())}


@dataclass(frozen=True)
class Quorum:
    """How many agencies are here, how many must be, and which of those that must be are not."""

    here: int
    wanted: int
    missing: tuple[Agency, ...]

    @property
    def is_reached(self) -> bool:
        return self.here >= self.wanted and not self.missing


def quorum_of(meeting: Meeting, attendance: Iterable[Attendance]) -> Quorum | None:
    """Return how a meeting stands by its quorum; None where nothing is asked.

    Observers and guests count for no agency.
    """
    here = {row.agency_id for row in attendance if row.counts}
    needed = [place.agency for place in roster_of(meeting.series_id) if place.is_needed]
    if not meeting.quorum and not needed:
        return None
    missing = tuple(agency for agency in needed if agency.id not in here)
    return Quorum(len(here), meeting.quorum, missing)


@dataclass(frozen=True)
class AtTheDoor:
    """An agency on the page of attendance: who is looked for first, who else might come."""

    agency: Agency
    coming: Coming | None
    first: tuple[Member, ...]
    others: tuple[Member, ...]


def by_agency(
    members: Sequence[Member], coming: Iterable[Coming], noted: Set[UUID]
) -> list[AtTheDoor]:
    """Group those who may come; first whom the roster names or who is noted, then the others."""
    places = {one.place.agency_id: one for one in coming}
    grouped: dict[Agency, list[Member]] = {}
    for member in members:
        grouped.setdefault(member.agency, []).append(member)
    return [_at_the_door(agency, found, places, noted) for agency, found in grouped.items()]


def _at_the_door(
    agency: Agency, members: list[Member], places: Mapping[UUID, Coming], noted: Set[UUID]
) -> AtTheDoor:
    coming = places.get(agency.id)
    if coming is None or coming.who is None:
        return AtTheDoor(agency, coming, tuple(members), ())
    named = {coming.who.id, coming.place.deputy_id, *noted}
    first = [one for one in members if one.id in named]
    first.sort(key=lambda one: one.id != coming.who.id if coming.who else False)
    return AtTheDoor(
        agency, coming, tuple(first), tuple(one for one in members if one.id not in named)
    )
