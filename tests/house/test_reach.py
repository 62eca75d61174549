"""Which kinds of content reach which role, by every relation two agencies can have: reach.txt.

After a change of who sees what, look at what changes there, have it signed off, and keep it:

    SAFETYNET_TEST_REWRITE=1 ./sn test tests/house/test_reach.py
"""

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import Role, job
from safetynet.db import db
from safetynet.notes.models import Note, PrivilegedNote
from safetynet.sharing import Disclosure, DisclosureBasis, Release
from safetynet.sharing.barrier_models import ConflictBlock, MatterKind
from safetynet.sharing.grid import SHAREABLE
from safetynet.sharing.laws import LAWS
from safetynet.sharing.matters import open_matter
from safetynet.vault import Category, Triple
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.house.inside import actor_for, behind_the_door
from tests.scenes import Scene

TABLE = Path(__file__).parent / "reach.txt"
KINDS = [kind for kind in Category if kind is not Category.TEAM_DISCUSSION]
"""The team's own words belong to no agency; tests/meetings asks about them."""
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
        by = self.cast.coordinator
        with self.app.app_context(), job("test: a conflict"):
            block = ConflictBlock(
                survivor_id=scene.survivor_id,
                blocked_agency_id=to.agency_id,
                set_by_id=by.id,
                set_by_agency_id=by.agency_id,
            )
            db.session.add(block)

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


RELATIONS: Mapping[str, Relate] = {
    "nothing": nothing,
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


def words(kind: Category) -> str:
    """Return what is written of a kind, found nowhere else."""
    return f"Quillwort {kind.value} quillwort"


@pytest.mark.timeout(300)
def test_reach_is_as_signed_off(app: Flask, cast: Cast) -> None:
    """Walls and keys agree, and no page holds more; what is absent is absent, not blanked."""
    house = House(app, cast)
    owners = {"a covered provider": cast.advocate, "another agency": cast.provider}
    stages = {
        (who, relation): (owner, staged(house, owner, relate), house.recipients)
        for who, owner in owners.items()
        for relation, relate in RELATIONS.items()
    }
    for who, owner in owners.items():
        own = staged(house, owner, nothing)
        stages[who, "its own people"] = owner, own, house.people_of(owner)
    clock.stand_at(clock.now() + LATER)
    found = [line for said, scene in stages.items() for line in _lines(app, said, *scene)]
    if os.environ.get("SAFETYNET_TEST_REWRITE"):
        TABLE.write_text("\n".join(found) + "\n")
    assert found == TABLE.read_text().splitlines()


def staged(house: House, owner: Player, relate: Relate) -> Scene:
    scene = scenes.open_case(house.app, house.cast)
    scenes.unseat(house.app, scene, house.cast.probation)
    for kind in KINDS:
        scenes.write_note(house.app, scene, owner, kind, words(kind))
    for recipient in house.agencies():
        relate(house, scene, owner, recipient)
    return scene


def _lines(
    app: Flask, said: tuple[str, str], owner: Player, scene: Scene, people: Mapping[Role, Player]
) -> Iterator[str]:
    yield " → ".join(said)
    reached = {role: _reached(app, owner, scene, who) for role, who in people.items()}
    by_roles: dict[tuple[str, ...], list[str]] = {}
    for kind in KINDS:
        roles = tuple(sorted(role.value for role, kinds in reached.items() if kind in kinds))
        by_roles.setdefault(roles, []).append(kind.value)
    for roles, kinds in sorted(by_roles.items()):
        if roles:
            yield f"    {', '.join(kinds)}: {', '.join(roles)}"
    if set(by_roles) == {()}:
        yield "    nobody reads anything"


def _reached(app: Flask, owner: Player, scene: Scene, who: Player) -> set[Category]:
    """Return the kinds that a person reads: none without a key, and pages show no more."""
    with app.app_context():
        actor = actor_for(who)
        triples = [Triple(scene.survivor_id, owner.agency_id, kind) for kind in KINDS]
        keys = {triple.category for triple in triples if actor.basis_for(triple)}
    with behind_the_door(app, who, "GET"):
        seen = {
            row.category
            for model in (Note, PrivilegedNote)
            for row in rows(model, model.case_id == scene.case_id)
        }
    # A wall may ask for more than the key does: privileged notes for a recorded qualification.
    assert seen <= keys, (who.role, seen - keys)
    page = Browser(app).as_(who).get(scene.path)
    assert page.status_code in {200, 403, 404}
    shown = {kind for kind in KINDS if words(kind) in page.text}
    assert shown <= seen, (who.role, shown - seen)
    return seen
