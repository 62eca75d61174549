"""Which names are like that of a person of concern. Runs with the walls down, for a yes or no."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select

from safetynet.agencies import Member
from safetynet.among import among
from safetynet.db import db, open_column
from safetynet.referrals import PersonOfConcern
from safetynet.screening.comparing import Book, Likeness, named_in
from safetynet.screening.models import Kind
from safetynet.screening.sources import SOURCES, Named, named_about, said


@dataclass(frozen=True)
class Concern:
    """A person of concern, as they are compared."""

    id: UUID
    survivor: UUID
    agency: UUID
    name: str


@dataclass(frozen=True)
class Found:
    """A name that may be a person of concern's: a member's, or one in a row about somebody."""

    concern: Concern
    kind: Kind
    row: UUID
    agency: UUID
    line: str
    is_whole: bool
    other_survivor: UUID | None = None
    member: Member | None = None

    @property
    def pair(self) -> tuple[UUID, UUID]:
        return self.concern.survivor, self.row


def concerns(which: ColumnElement[bool]) -> list[Concern]:
    """Open the persons of concern in these rows."""
    rows = db.session.scalars(select(PersonOfConcern).where(which))
    return [Concern(row.id, row.survivor_id, row.owner_id, said(row, "name")) for row in rows]


def concerns_about(survivors: Iterable[UUID]) -> list[Concern]:
    return concerns(among(PersonOfConcern.survivor_id, survivors))


def everybody() -> list[Member]:
    """Return everybody who signs in or did: who left may come back."""
    return list(db.session.scalars(select(Member)))


def members_like(those: Iterable[Concern], members: Sequence[Member]) -> Iterator[Found]:
    """Compare persons of concern with people who sign in, by their full names only."""
    book = Book((member, member.name) for member in members)
    for concern in those:
        for member, how in book.like(concern.name):
            is_whole = how is Likeness.WHOLE
            agency, name = member.agency_id, member.name
            yield Found(concern, Kind.MEMBER, member.id, agency, name, is_whole, member=member)


def around_like(those: Iterable[Concern], lines: Iterable[Named]) -> Iterator[Found]:
    """Compare them with people around the same young person."""
    hers = defaultdict[UUID, list[Concern]](list)
    for concern in those:
        hers[concern.survivor].append(concern)
    for line in lines:
        for concern in hers[line.survivor]:
            if how := named_in(concern.name, line.line):
                is_whole = how is Likeness.WHOLE
                yield Found(concern, line.kind, line.row, line.agency, line.line, is_whole)


def elsewhere_like(those: Iterable[Concern], lines: Iterable[Named]) -> Iterator[Found]:
    """Compare them with people around other young people, by their full names only."""
    book = Book((concern, concern.name) for concern in those)
    for line in lines:
        for concern in book.whole_in(line.line):
            if concern.survivor != line.survivor:
                where = (line.row, line.agency, line.line)
                yield Found(concern, line.kind, *where, True, other_survivor=line.survivor)


def survivors_like(members: Sequence[Member]) -> set[UUID]:
    """Return around whom somebody is a person of concern who is called like one of these."""
    book = Book((member.id, member.name) for member in members)
    return {her for her, name in open_column(PersonOfConcern, "name") if any(book.like(name))}


def all_found() -> Iterator[Found]:
    """Compare everything with everything.

    First over plain texts, which is quick; then only the rows about whom something was found are
    loaded and compared again.
    """
    members, names = everybody(), list(open_column(PersonOfConcern, "name"))
    hers, others = _survivors_with_a_match(names)
    those = concerns_about(hers | survivors_like(members))
    yield from members_like(those, members)
    lines = list(named_about([*hers | others]))
    yield from around_like(those, lines)
    yield from elsewhere_like(those, lines)


def _survivors_with_a_match(names: Sequence[tuple[UUID, str]]) -> tuple[set[UUID], set[UUID]]:
    """Return around whom a person of concern is named elsewhere, and in whose records that is."""
    around: dict[UUID, list[str]] = {}
    for her, name in names:
        around.setdefault(her, []).append(name)
    book = Book(((her, name), name) for her, name in names)
    hers, others = set[UUID](), set[UUID]()
    for source in SOURCES:
        for survivor, line in open_column(source.model, source.column):
            if any(named_in(name, line) for name in around.get(survivor, ())):
                hers.add(survivor)
            elsewhere = {her for her, _name in book.whole_in(line) if her != survivor}
            hers |= elsewhere
            others |= {survivor} if elsewhere else set()
    return hers, others
