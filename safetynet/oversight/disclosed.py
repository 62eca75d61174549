"""What of one young person's content reached other agencies, by the ledger itself (CR-29)."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import and_, true

from safetynet import clock
from safetynet.access import Actor, Role, walls_down
from safetynet.agencies import Agency, Member, members_by_id
from safetynet.audit import HOUSE, Result, Touch, reading
from safetynet.audit.reading import Line
from safetynet.db import Model, gather
from safetynet.exports import Export, exports_among
from safetynet.oversight.grounds import COPY_BY, Ground, grounds_of
from safetynet.process import Production, not_to_be_told
from safetynet.sharing import Disclosure, Release, TeamSeat
from safetynet.sharing.grid import SHAREABLE, Cells, crossings
from safetynet.sharing.matters import barriers_about
from safetynet.vault import Category

_AT_ONCE = 500


@dataclass
class Opened:
    """One kind of content of one agency, as another agency opened it."""

    first: date
    last: date
    grounds: dict[Ground, None] = field(default_factory=dict)
    """Each once, the latest first."""


K = TypeVar("K")
Key = tuple[UUID, UUID, Category]
"""(owner, recipient, category)"""


Given = Mapping[tuple[UUID, Category], Opened]
"""(owner, category)"""


@dataclass(frozen=True)
class Disclosed:
    """What was opened or left on paper, to whom, and what other agencies may open today."""

    opened: Mapping[Key, Opened]
    given: Given
    """What left under legal process."""
    own: Given
    """What she was given a copy of herself."""
    crossing: Cells
    agencies: Mapping[UUID, Agency]
    owners: tuple[UUID, ...]
    """Whose content this tells of, in the order of the page."""

    def recipients_of(self, owner: UUID) -> list[Agency]:
        """Return whoever opened something of an agency, or could today, by name."""
        found = {to for who, to, _kind in (*self.opened, *self.crossing) if who == owner}
        return sorted((self.agencies[one] for one in found), key=lambda agency: agency.name)

    def opened_by(self, owner: UUID, recipient: UUID) -> Iterator[tuple[Category, Opened]]:
        for kind in Category:
            if (found := self.opened.get((owner, recipient, kind))) is not None:
                yield kind, found

    def given_of(self, owner: UUID) -> list[tuple[Category, Opened]]:
        """Return what of an agency's content a court or a lawyer was given."""
        return [(kind, self.given[owner, kind]) for kind in Category if (owner, kind) in self.given]

    def own_of(self, owner: UUID) -> list[tuple[Category, Opened]]:
        """Return what of an agency's content she was given herself."""
        return [(kind, self.own[owner, kind]) for kind in Category if (owner, kind) in self.own]

    def only_open_to(self, owner: UUID, recipient: UUID) -> list[Category]:
        """Return what a recipient may open today and never did."""
        keys = [(owner, recipient, kind) for kind in Category]
        return [key[2] for key in keys if key in self.crossing and key not in self.opened]

    def kept_by(self, owner: UUID) -> list[Category]:
        """Return the kinds that no other agency may open today."""
        crossing = {kind for who, _to, kind in self.crossing if who == owner}
        return [kind for kind in SHAREABLE if kind not in crossing]


def disclosed(survivor: UUID, actor: Actor) -> Disclosed:
    """Tell what of an agency's content reached others; of every agency to the privacy officer."""
    sees_all = actor.role is Role.PRIVACY_OFFICER
    owner = None if sees_all else actor.agency_id
    opened: dict[Key, Opened] = {}
    given: dict[tuple[UUID, Category], Opened] = {}
    own: dict[tuple[UUID, Category], Opened] = {}
    for lines in _pages(survivor):
        _add_opened(lines, actor, owner, opened)
        _add_given(lines, owner, given)
        _add_copies(lines, owner, opened, own)
    with walls_down("ledger") if sees_all else nullcontext():
        crossing, agencies = _crossing(survivor)
    owners = dict.fromkeys(
        [who for who, _to, _kind in (*opened, *crossing)] + [who for who, _kind in (*given, *own)]
    )
    by_name = sorted(owners, key=lambda one: agencies[one].name)
    told_of = tuple(by_name) if sees_all else (actor.agency_id,)
    return Disclosed(opened, given, own, crossing, agencies, told_of)


def _add_opened(
    lines: list[Line], actor: Actor, owner: UUID | None, found: dict[Key, Opened]
) -> None:
    people = members_by_id({line.entry.actor for line in lines} - {HOUSE})
    grounds = grounds_of(lines, actor)
    for line in lines:
        reader = people.get(line.entry.actor)
        if reader is not None:
            for key, ground in _crossed(grounds.of(line, reader.agency_id), reader, owner):
                _seen_on(clock.day_of(line.at), key, found).grounds[ground] = None


def _add_given(
    lines: Iterable[Line], owner: UUID | None, found: dict[tuple[UUID, Category], Opened]
) -> None:
    """Add what left under legal process, unless a court forbids telling (45 CFR 164.528(a)(2))."""
    left = _left(lines, Production)
    silent = not_to_be_told(touch.row for _line, touch in left) if left else set()
    for line, touch in left:
        if touch.row not in silent and owner in {None, touch.owner}:
            _seen_on(clock.day_of(line.at), (touch.owner, Category(touch.category)), found)


def _add_copies(
    lines: Iterable[Line],
    owner: UUID | None,
    opened: dict[Key, Opened],
    own: dict[tuple[UUID, Category], Opened],
) -> None:
    """Add the copies that were taken: to the agency for which each was, or to herself."""
    left = [(line, touch) for line, touch in _left(lines, Export) if owner in {None, touch.owner}]
    copies = exports_among(touch.row for _line, touch in left) if left else {}
    for line, touch in left:
        copy, kind, day = copies[touch.row], Category(touch.category), clock.day_of(line.at)
        if copy.to_agency_id is None:
            _seen_on(day, (touch.owner, kind), own)
        else:
            seen = _seen_on(day, (touch.owner, copy.to_agency_id, kind), opened)
            seen.grounds[Ground(COPY_BY[copy.basis])] = None


def _left(lines: Iterable[Line], model: type[Model]) -> list[tuple[Line, Touch]]:
    """Return what these visits let leave of one table's rows."""
    return [
        (line, touch)
        for line in lines
        for touch in line.entry.touches
        if touch.effect is Result.DISCLOSED and touch.table == model.__tablename__
    ]


def _seen_on(day: date, key: K, found: dict[K, Opened]) -> Opened:
    seen = found.setdefault(key, Opened(day, day))
    seen.first, seen.last = min(seen.first, day), max(seen.last, day)
    return seen


def _pages(survivor: UUID) -> Iterator[list[Line]]:
    """Yield every visit to her records, the latest first: an accounting leaves nothing out."""
    before = None
    while lines := reading.about(survivor, _AT_ONCE, before=before):
        yield lines
        before = lines[-1].id


def _crossed(
    opened: Mapping[tuple[UUID, Category], Ground], reader: Member, owner: UUID | None
) -> Iterator[tuple[Key, Ground]]:
    """Yield what a visit opened of another agency than the reader's own."""
    for (whose, kind), ground in opened.items():
        if whose != reader.agency_id and owner in {None, whose}:
            yield (whose, reader.agency_id, kind), ground


def _crossing(survivor: UUID) -> tuple[Cells, dict[UUID, Agency]]:
    found = gather(
        {
            TeamSeat: and_(TeamSeat.survivor_id == survivor, TeamSeat.ended_at.is_(None)),
            Agency: true(),
            Release: Release.survivor_id == survivor,
            Disclosure: Disclosure.survivor_id == survivor,
        }
    )
    agencies = {agency.id: agency for agency in found.of(Agency)}
    told = (found.of(TeamSeat), found.of(Release), found.of(Disclosure))
    barriers = barriers_about(survivor)
    return crossings(*told, agencies, clock.today(), barriers), agencies
