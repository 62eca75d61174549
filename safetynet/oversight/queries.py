from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from safetynet.access import Actor, Role, walls_down
from safetynet.agencies import Member, agency_names, bylines
from safetynet.among import among
from safetynet.audit import HOUSE, Result, reading
from safetynet.audit.reading import Line, Scope
from safetynet.cases import Case
from safetynet.db import db
from safetynet.oversight.bursts import Burst, bursts_in
from safetynet.sharing import TeamSeat
from safetynet.survivors import Survivor

PAGE = 50
PATTERNS_OF = timedelta(days=30)
_SHOWN_CASES = 3
_MOST_REFUSALS = 5000


@dataclass(frozen=True)
class Visited:
    """One line of the ledger, dressed for reading."""

    line: Line
    who: str
    """Name and agency; empty for the house itself."""
    numbers: tuple[str, ...]
    """The cases it touched, as far as the reader may know their numbers; at most three."""
    more: int
    """How many young people it touched beyond those."""
    rows: int


@dataclass(frozen=True)
class Touched:
    """Rows of one kind, of one owner, with one effect, within an entry."""

    table: str
    number: str
    owner: str
    category: str
    effect: Result
    fields: tuple[str, ...]
    rows: int


def scope_of(actor: Actor) -> Scope | None:
    """Return what this reader is confined to; None reads everything, without content.

    The privacy officer keeps watch over the county; a supervisor over her own agency.
    """
    if actor.role is Role.PRIVACY_OFFICER:
        return None
    survivors = db.session.scalars(select(Survivor.id))
    return Scope(actor.agency_id, people_of(actor.agency_id), frozenset(survivors))


def people_of(agency_id: UUID) -> frozenset[UUID]:
    """Return everybody of an agency, also those who have left."""
    return frozenset(db.session.scalars(select(Member.id).where(Member.agency_id == agency_id)))


def bursts_since(moment: datetime, actor: Actor) -> list[Burst]:
    """Return the patterns among the refusals that this reader may know of, the latest first."""
    own = None if actor.role is Role.PRIVACY_OFFICER else people_of(actor.agency_id)
    return bursts_in(reading.refused_since(moment, _MOST_REFUSALS, own))


def visited(lines: Iterable[Line], actor: Actor) -> list[Visited]:
    """Dress lines with names of members and numbers of cases, in two statements for all."""
    lines = list(lines)
    people = bylines({line.entry.actor for line in lines} - {HOUSE})
    numbers = numbers_of(_subjects(lines), actor)
    return [_visited(line, people, numbers) for line in lines]


def touched(line: Line, actor: Actor) -> list[Touched]:
    """Group what one entry touched, so that a hundred names are one row."""
    agencies, numbers = agency_names(), numbers_of(_subjects([line]), actor)
    groups = Counter(
        (
            touch.table,
            numbers.get(touch.survivor, ""),
            agencies.get(touch.owner, ""),
            touch.category,
            touch.effect,
            touch.fields,
        )
        for touch in line.entry.touches
    )
    return [Touched(*group, rows) for group, rows in sorted(groups.items())]


def _visited(line: Line, people: dict[UUID, str], numbers: dict[UUID, str]) -> Visited:
    about = _subjects([line])
    known = sorted({numbers[one] for one in about if one in numbers})[:_SHOWN_CASES]
    return Visited(
        line=line,
        who=people.get(line.entry.actor, ""),
        numbers=tuple(known),
        more=max(len(line.entry.survivors) - len(known), 0) if known else 0,
        rows=len(line.entry.touches),
    )


def _subjects(lines: Iterable[Line]) -> Set[UUID]:
    """Return whose records were touched, and what was asked for in vain."""
    found: set[UUID] = set()
    for line in lines:
        found.update(line.entry.survivors)
        if line.entry.asked:
            found.add(line.entry.asked)
    return found


def numbers_known_to(actor: Actor, survivors: Set[UUID]) -> dict[UUID, str]:
    """Return the numbers of cases at whose table the actor's agency sits or sat, by survivor.

    Behind the walls, because a seat that ended opens no case any more; the number was known.
    """
    wanted = (
        select(Case.survivor_id, Case.number)
        .join(TeamSeat, TeamSeat.case_id == Case.id)
        .where(
            TeamSeat.agency_id == actor.agency_id,
            among(Case.survivor_id, survivors - actor.rights.hidden),
        )
        .order_by(Case.ordinal)
    )
    with walls_down("access review"):
        rows = db.session.execute(wanted).all()
    return {row.survivor_id: row.number for row in rows}


def numbers_of(subjects: Set[UUID], actor: Actor) -> dict[UUID, str]:
    """Return case numbers by survivor and by case, as far as the reader may know them."""
    wanted = select(Case.id, Case.survivor_id, Case.number).where(
        or_(Case.survivor_id.in_(subjects), Case.id.in_(subjects))
    )
    if actor.role is Role.PRIVACY_OFFICER:
        with walls_down("ledger"):
            found = db.session.execute(wanted).all()
    else:
        found = db.session.execute(wanted).all()
    return {
        key: number
        for case, survivor, number in found
        if survivor not in actor.rights.hidden
        for key in (case, survivor)
    }
