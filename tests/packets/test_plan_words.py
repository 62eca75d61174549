"""What is missing, and what shows a score: in packets of whoever may read it, and no others."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.plans.models import Domain, Goal, Plan
from safetynet.sharing import How, Release
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.meetings.sitting import call_meeting, item_of
from tests.packets.reading import said_in
from tests.plans.planning import goal, only
from tests.scenes import Scene, block, open_case, release

NEED, FIRST, MIDDLE, LATEST = "no bed of her own", "three sofas", "two sofas", "a key of her own"
TOLD = {NEED, FIRST, LATEST}
"""Of the scores the first and the latest are told, and so is what shows them."""


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return open_case(app, cast)


@pytest.fixture
def packet(app: Flask, browser: Browser, cast: Cast, scene: Scene) -> UUID:
    """Harbor said what is missing, and scored three times; a meeting is called."""
    goal(browser.as_(cast.advocate), scene)
    path = f"{scene.path}/goals/{only(app, Goal)}/needs"
    assert browser.post(path, text=NEED).status_code == 303
    scores = f"{scene.path}/plans/{only(app, Plan)}/scores"
    blank = dict.fromkeys([str(domain) for domain in Domain], "") | {"stage": "now"}
    for ago, value, shows in ((60, "1", FIRST), (30, "2", MIDDLE), (0, "4", LATEST)):
        on = (clock.today() - timedelta(days=ago)).isoformat()
        scored = blank | {"on": on, "home": value, "home_shows": shows}
        assert browser.post(scores, scored).status_code == 303
    return call_meeting(app, cast, scene)


Read = Callable[[Player], tuple[set[str], set[str]]]


@pytest.fixture
def read(app: Flask, browser: Browser, scene: Scene, packet: UUID) -> Read:
    """Return what of all this somebody finds on the screen, and on the paper."""
    path = f"/meetings/{packet}/packet"
    words = (NEED, FIRST, MIDDLE, LATEST)

    def found(player: Player) -> tuple[set[str], set[str]]:
        page = browser.as_(player).get(f"{path}/{item_of(app, packet, scene)}").text
        paper = said_in(browser.get(f"{path}.pdf").data)
        on_paper = {word for word in words if "".join(word.split()) in paper}
        return {word for word in words if word in page}, on_paper

    return found


def test_whoever_wrote_it_and_whoever_has_a_release_reads_it(
    app: Flask, cast: Cast, scene: Scene, read: Read
) -> None:
    assert read(cast.advocate) == (TOLD, TOLD)
    assert read(cast.provider) == (set(), set())
    release(app, scene, cast.provider, Category.PLAN, obtained_by=cast.advocate)
    assert read(cast.provider) == (TOLD, TOLD)


def test_it_says_what_each_is(
    app: Flask, browser: Browser, cast: Cast, packet: UUID, scene: Scene
) -> None:
    page = browser.as_(cast.advocate).get(
        f"/meetings/{packet}/packet/{item_of(app, packet, scene)}"
    )
    assert f"Missing: {NEED}" in page.text
    assert f"What shows it (1): {FIRST}" in page.text
    assert f"What shows it (4): {LATEST}" in page.text


@pytest.mark.parametrize("kind", [Category.IDENTITY, Category.LINKAGE, Category.SAFETY_RISK])
def test_a_release_of_something_else_brings_none_of_it(
    app: Flask, cast: Cast, scene: Scene, read: Read, kind: Category
) -> None:
    release(app, scene, cast.provider, kind, obtained_by=cast.advocate)
    assert read(cast.provider) == (set(), set())


def test_a_release_to_be_told_only_sends_none_of_it(
    app: Flask, cast: Cast, scene: Scene, read: Read
) -> None:
    signed = release(app, scene, cast.provider, Category.PLAN, obtained_by=cast.advocate)
    with app.app_context(), job("test: by word of mouth"):
        rows(Release, Release.id == signed)[0].how = [How.VERBAL]
    assert read(cast.provider) == (set(), set())


def test_a_release_that_was_stopped_brings_none_of_it(
    app: Flask, cast: Cast, scene: Scene, read: Read
) -> None:
    signed = release(app, scene, cast.provider, Category.PLAN, obtained_by=cast.advocate)
    assert read(cast.provider) == (TOLD, TOLD)
    with app.app_context(), job("test: stop"):
        rows(Release, Release.id == signed)[0].revoke(clock.now())
    assert read(cast.provider) == (set(), set())


def test_whom_a_conflict_keeps_out_and_strangers_find_none_of_it(
    app: Flask, cast: Cast, scene: Scene, read: Read
) -> None:
    release(app, scene, cast.provider, Category.PLAN, obtained_by=cast.advocate)
    block(app, scene, cast.provider, cast.coordinator)
    for player in (cast.provider, cast.outsider, cast.probation, cast.coordinator):
        assert read(player) == (set(), set())
