"""Rounds through the house: everybody, at every stage, through every route."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.routing import Rule

from safetynet import clock
from safetynet.access import PUBLIC_ENDPOINTS, Role, job
from safetynet.agencies import County
from safetynet.db import Model, db
from safetynet.demo.canaries import Canaries, Canary
from safetynet.meetings.operations import feeding
from safetynet.notes.models import Qualification, QualificationKind
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.house.addresses import every_address, everything_in
from tests.house.bounds import QUALIFIED, lets, signed_off
from tests.house.channels import Cell, Kind, Looking, Where
from tests.house.planting import Garden, kinds_to_plant, referral_number
from tests.house.relations import LATER, NO_TIE, OWN, House, Stage, stages
from tests.house.sampling import Sample
from tests.house.sending import is_a_form, just_signed_in, undone

EXAMPLE = "SN-2026-014"
"""Stands on pages as an example of a number, and so is not looked for."""
FEED = "calendar_feeds.feed"
MOVING = {
    "oversight": "the ledger grows with every look",
    "account": "codes, challenges and an app's secret are other ones each time",
    "home.show privacy_officer": "how often somebody was refused today stands there",
    "meetings.minutes": "who has not opened final ones stands there",
    "meetings.ask_addendum": "who has not opened them stands there",
    "meetings.add_addendum": "the same page, where a form is not in order",
    "packets.register coordinator": "papers are listed as they are made, never what is on them",
    "exports.index privacy_officer": "all copies are listed for who watches, never what is in them",
    "retention.order privacy_officer": "whoever confirms an order learns that a hold stops it",
    "retention.decline privacy_officer": "the same page, where a form is not in order",
}
"""What changes by itself and why: a route, one for a role, or all of a room."""


def is_a_page(rule: Rule) -> bool:
    """Say whether somebody who signed in opens something by this route."""
    return "GET" in (rule.methods or ()) and rule.endpoint not in PUBLIC_ENDPOINTS


@dataclass
class Round:
    """What is planted, and who looks at it."""

    app: Flask
    cast: Cast
    room: str = ""
    """Where to look, if not everywhere."""
    is_whole: bool = True
    """Whether every role tries every route, or a few of them, as in the quick tests."""
    kinds: dict[str, tuple[int, Kind]] = field(default_factory=dict)
    changed: set[tuple[str, str, str]] = field(default_factory=set)
    """Routes, roles and addresses at which something that is not open to them made a difference."""

    def __post_init__(self) -> None:
        self.reach = signed_off()
        self.app.config["PROPAGATE_EXCEPTIONS"] = False
        self.stages = stages(House(self.app, self.cast))
        clock.stand_at(clock.now() + LATER)
        self.canaries = Canaries()
        with self.app.app_context(), job("test: plant"):
            team = rows(County)[0].team_id
            self.gardens = [
                Garden(stage, n, self._spare(stage), team, self.canaries)
                for n, stage in enumerate(self.stages)
            ]
            for garden in self.gardens:
                sown = len(self.canaries.sown)
                garden.root()
                self._note(garden.number, self.canaries.sown[sown:])
            self._qualify()
        for n, stage in enumerate(self.stages):
            if stage.scene.number != EXAMPLE:
                self.kinds[stage.scene.number] = n, Kind("cases.number", "shell")
        self.sample = Sample(self.app, self.stages, self.is_whole)
        self.looking = Looking(self.app, self.kinds, _standings(self.stages))
        every = list(self.app.url_map.iter_rules())
        self.rules = [rule for rule in every if is_a_page(rule)]
        self.sent_to = [rule for rule in every if is_a_form(rule)]

    def _qualify(self) -> None:
        """Let the owner's own people have what privileged notes ask of them."""
        for stage in self.stages:
            if stage.relation == OWN:
                for role in QUALIFIED:
                    who = stage.people[role]
                    row = Qualification(
                        member_id=who.id,
                        agency_id=who.agency_id,
                        kind=QualificationKind.SEXUAL_ASSAULT_COUNSELLOR,
                        hours=40,
                        recorded_on=clock.today(),
                        recorded_by_id=stage.people[Role.SUPERVISOR].id,
                    )
                    db.session.add(row)

    def go(self) -> None:
        """Look when only what is open is there; then plant the rest, and look again.

        Whoever it is not open to must not see a difference: not a word, not a count.
        """
        self._plant(are_open=True)
        with just_signed_in():
            self._look(with_own=False)
        before, self.looking.said = self.looking.said, {}
        self._plant(are_open=False)
        with just_signed_in():
            self._look(with_own=True)
        roles = {person.id: person.role.value for person in self._people()}
        self.changed = {
            (endpoint, roles[who], address)
            for (who, endpoint, address), said in before.items()
            if self.looking.said.get((who, endpoint, address), said) != said
            and not _ways_to_say(endpoint, roles[who]) & MOVING.keys()
        }

    def opens(self, kind: Kind, cell: Cell) -> bool:
        """Say whether reach.txt and the house's own rules open a kind to somebody."""
        stage, (table, _, column) = self.stages[cell.stage], kind.column.partition(".")
        if table == "cases" and stage.scene.number == EXAMPLE:
            return False
        where = Canary("", table, column, "", "", "", kind.category)
        return lets(self.reach, stage.who, stage.relation, cell.role, where)

    def could_find(self, where: Where, kind: Kind, cell: Cell) -> bool:
        """Say whether somebody looked there to whom the kind is open."""
        return self.sample.has_looked(where, cell) and self.opens(kind, cell)

    def cells(self) -> Iterator[Cell]:
        """Yield everybody at every stage."""
        for n, stage in enumerate(self.stages):
            for role in stage.people:
                yield Cell(n, role)

    def looks_at(self, where: Where) -> bool:
        """Say whether this route is in the room where to look."""
        return where.endpoint.startswith(self.room)

    def compares(self, where: Where) -> bool:
        """Say whether the table holds for what was looked at there.

        Forms are filled in as pages show them: only whoever opens every page sends all of each.
        """
        is_form = where.endpoint in {rule.endpoint for rule in self.sent_to}
        return self.looks_at(where) and (not is_form or (self.is_whole and not self.room))

    def rules_looked_at(self) -> list[Rule]:
        """Return the routes of pages and files in that room."""
        return self._in_room(self.rules)

    def _in_room(self, rules: Iterable[Rule]) -> list[Rule]:
        return [rule for rule in rules if rule.endpoint.startswith(self.room)]

    def _spare(self, stage: Stage) -> UUID:
        spare = self.cast.advocate if stage.owner == self.cast.provider else self.cast.provider
        return spare.agency_id

    def _who_look(self, *, with_own: bool) -> list[Player]:
        seen = {
            person
            for stage in self.stages
            if stage.relation != OWN or with_own
            for person in stage.people.values()
        }
        return sorted(seen, key=lambda one: (one.role, one.email))

    def _people(self) -> set[Player]:
        return {person for stage in self.stages for person in stage.people.values()}

    def _plant(self, *, are_open: bool) -> None:
        """Plant what somebody of another agency may read, or what is left."""
        with self.app.app_context(), job("test: plant"):
            for garden in self.gardens:
                for model, values in kinds_to_plant():
                    category = str(values.get("category") or model.CATEGORY)
                    if self._is_open(garden, model.__tablename__, category) == are_open:
                        sown = len(self.canaries.sown)
                        garden.plant(model, **values)
                        self._note(garden.number, self.canaries.sown[sown:])
                if not are_open:
                    garden.plant_copy()

    def _is_open(self, garden: Garden, table: str, category: str) -> bool:
        """Say whether anybody but the owner's own people reads it: they look before it is there."""
        kind, who, relation = Kind(f"{table}.", category), garden.stage.who, garden.stage.relation
        as_what = who, NO_TIE if relation == OWN else relation
        [n] = [n for n, one in enumerate(self.stages) if (one.who, one.relation) == as_what]
        return any(self.opens(kind, Cell(n, role)) for role in self.stages[n].people)

    def _note(self, stage: int, sown: Iterable[Canary]) -> None:
        for canary in sown:
            kind = Kind(f"{canary.table}.{canary.column}", canary.category)
            self.kinds[canary.canary] = stage, kind

    def _look(self, *, with_own: bool) -> None:
        if FEED.startswith(self.room):
            self._fetch_calendars(with_own=with_own)
        for rule, path, person in self._visits(self.rules, with_own=with_own):
            self.looking.open(person, rule.endpoint, path)
        self.looking.forms.settle()
        with undone():
            for rule, path, person in self._visits(self.sent_to, with_own=with_own):
                for fields in self.looking.forms.ways_to_send(rule.endpoint, path):
                    self.looking.send(person, rule.endpoint, path, **fields)
        if "search.find".startswith(self.room or "search"):
            self._search(with_own=with_own)

    def _fetch_calendars(self, *, with_own: bool) -> None:
        """Fetch everybody's calendar as a program does that cannot sign in."""
        [rule] = self.app.url_map.iter_rules(FEED)
        for person in self._who_look(with_own=with_own):
            if self.sample.is_due(rule, person.role):
                with self.app.app_context(), job("test: a calendar"):
                    token = feeding.begin(person.id)
                answer = Browser(self.app).look(f"/calendar/{token}.ics")
                self.looking.note(person, FEED, "/calendar", answer)

    def _search(self, *, with_own: bool) -> None:
        """Ask for the name that all of them bear, and for every number."""
        [rule] = self.app.url_map.iter_rules("search.find")
        for person in self._who_look(with_own=with_own):
            if self.sample.is_due(rule, person.role):
                self.looking.send(person, "search.find", "/search", wanted="Quillwort")
        for cell in self.cells():
            stage = self.stages[cell.stage]
            if (with_own or stage.relation != OWN) and self.sample.has(rule, cell.stage, cell.role):
                for wanted in (stage.scene.number, referral_number(cell.stage)):
                    person = stage.people[cell.role]
                    self.looking.send(person, "search.find", "/search", wanted=wanted)

    def _visits(self, of: list[Rule], *, with_own: bool) -> Iterator[tuple[Rule, str, Player]]:
        every, rules = everything_in(self.app), self._in_room(of)
        for garden in self.gardens:
            stage = garden.stage
            if stage.relation != OWN or with_own:
                yield from self._at(garden, rules, _only(every, garden.ids))
        for rule in rules:
            if not rule.arguments:
                for person in self._who_look(with_own=with_own):
                    holds = self.sample.holds(rule, person.role)
                    if self.sample.is_due(rule, person.role) and (holds or not with_own):
                        yield rule, rule.rule, person

    def _at(
        self, garden: Garden, rules: list[Rule], found: dict[type[Model], list[Any]]
    ) -> Iterator[tuple[Rule, str, Player]]:
        for rule in rules:
            if not rule.arguments:
                continue
            paths = list[str]()
            for role, person in garden.stage.people.items():
                if self.sample.has(rule, garden.number, role):
                    paths = paths or every_address(rule, self.app, found)
                    yield from ((rule, path, person) for path in paths)


def _ways_to_say(endpoint: str, role: str) -> set[str]:
    return {endpoint, f"{endpoint} {role}", endpoint.partition(".")[0]}


def _only(
    every: dict[type[Model], list[Any]], ids: dict[type[Model], list[UUID]]
) -> dict[type[Model], list[Any]]:
    """Return the rows of one stage."""
    found: dict[type[Model], list[Any]] = defaultdict(list)
    for model, wanted in ids.items():
        found[model] = [row for row in every[model] if row.id in set(wanted)]
    return found


def _standings(all_stages: list[Stage]) -> dict[tuple[UUID, int], int]:
    """Say as whom each person looks at each stage: the owner's people always as such.

    Others have no tie to what only the owner's people were to look at. Whoever belongs to neither
    is at an agency to which something else was told (`Garden.spare_id`), and is not asked about.
    """
    place = {(stage.who, stage.relation): n for n, stage in enumerate(all_stages)}
    found: dict[tuple[UUID, int], int] = {}
    for n, stage in enumerate(all_stages):
        own, strange = place[stage.who, OWN], place[stage.who, NO_TIE]
        found |= {(who.id, n): own for who in all_stages[own].people.values()}
        others = all_stages[strange].people.values()
        found |= {(who.id, n): strange if n == own else n for who in others}
    return found
