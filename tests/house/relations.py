"""The relations two agencies can have about one young person, for reach.txt and channels.txt."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import Flask

from safetynet import clock
from safetynet.access import Role, job
from safetynet.db import db
from safetynet.sharing import Disclosure, DisclosureBasis, Release
from safetynet.sharing.barrier_models import MatterKind
from safetynet.sharing.grid import SHAREABLE
from safetynet.sharing.laws import LAWS
from safetynet.sharing.matters import open_matter
from safetynet.vault import Category
from tests import scenes
from tests.browser import rows
from tests.cast import Cast, Player
from tests.scenes import Scene

OTHER = Category.LOCATION
LATER = timedelta(days=10)
"""When everybody looks: what ends sooner has ended."""


class House:
    """A county in which each role works at an agency that may receive something."""

    def __init__(self, app: Flask, cast: Cast) -> None:
        self.app, self.cast = app, cast
        self.recipients = {player.role: player for player in cast.players.values()}
        self.recipients |= {
            Role.ADVOCATE: cast.outsider,
            Role.PROVIDER: cast.teacher,
            Role.SUPERVISOR: scenes.colleague(app, cast.teacher, Role.SUPERVISOR),
        }
        assert set(self.recipients) == set(Role)

    def people_of(self, owner: Player) -> dict[Role, Player]:
        """Return somebody of each role at the owner's own agency."""
        return {
            role: owner if role is owner.role else scenes.colleague(self.app, owner, role)
            for role in Role
        }

    def agencies(self) -> Iterator[Player]:
        """Yield somebody of each recipient agency."""
        yield from {player.agency_id: player for player in self.recipients.values()}.values()

    def give(
        self, scene: Scene, owner: Player, to: Player, basis: DisclosureBasis, days: int
    ) -> None:
        """Write down that an agency told another under a law, as it is shipped."""
        with self.app.app_context(), job("test: told"):
            row = Disclosure(
                survivor_id=scene.survivor_id,
                from_agency_id=owner.agency_id,
                to_agency_id=to.agency_id,
                basis=basis,
                categories=[kind.value for kind in sorted(LAWS[basis].categories)],
                starts_on=clock.today(),
                ends_on=clock.today() + timedelta(days=days),
            )
            db.session.add(row)

    def release(self, scene: Scene, owner: Player, to: Player, *kinds: Category, days: int) -> UUID:
        return scenes.release(self.app, scene, to, *kinds, obtained_by=owner, days=days)

    def revoke(self, release: UUID) -> None:
        with self.app.app_context(), job("test: stop"):
            [row] = rows(Release, Release.id == release)
            row.revoke(clock.now())

    def block(self, scene: Scene, to: Player) -> None:
        scenes.block(self.app, scene, to, self.cast.coordinator)

    def wall(self, scene: Scene, to: Player, *ordered: Category) -> None:
        with self.app.app_context(), job("test: a matter"):
            by = self.cast.coordinator.id
            matter = open_matter(scene.survivor_id, to.agency_id, MatterKind.CHARGED, by)
            if ordered:
                today = clock.today()
                matter.open_by_order(ordered, today, today + 2 * LATER)


Relate = Callable[[House, Scene, Player, Player], None]
"""Brings about a relation between the owner, named first, and a recipient's agency."""


def nothing(_house: House, _scene: Scene, _owner: Player, _to: Player) -> None:
    """Leave two agencies without any tie."""


def seated(house: House, scene: Scene, _owner: Player, to: Player) -> None:
    scenes.seat(house.app, scene, to)


def released(*kinds: Category, days: int = 90, stopped: bool = False) -> Relate:
    def relate(house: House, scene: Scene, owner: Player, to: Player) -> None:
        signed = house.release(scene, owner, to, *kinds, days=days)
        if stopped:
            house.revoke(signed)

    return relate


def told(law: DisclosureBasis, days: int = 30) -> Relate:
    def relate(house: House, scene: Scene, owner: Player, to: Player) -> None:
        house.give(scene, owner, to, law, days)

    return relate


def blocked(house: House, scene: Scene, owner: Player, to: Player) -> None:
    seated(house, scene, owner, to)
    released(*SHAREABLE)(house, scene, owner, to)
    house.block(scene, to)


def walled(*ordered: Category) -> Relate:
    def relate(house: House, scene: Scene, owner: Player, to: Player) -> None:
        seated(house, scene, owner, to)
        house.wall(scene, to, *ordered)

    return relate


NO_TIE = "nothing"
RELATIONS: Mapping[str, Relate] = {
    NO_TIE: nothing,
    "a seat": seated,
    "a release of everything that can be released": released(*SHAREABLE),
    f"a release of {OTHER} alone": released(OTHER),
    "a release that has ended": released(*SHAREABLE, days=1),
    "a release that was stopped": released(*SHAREABLE, stopped=True),
    **{f"told: {law}": told(law) for law in LAWS},
    "told: child_statute, whose days are over": told(DisclosureBasis.CHILD_STATUTE, days=1),
    "a seat and a release, and a conflict of interest": blocked,
    "a seat, and an open matter": walled(),
    "a seat, and an open matter with a court's order for the plan": walled(Category.PLAN),
}

OWN = "its own people"


@dataclass(frozen=True)
class Stage:
    """A young person's case, whose words they are, and everybody who may look at it."""

    who: str
    """What kind of agency the owner is."""
    relation: str
    owner: Player
    scene: Scene
    people: Mapping[Role, Player]


def stages(house: House) -> list[Stage]:
    """Open a case for every kind of owner and every relation, and one for the owner's own people.

    Nothing is written in them yet.
    """
    owners = {"a covered provider": house.cast.advocate, "another agency": house.cast.provider}
    every = [
        Stage(who, relation, owner, related(house, owner, relate), house.recipients)
        for who, owner in owners.items()
        for relation, relate in RELATIONS.items()
    ]
    own = [
        Stage(who, OWN, owner, related(house, owner, nothing), house.people_of(owner))
        for who, owner in owners.items()
    ]
    return every + own


def related(house: House, owner: Player, relate: Relate) -> Scene:
    """Open a case in which a relation holds between the owner and every recipient's agency."""
    scene = scenes.open_case(house.app, house.cast)
    scenes.unseat(house.app, scene, house.cast.probation)
    for recipient in house.agencies():
        relate(house, scene, owner, recipient)
    return scene
