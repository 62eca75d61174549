"""A table of twelve agencies and twenty-five people, twelve cases, and who may see which of them.

`TABLES` is the matrix: what the papers of a meeting hold is compared with it, word by word.
"""

from dataclasses import dataclass, field

from flask import Flask

from safetynet import cases
from safetynet.access import Role, job
from safetynet.agencies import Agency, AgencyClass, Member
from safetynet.db import db
from safetynet.vault import Category
from tests.browser import rows
from tests.cast import Cast, Player
from tests.scenes import Scene, block, open_case, release

CASES = 12
MORE_AGENCIES = {
    "legal": ("Legal Aid of the Bay", AgencyClass.HEALTH),
    "steps": ("First Steps Program", AgencyClass.SUBSTANCE_USE),
}
ALWAYS = ("harbor", "probation", "clinic")
"""Harbor House leads every case; it is covered, and releases nothing to the chair."""
ROUND = ("welfare", "school", "police", "defence", "legal", "steps", "elsewhere", "prosecution")
"""Two of these sit at each table besides, in turn. Elsewhere Shelter is covered, with releases."""
RECUSED = {"school": 1, "welfare": 8}
"""Two agencies with a conflict of interest in one case each, at whose table they sit."""
ABSENT = "legal"
LATE = "police"
EACH = {
    "harbor": ("advocate", "supervisor"),
    "probation": ("probation",),
    "welfare": ("child_welfare",),
    "clinic": ("provider",),
    "school": ("teacher",),
    "prosecution": ("prosecutor",),
    "police": ("officer",),
    "defence": ("counsel",),
    "elsewhere": ("outsider",),
    "office": ("coordinator", "observer"),
    "legal": (),
    "steps": (),
}
PEOPLE = {
    "harbor": 3,
    "probation": 3,
    "welfare": 2,
    "clinic": 2,
    "school": 2,
    "prosecution": 2,
    "police": 2,
    "defence": 2,
    "elsewhere": 2,
    "office": 2,
    "legal": 1,
    "steps": 2,
}
ROLE_AT = {
    "harbor": Role.ADVOCATE,
    "elsewhere": Role.ADVOCATE,
    "probation": Role.PROBATION,
    "welfare": Role.CHILD_WELFARE,
    "police": Role.LAW_ENFORCEMENT,
    "prosecution": Role.PROSECUTOR,
    "defence": Role.COUNSEL,
}


@dataclass
class Table:
    """One case of the agenda: who sits there, and who of them may hear nothing of it."""

    number: int
    scene: Scene
    seated: set[str]
    kept_out: set[str] = field(default_factory=set)

    @property
    def hears(self) -> set[str]:
        return self.seated - self.kept_out


@dataclass
class FullTable:
    """Everybody and everything of the sitting."""

    people: dict[str, list[Player]]
    """By the handle of their agency."""
    tables: list[Table]

    @property
    def everybody(self) -> list[tuple[str, Player]]:
        return [(handle, one) for handle, each in self.people.items() for one in each]


def lay(app: Flask, cast: Cast) -> FullTable:
    """Bring everybody together, and open the cases with releases and conflicts of every state."""
    people = _gather(app, cast)
    tables = []
    for number in range(CASES):
        scene = open_case(app, cast)
        beside = {ROUND[number % len(ROUND)], ROUND[(number + 3) % len(ROUND)]}
        _seat(app, scene, [people[handle][0] for handle in beside])
        tables.append(Table(number, scene, {*ALWAYS, *beside}))
    for handle, number in RECUSED.items():
        assert handle in tables[number].seated
        tables[number].kept_out.add(handle)
        block(app, tables[number].scene, people[handle][0], cast.coordinator)
    for table in tables:
        if "elsewhere" in table.seated:
            by = people["elsewhere"][0]
            release(app, table.scene, cast.coordinator, Category.PLAN, obtained_by=by)
    return FullTable(people, tables)


def _gather(app: Flask, cast: Cast) -> dict[str, list[Player]]:
    with app.app_context(), job("test: a full table"):
        for handle, (name, kind) in MORE_AGENCIES.items():
            db.session.add(Agency(name=name, handle=handle, kind=kind))
        db.session.flush()
        agencies = {agency.handle: agency.id for agency in rows(Agency)}
        people = {h: [cast.players[name] for name in names] for h, names in EACH.items()}
        for handle, number in PEOPLE.items():
            for more in range(len(people[handle]), number):
                role = ROLE_AT.get(handle, Role.PROVIDER)
                name = f"{handle.title()} {'ABC'[more]}"
                member = Member(name=name, role=role, agency_id=agencies[handle])
                db.session.add(member)
                db.session.flush()
                people[handle].append(Player(member.id, agencies[handle], role, ""))
    return people


def _seat(app: Flask, scene: Scene, players: list[Player]) -> None:
    with app.app_context(), job("test: seats"):
        [case] = rows(cases.Case, cases.Case.id == scene.case_id)
        for player in players:
            cases.seat(case, player.agency_id)
