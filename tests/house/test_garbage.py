"""Nonsense in every field of every form: no fault, and nothing written out of anybody's reach."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.routing import Rule

from safetynet.access import GRANTS, Role, job
from safetynet.agencies import Agency, the_county
from safetynet.db import Model, as_foundation, db
from safetynet.demo.county import Invented
from safetynet.forms import Form
from tests.browser import Browser
from tests.cast import Player
from tests.conftest import close
from tests.house.addresses import everything_in, named
from tests.house.inside import actor_for
from tests.town import demonstration

WHO = (Role.PROBATION, Role.COORDINATOR, Role.ADMINISTRATOR)
ALSO = ("remove", "then", "status", "owner_id", "agency_id", "case_id", "survivor_id", "mac", "id")
"""Names that no form has: asked of the request alone, or nobody's to send."""
LAST_DAY = "9999-12-31"
PLAYED_ONCE = {"account.end_all", "sign_in.sign_out"}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, list[Invented]]]:
    app, people = demonstration(tmp_path_factory.mktemp("garbage"), survivors=6, open_cases=3)
    app.config.update(WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    yield app, people
    with app.app_context():
        close(app)


@pytest.mark.parametrize("role", WHO)
def test_nonsense_is_no_fault_and_reaches_nobody(
    county: tuple[Flask, list[Invented]], role: Role
) -> None:
    app, people = county
    person = next(one for one in people if one.role is role)
    player = Player(person.id, person.agency_id, person.role, person.email)
    browser, found = Browser(app), everything_in(app)
    before = as_stored(app)
    for rule in posts(app, role):
        browser.as_(player)
        for place, sent in enumerate(nonsense([str(row.id) for row in found[Agency]])):
            address = named(rule, app, found, place)
            answer = browser._http.post(address, data=sent)
            assert answer.status_code < 500, f"{rule.endpoint}, sending {place}"
            assert "X-Evil" not in answer.headers, rule.endpoint
            if rule.endpoint in PLAYED_ONCE:
                break
    out_of_reach = changed_out_of_reach(app, player, before)
    assert out_of_reach == []


def nonsense(strangers: list[str]) -> Iterator[MultiDict[str, Any]]:
    """Yield what is sent to each route, one after the other."""
    yield MultiDict()
    yield filled("a\r\nX-Evil: 1\u202e'\"<b>", version="9" * 5000, text="x" * 1_000_000)
    yield filled(LAST_DAY, version="-1", starts_at=f"{LAST_DAY}T15:59", minutes="-1")
    yield filled(*strangers, version="1", remove=f"task:{strangers[0]}", then="next")


def filled(*values: str, **more: str) -> MultiDict[str, Any]:
    """Give every field there is the same values, each sent on its own."""
    sent = MultiDict((name, value) for name in field_names() for value in values)
    sent.update({"form_key": str(uuid4())})
    for name, value in more.items():
        sent.setlist(name, [value])
    return sent


def field_names() -> list[str]:
    kinds, names = [Form], dict.fromkeys(ALSO)
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
        own = (name for name in dir(kind) if hasattr(getattr(kind, name), "field_class"))
        names |= dict.fromkeys(own)
    return [name for name in names if name not in {"form_key", "version"}]


def posts(app: Flask, role: Role) -> list[Rule]:
    """Return the routes that take forms of this role; those that end the sign-in come last."""
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    views = app.view_functions
    granted = [
        rule
        for rule in rules
        if getattr(views[rule.endpoint], "permission", None) in {*GRANTS[role], None}
    ]
    return sorted(granted, key=lambda rule: rule.endpoint in PLAYED_ONCE)


Stored = dict[tuple[str, UUID], dict[str, Any]]


def as_stored(app: Flask) -> Stored:
    """Return every row as the database holds it, by table and id."""
    stored: Stored = {}
    with app.app_context(), job("test: look"), as_foundation():
        for mapper in Model.registry.mappers:
            table = mapper.local_table
            for row in db.session.connection().execute(select(table)).mappings():
                stored[str(table), row["id"]] = dict(row)
    return stored


def changed_out_of_reach(app: Flask, player: Player, before: Stored) -> list[str]:
    """Return the tables where a row came, went or changed that is not the player's to write."""
    after = as_stored(app)
    with app.app_context():
        actor = actor_for(player)
        with job("test: look"):
            ours = {player.agency_id, the_county().team_id}
    if player.role is Role.ADMINISTRATOR:
        ours |= {agency for agency in {row.get("owner_id") for row in after.values()} if agency}
    touched = [key for key in before | after if before.get(key) != after.get(key)]
    wrong = []
    for key in touched:
        row = after.get(key) or before[key]
        strange = "owner_id" in row and row["owner_id"] not in ours
        if player.role is Role.PROBATION and row.get("case_id"):
            strange = strange or row["case_id"] not in actor.rights.cases
        if player.role is Role.ADMINISTRATOR:
            strange = strange or "case_id" in row or bool(row.get("survivor_id", UUID(int=0)).int)
        if strange:
            wrong.append(key[0])
    return wrong
