"""Who can see what, and why: the rights of one survivor's table, laid out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from safetynet.access import Actor, Basis
from safetynet.agencies import Agency
from safetynet.sharing.models import Release, TeamSeat
from safetynet.sharing.rights import by_release, by_seat, genuine
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


Cells = Mapping[tuple[UUID, UUID, Category], Basis]
"""(owner, recipient, category) → why it crosses; what is absent does not cross."""


def crossings(
    seats: Sequence[TeamSeat],
    releases: Sequence[Release],
    agencies: Mapping[UUID, Agency],
    day: date,
) -> Cells:
    """Return every way in which one survivor's content crosses today.

    By the same two rules that load a person's rights: seats of agencies that are not covered,
    and releases in force.
    """
    covered = {agency.id for agency in agencies.values() if agency.is_covered}
    live = genuine(seat for seat in seats if seat.ended_at is None)
    cells: dict[tuple[UUID, UUID, Category], Basis] = {}
    for owner in live:
        for triple, basis in by_seat(owner, covered).items():
            for other in live:
                if other.agency_id != owner.agency_id and other.case_id == owner.case_id:
                    cells[owner.agency_id, other.agency_id, triple.category] = basis
    for release in genuine(release for release in releases if release.is_in_force_on(day)):
        for triple, basis in by_release(release).items():
            cells[release.from_agency_id, release.to_agency_id, triple.category] = basis
    return cells
