"""The stage: agencies and people as ids and names, so that no row outlives its session."""

from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from safetynet.access import Actor, Role
from safetynet.agencies import AgencyClass
from safetynet.demo.county import Invented


@dataclass(frozen=True)
class House:
    """An agency of the county."""

    id: UUID
    handle: str
    name: str
    kind: AgencyClass

    @property
    def is_covered(self) -> bool:
        return self.kind is AgencyClass.VICTIM_SERVICES


WORKING = (
    Role.ADVOCATE,
    Role.PROVIDER,
    Role.PROBATION,
    Role.CHILD_WELFARE,
    Role.PROSECUTOR,
    Role.COUNSEL,
    Role.LAW_ENFORCEMENT,
    Role.COORDINATOR,
)
"""Who writes about young people; supervisors and the office's others do not."""


@dataclass(frozen=True)
class Setting:
    """Where the stories happen and who takes part."""

    team_id: UUID
    agencies: dict[str, House]
    people: list[Invented]
    _by_handle: dict[str, list[Invented]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        handles = {agency.id: agency.handle for agency in self.agencies.values()}
        for person in self.people:
            if person.role in WORKING:
                self._by_handle.setdefault(handles[person.agency_id], []).append(person)

    def member(self, handle: str, dice: Random | None = None) -> Invented:
        """Return somebody of an agency who works on cases: by dice, or the first."""
        there = self._by_handle[handle]
        return dice.choice(there) if dice else there[0]

    def actor(self, handle: str, dice: Random | None = None) -> Actor:
        """Return the same as the door would know them, without any rights."""
        return self.member(handle, dice).as_actor()

    def handle_of(self, agency_id: UUID) -> str:
        return next(house.handle for house in self.agencies.values() if house.id == agency_id)

    def person(self, role: Role, place: int = 0) -> Invented:
        return [person for person in self.people if person.role is role][place]
