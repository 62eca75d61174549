"""Who looked at one young person's record: why, at what, when, and only as far as one may know."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import Permission
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.ledger import last_entry
from tests.scenes import Scene


def looked_at(app: Flask, browser: Browser, cast: Cast) -> Scene:
    """A case that its advocate opened, and probation too, by a release."""
    scene = scenes.open_case(app, cast)
    scenes.release(app, scene, cast.probation, obtained_by=cast.advocate)
    browser.as_(cast.advocate).get(scene.path)
    browser.as_(cast.probation).get(scene.path)
    return scene


@pytest.fixture
def scene(app: Flask, browser: Browser, cast: Cast) -> Scene:
    return looked_at(app, browser, cast)


def visits(browser: Browser, scene: Scene, **wanted: object) -> str:
    """Return the table of visits, without the form above it."""
    page = browser.get(f"/oversight/records/{scene.number}?{urlencode(wanted)}").text
    return page.partition("</form>")[2].partition('class="filters"')[2].partition("</form>")[2]


def test_each_visit_says_who_what_and_why(browser: Browser, cast: Cast, scene: Scene) -> None:
    page = visits(browser.as_(cast.supervisor), scene)
    assert "Advocate, advocate, Harbor House" in page
    assert "own agency" in page
    assert "Probation, probation officer, County Probation" in page
    assert "release until" in page
    assert "Name and identity" in page
    assert scenes.LAST not in page


def test_a_stopped_release_says_when_it_stopped(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    page = browser.as_(cast.advocate).get(f"{scene.path}/sharing").text
    stop = page.split('/revocation"')[0].rpartition('action="')[2]
    assert browser.post(f"{stop}/revocation").status_code == 303
    assert "release, stopped" in visits(browser.as_(cast.supervisor), scene)


def test_what_changed_is_said_without_what_it_says(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    said = {"text": "Met her by the library.", "category": "safety_risk", "kind": "contact"}
    moment = (clock.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    answer = browser.as_(cast.advocate).post(f"{scene.path}/notes", said, occurred_at=moment)
    assert answer.status_code == 303, answer.text
    page = visits(browser.as_(cast.supervisor), scene)
    assert "Created: notes" in page
    assert "library" not in page


def test_visits_are_narrowed_by_agency_kind_and_period(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.privacy_officer)
    theirs = visits(browser, scene, agency=cast.probation.agency_id)
    assert "Probation" in theirs and "Advocate" not in theirs
    # The safe contact is Harbor's, and no release carries it.
    contacts = visits(browser, scene, kind=Category.SAFE_CONTACT)
    assert "Probation" not in contacts
    today, tomorrow = clock.today(), clock.today() + timedelta(days=1)
    assert "Advocate" in visits(browser, scene, since=today, until=today)
    assert "No visit matches" in visits(browser, scene, since=tomorrow)
    assert "No visit matches" in visits(browser, scene, until=today - timedelta(days=1))


@pytest.mark.parametrize("said", ["since=soon", "agency=all", "kind=gossip", "before=x"])
def test_what_makes_no_sense_narrows_nothing(
    browser: Browser, cast: Cast, scene: Scene, said: str
) -> None:
    page = browser.as_(cast.supervisor).get(f"/oversight/records/{scene.number}?{said}").text
    assert "Advocate, advocate, Harbor House" in page


def test_pages_go_on_where_the_last_one_ended(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    for _visit in range(40):
        browser.look(scene.path)
    crafted = "agency=&_scheme=javascript&_external=1&number=7&endpoint=x"
    page = browser.as_(cast.supervisor).get(f"/oversight/records/{scene.number}?{crafted}").text
    assert page.count('class="row-link"') == 30
    assert "javascript:" not in page, "an address says what is asked, not where a link leads"
    older = page.rpartition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    rest = browser.get(older.replace("&amp;", "&")).text
    assert 'rel="next"' not in rest
    assert "Probation, probation officer" in rest


def test_a_supervisor_sees_nothing_of_other_agencies_rows(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    scenes.write_name(app, scene, cast.probation, "Ros", "Quill")
    scenes.seat(app, scene, cast.child_welfare)
    browser.as_(cast.child_welfare).get(scene.path)
    everything = visits(browser.as_(cast.privacy_officer), scene)
    assert "Child Welfare, child welfare worker" in everything
    assert "review team (Penal Code 13753)" in everything
    assert "Child Welfare" not in visits(browser.as_(cast.supervisor), scene)


def test_who_looked_is_itself_on_the_ledger(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.supervisor).get(f"/oversight/records/{scene.number}")
    entry = last_entry(app)
    assert (entry.actor, entry.permission) == (cast.supervisor.id, Permission.LEDGER_READ)
    assert entry.asked == scene.case_id
