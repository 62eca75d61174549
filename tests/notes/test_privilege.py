"""Where a guardian may not be safe, counsel looks before a decision about the privilege counts."""

import pytest
from flask import Flask

from safetynet.access import job
from safetynet.notes import Qualification
from safetynet.notes.privilege import PrivilegeDecision, PrivilegeState
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.notes.test_privileged import qualify
from tests.scenes import Scene

WAIVED = {
    "act": "waived",
    "holder": "guardian",
    "guardian": "unknown",
    "decided_on": "2025-03-01",
    "scope": "Everything since March, for the custody hearing.",
}
SAID = {
    "reviewed_on": "2025-03-02",
    "counsel_words": "A court decides, says Ms. Okafor.",
    "version": "1",
}


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    """A case, and two qualified people of one agency."""
    qualify(app, cast.advocate)
    qualify(app, cast.supervisor)
    return scenes.open_case(app, cast)


def decide(browser: Browser, scene: Scene, **other: str) -> str:
    answer = browser.post(f"{scene.path}/privilege", WAIVED | other)
    assert answer.status_code == 303
    return str(answer.location)


def state_of(app: Flask) -> PrivilegeState:
    with app.app_context(), job("test: look"):
        decision: PrivilegeDecision = rows(PrivilegeDecision)[0]
        return decision.state


@pytest.mark.parametrize("act", ["waived", "claimed"])
@pytest.mark.parametrize(
    ("by", "waits"),
    [
        ({"guardian": "unsafe"}, True),
        ({"guardian": "unknown"}, True),
        ({"guardian": "safe"}, False),
        ({"holder": "youth", "guardian": "unsafe"}, False),
        ({"holder": "representative", "guardian": ""}, False),
    ],
)
def test_an_unsafe_guardian_decides_nothing_before_counsel_looked(
    app: Flask,
    browser: Browser,
    cast: Cast,
    scene: Scene,
    by: dict[str, str],
    waits: bool,
    act: str,
) -> None:
    address = decide(browser.as_(cast.advocate), scene, act=act, **by)
    assert (state_of(app) is PrivilegeState.WAITS_FOR_COUNSEL) == waits
    assert ("Counsel looks first" in browser.get(address).text) == waits


@pytest.mark.parametrize(
    ("says", "state"),
    [("stands", PrivilegeState.STANDS), ("does_not_stand", PrivilegeState.SET_ASIDE)],
)
def test_a_colleague_writes_down_what_counsel_said(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, says: str, state: PrivilegeState
) -> None:
    address = decide(browser.as_(cast.advocate), scene)
    assert "Ask counsel about a guardian" not in browser.get("/").text
    assert browser.post(address, SAID, counsel_says=says).status_code == 403
    browser.as_(cast.supervisor)
    assert "Ask counsel about a guardian" in browser.get("/").text
    assert browser.post(address, SAID, counsel_says="").status_code == 422
    assert browser.post(address, SAID, counsel_says=says).status_code == 303
    assert state_of(app) is state
    assert "Okafor" in browser.get(address).text
    assert "Ask counsel about a guardian" not in browser.get("/").text
    # What was said stays: the page that was open meanwhile is an old one.
    assert browser.post(address, SAID, counsel_says="stands").status_code == 409
    assert state_of(app) is state


def test_what_counsel_said_is_not_changed_by_a_later_version(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    address = decide(browser.as_(cast.advocate), scene)
    browser.as_(cast.supervisor)
    browser.post(address, SAID, counsel_says="does_not_stand")
    browser.post(address, SAID, counsel_says="stands", version="2")
    assert state_of(app) is PrivilegeState.SET_ASIDE


def test_who_is_a_guardian_is_said_to_be_safe_or_not(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    answer = browser.post(f"{scene.path}/privilege", WAIVED, guardian="")
    assert answer.status_code == 422
    assert "Say whether she or he is safe" in answer.text
    assert "for the custody hearing" in answer.text
    assert browser.get(f"{scene.path}/privilege/new").status_code == 200


def test_decisions_stay_with_the_qualified_of_the_agency(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    address = decide(browser.as_(cast.advocate), scene)
    assert "waived" in browser.get(f"{scene.path}/privileged-notes").text
    for player in (cast.provider, cast.coordinator, cast.counsel):
        assert browser.as_(player).get(address).status_code in {403, 404}
        assert browser.post(f"{scene.path}/privilege", WAIVED).status_code == 403
    with app.app_context(), job("test: end"):
        for held in rows(Qualification):
            held.end(held.recorded_on)
    assert browser.as_(cast.supervisor).get(address).status_code == 404
    assert browser.as_(cast.outsider).get(address).status_code == 404
