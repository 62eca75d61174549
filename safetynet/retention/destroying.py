"""Destroying: rows, keys, tombstone and ledger entry, as one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import insert, select

from safetynet import clock
from safetynet.access import Job
from safetynet.agencies import the_county
from safetynet.audit import Result, Touch, who
from safetynet.cases import Case
from safetynet.db import Owned, db, hold_writers_off, owned_models
from safetynet.meetings import finality
from safetynet.retention.classes import CLASS_OF
from safetynet.retention.models import AgeRange, Deadline, Destruction, PastCase
from safetynet.survivors import BirthDate
from safetynet.vault import Category, ShreddedError, Triple, vault

_AGES = (
    (12, AgeRange.UNDER_12),
    (15, AgeRange.FROM_12),
    (18, AgeRange.FROM_15),
    (25, AgeRange.FROM_18),
)
"""The first year of life that a range no longer holds."""
_OLDEST = 120
_MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True)
class Doomed:
    """Whose content of which kinds is destroyed, on whose word and under which law."""

    survivor_id: UUID
    owner_id: UUID
    categories: frozenset[Category]
    authority: str
    day: date
    by_id: UUID | None = None

    @property
    def triples(self) -> list[Triple]:
        return [Triple(self.survivor_id, self.owner_id, kind) for kind in sorted(self.categories)]


def destroy(running: Job, doomed: Doomed) -> Destruction:
    """Destroy content for good, and commit it with its ledger entry; needs a running job.

    The keys go just before the commit. Whoever is killed between the two leaves rows that no key
    opens, and the next run takes them away: it may be repeated at any point.
    """
    hold_writers_off(doomed.survivor_id)
    cases = _cases_of(doomed.survivor_id)
    rows = _take_rows(doomed)
    past = [] if _was_counted(doomed) else [_past(case, rows) for case in _led(cases, doomed)]
    lead = cases[-1].lead_agency_id if cases else doomed.owner_id
    tombstone = Destruction(
        survivor_id=doomed.survivor_id,
        owner_id=doomed.owner_id,
        keeper_id=lead if doomed.owner_id == the_county().team_id else doomed.owner_id,
        number=cases[-1].number if cases else "",
        categories=sorted(doomed.categories),
        rows=len(rows),
        authority=doomed.authority,
        destroyed_on=doomed.day,
        by_id=doomed.by_id,
    )
    db.session.add(tombstone)
    for row in [*rows, *_deadlines_of(doomed)]:
        db.session.delete(row)
    with finality.destroying():
        db.session.flush()
    who().changed += [_touch(tombstone, triple) for triple in doomed.triples]
    # Not through the session: an entry that named this row would lead from her to her age.
    who().also = tuple(insert(PastCase.__table__).values(one) for one in past)  # type: ignore[arg-type]
    for triple in doomed.triples:
        vault().keyring.destroy(triple)
    running.save(Result.DESTROYED)
    who().also = ()
    return tombstone


def _touch(tombstone: Destruction, triple: Triple) -> Touch:
    return Touch(
        table=Destruction.__tablename__,
        row=tombstone.id,
        survivor=triple.survivor,
        owner=triple.owner,
        category=triple.category,
        effect=Result.DESTROYED,
    )


def _take_rows(doomed: Doomed) -> list[Owned]:
    """Return every row of the compartments, of all tables."""
    return [
        row
        for model in owned_models()
        for row in db.session.scalars(
            select(model).where(
                model.survivor_id == doomed.survivor_id,
                model.owner_id == doomed.owner_id,
                model.category.in_(doomed.categories),
            )
        )
    ]


def _deadlines_of(doomed: Doomed) -> Iterable[Deadline]:
    """Return the deadlines that are met: every record class with something destroyed."""
    found = db.session.scalars(
        select(Deadline).where(
            Deadline.survivor_id == doomed.survivor_id, Deadline.owner_id == doomed.owner_id
        )
    )
    kinds = {CLASS_OF[category] for category in doomed.categories}
    return [row for row in found if row.record_class in kinds]


def _cases_of(survivor_id: UUID) -> list[Case]:
    asked = select(Case).where(Case.survivor_id == survivor_id).order_by(Case.ordinal)
    return list(db.session.scalars(asked))


def _led(cases: Iterable[Case], doomed: Doomed) -> list[Case]:
    """Return the cases that end with this: those whose lead agency loses who it was about."""
    if Category.IDENTITY not in doomed.categories:
        return []
    return [case for case in cases if case.lead_agency_id == doomed.owner_id]


def _was_counted(doomed: Doomed) -> bool:
    asked = select(Destruction.categories).where(
        Destruction.survivor_id == doomed.survivor_id, Destruction.owner_id == doomed.owner_id
    )
    return any(Category.IDENTITY in codes for codes in db.session.scalars(asked))


def _past(case: Case, rows: Iterable[Owned]) -> dict[str, object]:
    """Return what remains for counting: quarters and a range of age, under an id of its own."""
    ended = clock.day_of(case.closed_at) if case.closed_at else clock.today()
    today = clock.today()
    begun = date(today.year, today.month - (today.month - 1) % _MONTHS_OF_A_QUARTER, 1)
    births = (row for row in rows if isinstance(row, BirthDate))
    return {
        "id": uuid4(),
        "created_at": clock.start_of(begun),
        "version": 1,
        "opened_in": _quarter(case.opened_on),
        "closed_in": _quarter(ended),
        "age_range": _age_range(births, case.opened_on),
    }


def _age_range(births: Iterable[BirthDate], day: date) -> AgeRange:
    for birth in births:
        try:
            age = birth.age_on(day)
        except (ShreddedError, ValueError):
            return AgeRange.UNKNOWN
        older = AgeRange.FROM_25 if age < _OLDEST else AgeRange.UNKNOWN
        return next((name for end, name in _AGES if age < end), older)
    return AgeRange.UNKNOWN


def _quarter(day: date) -> str:
    return f"{day.year}-Q{(day.month - 1) // _MONTHS_OF_A_QUARTER + 1}"
