"""What of each agency reaches each other one, around many tables at once: rights are read once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import and_

from safetynet.agencies import Agency
from safetynet.db import gather
from safetynet.sharing.answering import Denied, Why
from safetynet.sharing.barrier_models import ConflictBlock, Matter
from safetynet.sharing.carried import genuine
from safetynet.sharing.grid import Cells, cells_of
from safetynet.sharing.keys import with_keys
from safetynet.sharing.matters import Barriers, barriers_of
from safetynet.sharing.models import Disclosure, Release, TeamSeat
from safetynet.sharing.rights import BY_SEAT
from safetynet.vault import Category

T = TypeVar("T", ConflictBlock, Matter, Release, Disclosure)


@dataclass(frozen=True)
class Table:
    """Who sits at one case's table, and what crosses there, as far as the viewer may know."""

    survivor_id: UUID
    seated: tuple[UUID, ...]
    """In the order in which they came."""
    cells: Cells
    barriers: Barriers
    blocks: tuple[ConflictBlock, ...]

    def is_kept_from(self, member_id: UUID, agency_id: UUID) -> bool:
        """Say whether a conflict of interest keeps somebody, or the whole agency, from her."""
        return any(block.blocks(member_id, agency_id) for block in self.blocks)

    def closed(self, owner: Agency, recipient_id: UUID, category: Category) -> Denied | None:
        """Return why content does not reach an agency; None where it does.

        The same answer as for a person of that agency who reads content (answering.answer).
        """
        if owner.id == recipient_id or (owner.id, recipient_id, category) in self.cells:
            return None
        if recipient_id in self.barriers.walled:
            return Denied(Why.MATTER)
        if owner.is_covered:
            return Denied(Why.COVERED)
        return Denied(Why.APART if category in BY_SEAT else Why.KIND)


def tables_of(
    cases: Mapping[UUID, UUID], agencies: Iterable[Agency], day: date
) -> dict[UUID, Table]:
    """Return the tables of these cases (case → survivor), read in one statement."""
    survivors = set(cases.values())
    found = gather(
        {
            ConflictBlock: and_(ConflictBlock.survivor_id.in_(survivors)),
            Matter: and_(Matter.survivor_id.in_(survivors)),
            Disclosure: and_(Disclosure.survivor_id.in_(survivors)),
            Release: and_(Release.survivor_id.in_(survivors)),
            TeamSeat: and_(TeamSeat.case_id.in_(list(cases)), TeamSeat.ended_at.is_(None)),
        }
    )
    covered = {agency.id for agency in agencies if agency.is_covered}
    blocks = _by_survivor(b for b in found.of(ConflictBlock) if b.lifted_at is None)
    matters = _by_survivor(found.of(Matter))
    told = _by_survivor(genuine(d for d in found.of(Disclosure) if d.is_in_force_on(day)))
    signed = _by_survivor(with_keys(genuine(r for r in found.of(Release) if r.is_in_force_on(day))))
    seats: dict[UUID, list[TeamSeat]] = {}
    for seat in genuine(found.of(TeamSeat)):
        seats.setdefault(seat.case_id, []).append(seat)
    tables = {}
    for case_id, her in cases.items():
        barriers = barriers_of(blocks.get(her, ()), matters.get(her, ()), day)
        live = seats.get(case_id, [])
        tables[case_id] = Table(
            survivor_id=her,
            seated=tuple(seat.agency_id for seat in live),
            cells=cells_of(live, signed.get(her, ()), told.get(her, ()), covered, barriers),
            barriers=barriers,
            blocks=tuple(blocks.get(her, ())),
        )
    return tables


def _by_survivor(rows: Iterable[T]) -> dict[UUID, list[T]]:
    found: dict[UUID, list[T]] = {}
    for row in rows:
        found.setdefault(row.survivor_id, []).append(row)
    return found
