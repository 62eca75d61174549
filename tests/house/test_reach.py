"""Which kinds of content reach which role, by every relation two agencies can have: reach.txt.

After a change of who sees what, look at what changes there, have it signed off, and keep it:

    SAFETYNET_TEST_REWRITE=1 ./sn test tests/house/test_reach.py
"""

import os
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from safetynet import clock
from safetynet.notes.models import Note, PrivilegedNote
from safetynet.vault import Category, Triple
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.house.inside import actor_for, behind_the_door
from tests.house.relations import LATER, House, Stage, stages
from tests.scenes import Scene

TABLE = Path(__file__).parent / "reach.txt"
KINDS = [kind for kind in Category if kind is not Category.TEAM_DISCUSSION]
"""The team's own words belong to no agency; tests/meetings asks about them."""


def words(kind: Category) -> str:
    """Return what is written of a kind, found nowhere else."""
    return f"Quillwort {kind.value} quillwort"


def write_each_kind(app: Flask, scene: Scene, owner: Player) -> None:
    """Let an agency write something of every kind about somebody."""
    for kind in KINDS:
        scenes.write_note(app, scene, owner, kind, words(kind))


def test_reach_is_as_signed_off(app: Flask, cast: Cast) -> None:
    """Walls and keys agree, and no page holds more; what is absent is absent, not blanked."""
    staged = stages(House(app, cast))
    for stage in staged:
        write_each_kind(app, stage.scene, stage.owner)
    clock.stand_at(clock.now() + LATER)
    found = [line for stage in staged for line in _lines(app, stage)]
    if os.environ.get("SAFETYNET_TEST_REWRITE"):
        TABLE.write_text("\n".join(found) + "\n")
    assert found == TABLE.read_text().splitlines()


def _lines(app: Flask, stage: Stage) -> Iterator[str]:
    yield f"{stage.who} → {stage.relation}"
    reached = {
        role: _reached(app, stage.owner, stage.scene, who) for role, who in stage.people.items()
    }
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
