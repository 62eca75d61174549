"""What the case file says of one case: everything from the rooms below, in one statement."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import and_, true

from safetynet.access import Actor
from safetynet.agencies import Agency
from safetynet.alerts import SafetyAlert, standing_among
from safetynet.alike import Joined, Joining, joined_by, stands_about
from safetynet.cases import Case
from safetynet.db import Owned, gather
from safetynet.retention import Destruction
from safetynet.sharing import Denied, Release, TeamSeat, Unlock, answer
from safetynet.sharing.grid import Reach, reaching
from safetynet.survivors import BirthDate, Name, Particular, SafeContact
from safetynet.survivors.words import NAME_WORDS, PARTICULAR_WORDS
from safetynet.vault import Category, Triple

R = TypeVar("R", bound=Owned)


@dataclass(frozen=True)
class About:
    """What this viewer may know of a case and of whom it is about."""

    viewer: Actor
    case: Case
    agencies: dict[UUID, Agency]
    seats: list[TeamSeat]
    names: list[Name]
    birth_dates: list[BirthDate]
    particulars: list[Particular]
    contacts: list[SafeContact]
    """Not opened: the page shows their rules only."""
    releases: list[Release]
    destructions: list[Destruction]
    reaches: list[Reach]
    joined: list[Joined]
    """Other records that were found to be about her, where this viewer may know of both."""
    alerts: list[SafetyAlert]
    """Those that stand."""

    @property
    def gone(self) -> list[tuple[Agency, date]]:
        """Return whose records about her were destroyed, as far as one may know, and when."""
        days = {(row.destroyed_on, row.owner_id) for row in self.destructions}
        return [(self.agencies[owner], day) for day, owner in sorted(days)]

    @property
    def first_end(self) -> datetime | None:
        """The last moment of what ends first among the things that reach this viewer."""
        return min((reach.last_day for reach in self.reaches if reach.last_day), default=None)

    @property
    def my_agency(self) -> Agency:
        return self.agencies[self.viewer.agency_id]

    @property
    def my_seat(self) -> TeamSeat | None:
        return next((s for s in self.seats if s.agency_id == self.viewer.agency_id), None)

    def source(self, owner_id: UUID) -> str | None:
        """Return whose words these are, when they are not the viewer's own agency's."""
        return None if owner_id == self.viewer.agency_id else self.agencies[owner_id].name

    def once(self, rows: Iterable[R], said: Callable[[R], Hashable]) -> list[tuple[R, list[str]]]:
        """Return each thing once, with the other agencies that say it too; four agencies that
        know the same name should not fill the screen with it."""
        alike: dict[Hashable, tuple[R, list[str]]] = {}
        for row in rows:
            _first, sources = alike.setdefault(said(row), (row, []))
            if (source := self.source(row.owner_id)) and source not in sources:
                sources.append(source)
        return list(alike.values())

    @property
    def names_once(self) -> list[tuple[Name, list[str]]]:
        return self.once(self.names, lambda name: (name.kind, name.display))

    @property
    def birth_dates_once(self) -> list[tuple[BirthDate, list[str]]]:
        return self.once(self.birth_dates, lambda birth: (birth.day, birth.is_estimated))

    @property
    def particulars_once(self) -> list[tuple[Particular, list[str]]]:
        return self.once(self.particulars, lambda part: (part.kind, part.text))

    def could_open(self, category: Category) -> list[str]:
        """Return the agencies at the table whose release would let content of this kind cross.

        Whether they hold any is not said.
        """
        survivor = self.case.survivor_id
        answers = (
            (seat.agency_id, answer(self.viewer, Triple(survivor, seat.agency_id, category)))
            for seat in self.seats
        )
        return [
            self.agencies[owner].name
            for owner, said in answers
            if isinstance(said, Denied) and Unlock.RELEASE in said.unlocks
        ]


def about(case: Case, viewer: Actor) -> About:
    """Gather it in one statement; sealed text is opened only where the page shows it."""
    survivor = case.survivor_id
    found = gather(
        {
            TeamSeat: and_(TeamSeat.case_id == case.id, TeamSeat.ended_at.is_(None)),
            Agency: true(),
            BirthDate: BirthDate.survivor_id == survivor,
            SafeContact: SafeContact.survivor_id == survivor,
            Name: Name.survivor_id == survivor,
            Particular: Particular.survivor_id == survivor,
            Release: Release.survivor_id == survivor,
            Destruction: Destruction.survivor_id == survivor,
            Joining: stands_about(survivor),
            SafetyAlert: SafetyAlert.case_id == case.id,
        }
    )
    agencies = {agency.id: agency for agency in found.of(Agency)}
    return About(
        viewer=viewer,
        case=case,
        agencies=agencies,
        seats=found.of(TeamSeat),
        names=sorted(found.of(Name), key=lambda name: [*NAME_WORDS].index(name.kind)),
        birth_dates=found.of(BirthDate),
        particulars=sorted(
            found.of(Particular), key=lambda part: [*PARTICULAR_WORDS].index(part.kind)
        ),
        contacts=found.of(SafeContact),
        releases=sorted(found.of(Release), key=lambda release: release.ends_on, reverse=True),
        destructions=found.of(Destruction),
        reaches=reaching(viewer, survivor, agencies.values()),
        joined=joined_by(found.of(Joining), survivor),
        alerts=standing_among(found.of(SafetyAlert)),
    )
