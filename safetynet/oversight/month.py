"""One agency's month: who opened whose records, and which reads nothing explains (CR-30)."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID, uuid5

from sqlalchemy import or_, select

from safetynet import clock
from safetynet.access import walls_down
from safetynet.accessreviews import Explanations, Read, TieKind
from safetynet.accessreviews.months import last_day_of
from safetynet.agencies import Member, members_by_id
from safetynet.audit import HOUSE, Result, reading
from safetynet.audit.reading import Line, Visits
from safetynet.db import db
from safetynet.linkages import Linkage
from safetynet.oversight.queries import people_of
from safetynet.oversight.ties import ties_to
from safetynet.sharing import TeamSeat
from safetynet.survivors import Survivor
from safetynet.vault import Category

NIGHT = (time(22), time(5))
"""From ten to five, when few have a reason to open a record."""
_WEAK = frozenset({TieKind.LEAD, TieKind.SEAT})


@dataclass(frozen=True)
class Flag:
    """One person opened one young person's records on one day, and nothing explains it."""

    read: Read
    reader: Member
    first: datetime
    last: datetime
    visits: int
    kinds: tuple[Category, ...]

    @property
    def key(self) -> str:
        return key_of(self.read.reader, self.read.survivor, self.read.day)


def key_of(reader: UUID, survivor: UUID, day: date) -> str:
    """Name somebody's reads of a day in an address, without saying whom they are about."""
    return uuid5(survivor, f"{reader} {day}").hex


@dataclass
class Reader:
    """How one of the agency's people used the records in a month."""

    who: Member
    young_people: set[UUID] = field(default_factory=set)
    visits: int = 0
    by_seat_alone: int = 0
    """Visits that only the agency's seat explains, no task, step, linkage, referral or agenda."""
    at_night: int = 0
    unexplained: int = 0
    days: dict[date, set[UUID]] = field(default_factory=dict)
    """Whose records were opened on each day."""

    @property
    def most_in_a_day(self) -> int:
        """Many young people on one day is a question to ask: a list copied, a curiosity."""
        return max(map(len, self.days.values()), default=0)


@dataclass(frozen=True)
class Month:
    flags: tuple[Flag, ...]
    readers: tuple[Reader, ...]
    """The agency's own people who opened anything, those with most to explain first."""


def reads_in(month: date, agency_id: UUID) -> Month:
    """Hold every read of a month against what explains it.

    That is whatever the agency's own people opened, and what others opened of its rows.
    """
    since, until = clock.start_of(month), clock.end_of(last_day_of(month))
    ours = people_of(agency_id)
    visits = reading.visits_of(ours, since, until)
    visits += [
        visit
        for visit in reading.visits_to(_known_to(agency_id), since, until)
        if visit.actor not in ours and visit.actor != HOUSE
    ]
    people = members_by_id(visit.actor for visit in visits)
    about = frozenset(visit.survivor for visit in visits)
    explained = Explanations(ties_to(about, month, last_day_of(month)))
    readers = {one: Reader(people[one]) for one in ours & people.keys()}
    open_reads: set[Read] = set()
    for visit in visits:
        read = _read(visit, people)
        kind = explained.of(read)
        if kind is None:
            open_reads.add(read)
        if visit.actor in readers:
            _count(readers[visit.actor], visit, kind)
    flags = _flags(open_reads, agency_id, month, people) if open_reads else ()
    for flag in flags:
        if flag.read.reader in readers:
            readers[flag.read.reader].unexplained += flag.visits
    return Month(flags, tuple(sorted(readers.values(), key=_most_to_explain)))


def _known_to(agency_id: UUID) -> frozenset[UUID]:
    """Return of whom the agency may hold rows: minted, at its tables, or linked to it."""
    with walls_down("access review"):
        minted = select(Survivor.id).where(Survivor.minted_by_id == agency_id)
        seated = select(TeamSeat.survivor_id).where(TeamSeat.agency_id == agency_id)
        given = or_(Linkage.provider_agency_id == agency_id, Linkage.offered_by_id == agency_id)
        linked = select(Linkage.survivor_id).where(given)
        return frozenset(
            survivor
            for wanted in (minted, seated, linked)
            for survivor in db.session.scalars(wanted)
        )


def _read(visit: Visits, people: Mapping[UUID, Member]) -> Read:
    agency = people[visit.actor].agency_id
    return Read(visit.actor, agency, visit.survivor, clock.day_of(visit.first))


def _count(reader: Reader, visit: Visits, kind: TieKind | None) -> None:
    reader.young_people.add(visit.survivor)
    reader.days.setdefault(clock.day_of(visit.first), set()).add(visit.survivor)
    reader.visits += visit.count
    reader.by_seat_alone += visit.count if kind in _WEAK else 0
    at, (evening, morning) = clock.in_the_county(visit.first).time(), NIGHT
    reader.at_night += visit.count if at >= evening or at < morning else 0


def _most_to_explain(reader: Reader) -> tuple[int, int, str]:
    return -reader.unexplained, -reader.visits, reader.who.name


def _flags(
    reads: Set[Read], agency_id: UUID, month: date, people: Mapping[UUID, Member]
) -> tuple[Flag, ...]:
    """Look at the entries themselves: what others opened counts where it is the agency's own."""
    lines = reading.between(
        clock.start_of(month),
        clock.end_of(last_day_of(month)),
        {read.reader for read in reads},
        {read.survivor for read in reads},
    )
    found: dict[Read, dict[datetime, list[Category]]] = {}
    for line in lines:
        who = people[line.entry.actor]
        owner = None if who.agency_id == agency_id else agency_id
        for survivor, kinds in _opened(line, owner).items():
            read = Read(who.id, who.agency_id, survivor, clock.day_of(line.at))
            if read in reads:
                found.setdefault(read, {})[line.at] = kinds
    flags = (_flag(read, people[read.reader], opened) for read, opened in found.items())
    return tuple(sorted(flags, key=lambda flag: flag.first))


def _opened(line: Line, owner: UUID | None) -> dict[UUID, list[Category]]:
    """Return what a visit opened, by young person; of one agency's rows, or of any."""
    found: dict[UUID, list[Category]] = {}
    for touch in line.entry.touches:
        is_content = touch.effect is Result.OPENED and touch.category
        if is_content and owner in {None, touch.owner}:
            found.setdefault(touch.survivor, []).append(Category(touch.category))
    return found


def _flag(read: Read, reader: Member, opened: Mapping[datetime, list[Category]]) -> Flag:
    kinds = dict.fromkeys(kind for every in opened.values() for kind in every)
    return Flag(read, reader, min(opened), max(opened), len(opened), tuple(kinds))
