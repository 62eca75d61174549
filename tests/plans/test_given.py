"""Versions of a safety plan: what she has in her hands, since when, and what changed after."""

from datetime import timedelta

import pytest
from flask import Flask

from safetynet import clock
from safetynet.plans import Plan, SafetyLine
from safetynet.plans.version_models import EarlierWords, PlanVersion, VersionState
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.ledger import last_entry
from tests.plans.planning import only, plan
from tests.scenes import Scene

FIRST = "Miss Odette next door"
LATER = "Miss Odette next door, or the library"


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def line(browser: Browser, scene: Scene, text: str = FIRST) -> str:
    """Start a safety plan with one line; return the plan's address."""
    path = f"{scene.path}/plans/{plan(browser, scene, 'safety')}"
    assert browser.post(f"{path}/lines", section="safe_adults", text=text).status_code == 303
    return path


def today() -> str:
    return clock.today().isoformat()


def given(browser: Browser, path: str, on: str = "") -> str:
    """Note that she has it, on a day or today; return the address of the version."""
    version = str(only(browser.app, Plan, "version"))
    answer = browser.post(f"{path}/givings", given_on=on or today(), version=version)
    assert answer.status_code == 303
    return str(answer.location)


def retell(browser: Browser, scene: Scene, text: str = LATER) -> None:
    words = f"{scene.path}/lines/{only(browser.app, SafetyLine)}"
    version = str(only(browser.app, SafetyLine, "version"))
    assert browser.post(words, text=text, version=version).status_code == 303


def test_a_plan_says_which_version_she_has_and_since_when(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    path = line(browser.as_(cast.probation), scene)
    assert "Note that it was given" in browser.get(f"{scene.path}/plan").text
    assert browser.get(f"{path}/givings/new").status_code == 200
    yesterday = clock.today() - timedelta(days=1)
    version = given(browser, path, yesterday.isoformat())
    assert last_entry(app).permission == "plan:write"
    assert only(app, PlanVersion, "state") is VersionState.GIVEN
    assert only(app, PlanVersion, "given_on") == yesterday
    page = browser.get(version).text
    assert FIRST in page and "Given to the young person" in page
    assert "Version 1" in browser.get(f"{scene.path}/plan").text


def test_what_changed_after_it_was_given_stands_beside_what_she_has(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    path = line(browser.as_(cast.probation), scene)
    first = given(browser, path)
    assert "Nothing changed of what you may read" in browser.get(f"{path}/changes").text
    retell(browser, scene)
    assert only(app, EarlierWords, "text") == FIRST
    assert only(app, EarlierWords, "owner_id") == cast.probation.agency_id
    assert LATER not in browser.get(first).text
    changed = browser.get(f"{path}/changes").text
    assert FIRST in changed and LATER in changed and "Before" in changed
    assert browser.post(f"{path}/lines", section="coping", text="Run once").status_code == 303
    second = browser.get(given(browser, path)).text
    assert FIRST in second and LATER in second and "Run once" in second
    assert "What changed since version 1" in second
    assert "Run once" not in browser.get(first).text


def test_versions_copy_nobodys_words(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    """What a covered provider wrote crosses by a release, in every version as in the plan."""
    path = line(browser.as_(cast.advocate), scene)
    first = given(browser, path)
    retell(browser, scene)
    second = given(browser, path)
    pages = (first, second, f"{path}/changes", f"{scene.path}/plan")
    browser.as_(cast.provider)
    for page in pages:
        answer = browser.get(page)
        assert answer.status_code == 200 and "Odette" not in answer.text, page
    release = scenes.release(app, scene, cast.provider, Category.PLAN, obtained_by=cast.advocate)
    assert FIRST in browser.get(first).text and LATER in browser.get(second).text
    browser.as_(cast.advocate).post(f"{scene.path}/releases/{release}/revocation")
    assert "Odette" not in browser.as_(cast.provider).get(second).text


def test_strangers_learn_of_no_version(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    path = line(browser.as_(cast.probation), scene)
    pages = (given(browser, path), f"{path}/changes", f"{path}/givings/new")
    for stranger in (cast.outsider, cast.child_welfare):
        browser.as_(stranger)
        for page in pages:
            assert browser.get(page).status_code == 404, page


def test_others_note_nothing(browser: Browser, cast: Cast, app: Flask, scene: Scene) -> None:
    path = line(browser.as_(cast.probation), scene)
    now = {"given_on": today(), "version": "1"}
    assert browser.as_(cast.counsel).post(f"{path}/givings", now).status_code == 403
    assert browser.as_(cast.outsider).post(f"{path}/givings", now).status_code == 404


def test_what_cannot_be_is_said(browser: Browser, cast: Cast, app: Flask, scene: Scene) -> None:
    path = line(browser.as_(cast.probation), scene)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    for wrong in ("", "x", tomorrow):
        answer = browser.post(f"{path}/givings", given_on=wrong, version="1")
        assert answer.status_code == 422
    assert tomorrow in answer.text and "not come yet" in answer.text
    given(browser, path)
    late = browser.post(f"{path}/givings", given_on=today(), version="1")
    assert late.status_code == 409


def test_an_empty_plan_is_not_given_and_one_of_agencies_never(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    now = {"given_on": today(), "version": "1"}
    empty = f"{scene.path}/plans/{plan(browser.as_(cast.probation), scene, 'safety')}"
    assert "Add a line first" in browser.told(browser.post(f"{empty}/givings", now))
    theirs = f"{scene.path}/plans/{plan(browser, scene)}"
    assert browser.get(f"{theirs}/givings/new").status_code == 404
    assert browser.post(f"{theirs}/givings", now).status_code == 404
