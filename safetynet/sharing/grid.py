"""Who can see what, and why: the rights of one survivor's table, laid out."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import inf
from uuid import UUID

from safetynet.access import Actor, Basis
from safetynet.agencies import Agency
from safetynet.sharing.carried import by_disclosure, by_release, genuine
from safetynet.sharing.keys import with_keys
from safetynet.sharing.matters import OPEN, Barriers
from safetynet.sharing.models import Disclosure, Release, TeamSeat
from safetynet.sharing.rights import by_seat
from safetynet.vault import Category, Triple

SHAREABLE = tuple(
    category
    for category in Category
    if category not in {Category.PRIVILEGED, Category.TEAM_DISCUSSION, Category.OFFICE}
)
"""What an agency's own content can be; privileged notes never cross (CR-13)."""


@dataclass(frozen=True)
class Reach:
    """Content of some agencies that reaches another on one kind of basis, until one moment."""

    kind: str
    until: datetime | None
    categories: tuple[Category, ...]
    owners: tuple[Agency, ...]

    @property
    def last_day(self) -> datetime | None:
        """The last moment at which it holds; shown as a day."""
        return self.until and self.until - timedelta(seconds=1)


def reaching(actor: Actor, survivor_id: UUID, agencies: Iterable[Agency]) -> list[Reach]:
    """Return what of other agencies reaches the actor's own, and why."""
    by_basis: dict[tuple[Agency, str, datetime | None], list[Category]] = {}
    for owner in agencies:
        if owner.id == actor.agency_id:
            continue
        for category in Category:
            if basis := actor.basis_for(Triple(survivor_id, owner.id, category)):
                by_basis.setdefault((owner, basis.kind, basis.until), []).append(category)
    grouped: dict[tuple[str, datetime | None, tuple[Category, ...]], list[Agency]] = {}
    for (owner, kind, until), categories in by_basis.items():
        grouped.setdefault((kind, until, tuple(categories)), []).append(owner)
    return [Reach(*basis, owners=tuple(owners)) for basis, owners in grouped.items()]


def without_a_seat(actor: Actor) -> list[UUID]:
    """Return about whom something was shared with the actor's agency although it has no seat.

    Whoever's share ends first stands first.
    """
    ends: dict[UUID, float] = {}
    for triple in actor.rights.carried:
        her = triple.survivor
        if her not in actor.rights.survivors and (basis := actor.basis_for(triple)):
            end = basis.until.timestamp() if basis.until else inf
            ends[her] = min(end, ends.get(her, inf))
    return sorted(ends, key=ends.__getitem__)


Cells = Mapping[tuple[UUID, UUID, Category], Basis]
"""(owner, recipient, category) → why it crosses; what is absent does not cross."""


def crossings(
    seats: Iterable[TeamSeat],
    releases: Iterable[Release],
    told: Iterable[Disclosure],
    agencies: Mapping[UUID, Agency],
    day: date,
    barriers: Barriers = OPEN,
) -> Cells:
    """Return every way in which one survivor's content crosses today, as far as the rows tell.

    By the same rules that load a person's rights (sharing.rights): seats of agencies that are not
    covered, disclosures and releases in force; the later rule wins, so a release shows its end.
    Barriers stop what the rows would let cross.
    """
    covered = {agency.id for agency in agencies.values() if agency.is_covered}
    live = genuine(seat for seat in seats if seat.ended_at is None)
    held = genuine(one for one in told if one.is_in_force_on(day))
    signed = with_keys(genuine(one for one in releases if one.is_in_force_on(day)))
    return cells_of(live, signed, held, covered, barriers)


def cells_of(
    live: Iterable[TeamSeat],
    signed: Iterable[Release],
    told: Iterable[Disclosure],
    covered: Set[UUID],
    barriers: Barriers,
) -> Cells:
    """Return the same from grants that were verified, and are in force."""
    cells: dict[tuple[UUID, UUID, Category], Basis] = {}

    def cross(recipient: UUID, carried: Mapping[Triple, Basis]) -> None:
        for triple, basis in carried.items():
            cells[triple.owner, recipient, triple.category] = basis

    seats = list(live)
    for owner in seats:
        for other in seats:
            if other.agency_id != owner.agency_id and other.case_id == owner.case_id:
                cross(other.agency_id, by_seat(owner, covered))
    for disclosure in told:
        cross(disclosure.to_agency_id, by_disclosure(disclosure, covered))
    for release in signed:
        cross(release.to_agency_id, by_release(release))
    return {
        (owner, recipient, category): basis
        for (owner, recipient, category), basis in cells.items()
        if barriers.lets(recipient, category, basis)
    }


@dataclass(frozen=True)
class Grid:
    """What of one agency reaches which others: a row for each kind that reaches anybody."""

    owner: Agency
    recipients: tuple[Agency, ...]
    rows: tuple[tuple[Category, tuple[Basis | None, ...]], ...]
    kept: tuple[Category, ...]
    """The kinds that reach nobody."""

    def reaching(self, recipient: Agency) -> dict[Basis, list[Category]]:
        """Return what one recipient may see, by why."""
        place = self.recipients.index(recipient)
        found: dict[Basis, list[Category]] = {}
        for category, bases in self.rows:
            if (basis := bases[place]) is not None:
                found.setdefault(basis, []).append(category)
        return found


def grid_of(owner: Agency, recipients: Sequence[Agency], cells: Cells) -> Grid:
    """Lay out what of `owner` reaches each of the recipients."""
    rows = [
        (category, tuple(cells.get((owner.id, one.id, category)) for one in recipients))
        for category in SHAREABLE
    ]
    return Grid(
        owner=owner,
        recipients=tuple(recipients),
        rows=tuple(row for row in rows if any(row[1])),
        kept=tuple(category for category, bases in rows if not any(bases)),
    )
