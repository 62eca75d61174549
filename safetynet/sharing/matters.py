"""The prosecution wall: open matters in which a young person is charged or a witness (CR-17).

Those who prosecute or investigate see what their own agency contributed about her; a release, or a
court's order that is recorded here, opens more. A matter without a valid MAC counts as standing,
and an order in it as none.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from safetynet import clock
from safetynet.access import Basis, walls_down
from safetynet.agencies import AgencyClass
from safetynet.db import db, gather
from safetynet.db.spelling import Asked, spelled
from safetynet.sharing.barrier_models import ConflictBlock, Matter, MatterKind
from safetynet.sharing.carried import RELEASE
from safetynet.sharing.conflicts import kept_out_by
from safetynet.sharing.models import DisclosureBasis
from safetynet.vault import Category, Triple

WALLED_CLASSES = frozenset({AgencyClass.PROSECUTION, AgencyClass.LAW_ENFORCEMENT})
"""Who prosecutes, and who investigates."""
PASS_A_CONFLICT = frozenset({DisclosureBasis.COURT_ORDER, DisclosureBasis.MANDATED_REPORT})
"""What must be told whoever works there: on paper, for on the screen she stays hidden."""
PASS_A_MATTER = frozenset({RELEASE, DisclosureBasis.COURT_ORDER})
"""What reaches those who prosecute or investigate her matter all the same."""

Opened = Mapping[UUID, frozenset[Category]]
"""By survivor, or by agency, behind whose wall one stands: what a court opened all the same."""


def spelled_matters(agency: Asked) -> ColumnElement[Any]:
    """Return the matters of an agency as one text, which is NULL for most."""
    return spelled((Matter.__table__.c.id,), Matter.walled_agency_id == agency)


def walled_from(agency: UUID, day: date) -> Opened:
    """Return the survivors whose content a wall keeps from an agency, and what a court opened."""
    found = db.session.scalars(select(Matter).where(Matter.walled_agency_id == agency))
    return _standing(((matter.survivor_id, matter) for matter in found), day)


def _standing(matters: Iterable[tuple[UUID, Matter]], day: date) -> dict[UUID, frozenset[Category]]:
    """Hold every matter that is open against the others: an order opens its own matter only."""
    opened: dict[UUID, frozenset[Category]] = {}
    # Not filtered in SQL: of an end that SQL wrote, only the row as it is loaded knows better.
    for key, matter in matters:
        if matter.ended_at is None:
            by_order = matter.opened_on(day)
            opened[key] = opened[key] & by_order if key in opened else by_order
    return opened


def past_walls(carried: Mapping[Triple, Basis], walled: Opened) -> Mapping[Triple, Basis]:
    """Return what of these grants reaches an agency in spite of its walls."""
    if not walled:
        return carried
    return {
        triple: basis
        for triple, basis in carried.items()
        if triple.survivor not in walled or _passes(walled[triple.survivor], triple.category, basis)
    }


def _passes(ordered: Set[Category], category: Category, basis: Basis) -> bool:
    return basis.kind in PASS_A_MATTER or category in ordered


def open_matter(survivor_id: UUID, agency_id: UUID, kind: MatterKind, by_id: UUID) -> Matter:
    """Wall an agency off from what others contributed about her, until the matter ends."""
    matter = Matter(
        survivor_id=survivor_id, walled_agency_id=agency_id, kind=kind, recorded_by_id=by_id
    )
    db.session.add(matter)
    return matter


def matters_about(survivors: Iterable[UUID]) -> Sequence[Matter]:
    """Return the open matters about these survivors, as far as the viewer may know them."""
    about = Matter.survivor_id.in_(list(survivors))
    wanted = select(Matter).where(about).order_by(Matter.created_at)
    return [matter for matter in db.session.scalars(wanted) if matter.ended_at is None]


@dataclass(frozen=True)
class Barriers:
    """What stops content about one survivor, whatever else carries it: a fact, and not why."""

    blocked: frozenset[UUID] = frozenset()
    """Agencies that a conflict of interest keeps out."""
    walled: Opened = field(default_factory=dict)

    def keeps_out(self, recipient: UUID, basis: Basis) -> bool:
        """Say whether a conflict of interest stops what would go to an agency on a basis."""
        return recipient in self.blocked and basis.kind not in PASS_A_CONFLICT

    def lets(self, recipient: UUID, category: Category, basis: Basis) -> bool:
        """Say whether content of a kind reaches an agency on a basis all the same."""
        if self.keeps_out(recipient, basis):
            return False
        ordered = self.walled.get(recipient)
        return ordered is None or _passes(ordered, category, basis)


OPEN = Barriers()


def barriers_about(survivor_id: UUID) -> Barriers:
    """Return them as they stand today; looked up behind the walls."""
    with walls_down("conflicts of interest"):
        found = gather(
            {
                ConflictBlock: ConflictBlock.survivor_id == survivor_id,
                Matter: Matter.survivor_id == survivor_id,
            }
        )
        return barriers_of(found.of(ConflictBlock), found.of(Matter), clock.today())


def barriers_of(blocks: Iterable[ConflictBlock], matters: Iterable[Matter], day: date) -> Barriers:
    """Return the barriers that the blocks and matters about one survivor make on a day."""
    return Barriers(
        blocked=kept_out_by(blocks),
        walled=_standing(((one.walled_agency_id, one) for one in matters), day),
    )
