"""What SQL writes into a table of grants opens nothing, stands on no page, and is noticed."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.agencies import Agency
from safetynet.alike.models import Apart
from safetynet.db import Model, db
from safetynet.exports.models import Export
from safetynet.packets.models import CopyAsk
from safetynet.sharing import Disclosure, DisclosureBasis, Release
from safetynet.vault import Category, Triple
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.crawl import walk
from tests.house.forging import AN_AGE, GRANTS, Forgery, forgeries
from tests.house.inside import As, Hand, actor_for
from tests.house.sweep import steady
from tests.house.together import stopped_at
from tests.meetings.sitting import call_meeting
from tests.scenes import Scene


@pytest.fixture
def granted(furnished: Flask, cast: Cast, scene: Scene, other: Scene) -> Scene:
    """Harbor's case with every kind of grant: in force, ended, and over."""
    scenes.unseat(furnished, scene, cast.probation)
    given = {cast.provider: 90, cast.teacher: -1, cast.probation: 90}
    signed = {
        player: scenes.release(furnished, scene, player, obtained_by=cast.advocate, days=days)
        for player, days in given.items()
    }
    with furnished.app_context(), job("test: grants"):
        [revoked] = rows(Release, Release.id == signed[cast.probation])
        revoked.revoke(clock.now())
        for ended in (None, clock.now()):
            db.session.add(
                Disclosure(
                    survivor_id=scene.survivor_id,
                    from_agency_id=cast.harbor_id,
                    to_agency_id=cast.child_welfare.agency_id,
                    basis=DisclosureBasis.ANSWER,
                    categories=[Category.IDENTITY if ended else Category.PLAN],
                    starts_on=clock.today(),
                    ends_on=clock.today() + AN_AGE,
                    ended_at=ended,
                )
            )
    return scene


def test_these_are_all_tables_of_grants() -> None:
    """Whoever adds one, with a MAC and an agency that it is for, adds it to `forging.py`."""
    found = {
        mapper.class_
        for mapper in Model.registry.mappers
        if {"mac", "survivor_id"} <= set(mapper.columns.keys())
        and {"agency_id", "to_agency_id"} & set(mapper.columns.keys())
    }
    # A copy's agency is the one whose rows it holds; nobody reads more here by it. Nor by a word
    # on a copy of minutes, which is asked for once more as it is made; nor by saying that two are
    # not the same, which takes a suggestion away and shows nothing.
    assert found - {Apart, CopyAsk, Export} == set(GRANTS)


Reach = dict[Any, datetime | None]
"""Cases, survivors and compartments, and until when."""


@dataclass
class Watch:
    """Looks whether those whom a forgery may concern reach more than before, or for longer."""

    app: Flask
    cast: Cast
    hand: Hand
    owners: list[UUID] = field(default_factory=list)
    before: dict[UUID, Reach] = field(default_factory=dict)

    def begin(self) -> None:
        with self.app.app_context(), job("test: agencies"):
            self.owners = [agency.id for agency in rows(Agency)]
        self.before = {player.id: self._reach_of(player) for player in self.cast.players.values()}

    def sees_more_by(self, forgery: Forgery) -> bool:
        taker = next(p for p in self.cast.players.values() if p.agency_id == forgery.taker)
        self.hand.change(forgery.forge)
        reached = {p.id: self._reach_of(p) for p in (taker, self.cast.outsider)}
        self.hand.change(forgery.undo)
        return any(not now.items() <= self.before[who].items() for who, now in reached.items())

    def _reach_of(self, player: Player) -> Reach:
        with self.app.app_context():
            rights = actor_for(player).rights
        survivors = rights.survivors | {triple.survivor for triple in rights.carried}
        triples = [Triple(*key) for key in product(survivors, self.owners, Category)]
        carried = {t: basis.until for t in triples if (basis := rights.basis_for(t))}
        return dict.fromkeys([*rights.cases, *survivors]) | carried


def test_nothing_that_sql_writes_opens_more(
    furnished: Flask, cast: Cast, granted: Scene, other: Scene, hand: Hand, log: StringIO
) -> None:
    """Each grant copied under each kind of MAC, and each of its columns set, one after another."""
    watch, opened, alarms = Watch(furnished, cast, hand), list[str](), Counter[str]()
    watch.begin()
    assert len(watch.before[cast.provider.id]) > len(watch.before[cast.outsider.id])
    tried = forgeries(hand, cast, other)
    for forgery in tried:
        said = log.tell()
        if watch.sees_more_by(forgery):
            opened.append(forgery.what)
        if forgery.is_new:
            alarms[forgery.what] += '"level": "error"' in log.getvalue()[said:]
    assert opened == []
    assert len(tried) > 150
    assert all(alarms[f"new {model.__tablename__}"] > 2 for model in GRANTS), alarms


def pages_of(browser: Browser, scene: Scene) -> dict[str, str]:
    """Return what somebody is shown on all pages, and at the addresses of a case."""
    seen: dict[str, str] = {}

    def get(path: str) -> str | None:
        answer = browser.look(path)
        seen[path] = steady(answer)
        return answer.text if answer.mimetype == "text/html" else None

    list(walk(browser.app, get, "/", per_rule=2))
    for under in ("", "/who", "/plan", "/notes", "/events", "/releases", "/sharing"):
        get(scene.path + under)
    return seen


def test_no_page_changes_by_what_sql_writes(
    furnished: Flask, as_: As, cast: Cast, granted: Scene, other: Scene, hand: Hand
) -> None:
    """All the new rows at once: for the agency that had no grant, and for one that had."""
    browsers = [as_(player) for player in (cast.outsider, cast.probation, cast.advocate)]
    with stopped_at(clock.now()):
        before = [pages_of(browser, granted) for browser in browsers]
        hand.change(*(forgery.forge for forgery in forgeries(hand, cast, other) if forgery.is_new))
        after = [pages_of(browser, granted) for browser in browsers]
    assert [seen[granted.path][:3] for seen in before] == ["404", "404", "200"]
    pairs = zip(before, after, strict=True)
    assert [
        path for was, now in pairs for path in was | now if was.get(path) != now.get(path)
    ] == []


def test_nobody_is_expected_at_a_meeting_by_a_seat_of_sqls_own(
    furnished: Flask, as_: As, cast: Cast, granted: Scene, other: Scene, hand: Hand
) -> None:
    path = f"/meetings/{call_meeting(furnished, cast, granted)}/attendance"
    browser = as_(cast.coordinator)
    hand.change(*(forgery.forge for forgery in forgeries(hand, cast, other) if forgery.is_new))
    expected = browser.get(path).text.partition("Guests")[0]
    assert "Bridge Clinic" in expected
    assert "Elsewhere Shelter" not in expected
