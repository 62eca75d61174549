"""People who take turns in one process are each answered as if nobody else were there."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from config import Config
from safetynet import clock
from safetynet.access import PUBLIC_ENDPOINTS
from safetynet.cases import Case
from safetynet.sharing import TeamSeat
from tests.cast import Player
from tests.conftest import House, as_role, close, config_in, run
from tests.county import County
from tests.house.addresses import Rows, every_address, everything_in
from tests.house.together import Answers, alone, at_once, in_turns

TELL_OF_OTHERS = PUBLIC_ENDPOINTS | {
    "oversight.accounting",
    "oversight.accounting_pdf",
    "meetings.minutes",
    "meetings.ask_addendum",
}
"""Pages that say who opened or took what: they must differ where others opened and took it."""

Copy = Callable[[], Config]
"""Makes a copy of the county for an app of its own."""


@pytest.fixture
def copy(county: County, house: House, tmp_path: Path) -> Iterator[Copy]:
    made: list[str] = []

    def copied() -> Config:
        with county.app.app_context():
            close(county.app)
        name = f"sn_{uuid4().hex}"
        folder = shutil.copytree(county.app.extensions["config"].instance, tmp_path / name)
        if not house.server:
            return replace(config_in(folder, None), log_dir=folder)
        made.append(name)
        run(house.server, f"CREATE DATABASE {name} TEMPLATE sn_county OWNER sn_owner")
        return replace(config_in(folder, as_role(house.server, name, "sn_app")), log_dir=folder)

    yield copied
    for name in made:
        run(str(house.server), f"DROP DATABASE {name} WITH (FORCE)")


def addresses(app: Flask, found: Rows, players: list[Player], most: int) -> list[str]:
    """Return addresses of every guarded GET route; first those in a case that most of them know."""
    agencies = {player.agency_id for player in players}
    seats = [seat for seat in found[TeamSeat] if seat.agency_id in agencies and not seat.ended_at]
    known = max(found[Case], key=lambda case: [seat.case_id for seat in seats].count(case.id))
    paths = []
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in TELL_OF_OTHERS:
            continue
        every = every_address(rule, app, found)
        paths += sorted(every, key=lambda path: str(known.id) not in path)[:most]
    return paths


def apart(turns: list[Answers], by_themselves: list[Answers]) -> list[str]:
    """Return the addresses at which somebody was answered otherwise than when alone."""
    pairs = zip(turns, by_themselves, strict=True)
    return [path for turn, own in pairs for path in own if turn[path] != own[path]]


def differ(answers: list[Answers], least: int) -> bool:
    """Say whether any two were shown so many pages that are not the same."""
    return all(
        sum(one[path] != other[path] and "200" in one[path][:3] for path in one) >= least
        for one, other in combinations(answers, 2)
    )


def test_two_who_take_turns_on_every_page(county: County, copy: Copy, database: str) -> None:
    if database == "postgresql":
        pytest.skip("PostgreSQL is walked by the long tests")
    players = [county.person("advocate"), county.person("probation")]
    moment = clock.now()
    paths = addresses(county.app, everything_in(county.app), players, most=1)
    own = [alone(copy(), moment, player, paths) for player in players]
    assert apart(in_turns(copy(), moment, players, paths), own) == []
    assert differ(own, 10)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_many_who_take_turns_at_every_address(county: County, copy: Copy) -> None:
    """Each alone in a process of its own; then in turns, and then all at the same time."""
    roles = ("advocate", "provider", "probation", "coordinator")
    players = [county.person(role) for role in roles] + [county.person("advocate", 1)]
    moment = clock.now()
    paths = addresses(county.app, everything_in(county.app), players, most=10_000)
    with get_context("spawn").Pool(2, maxtasksperchild=1) as process:
        walks = [(copy(), moment, player, paths) for player in players]
        own = process.starmap(alone, walks, chunksize=1)
    assert differ(own, 50)
    assert apart(in_turns(copy(), moment, players, paths), own) == []
    assert apart(at_once(copy(), moment, players, paths), own) == []
    print(f"{len(players)} people at {len(paths)} addresses, in turns and at once")  # noqa: T201
