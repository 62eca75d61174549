"""Oversight: who looked, who was refused; metadata and never a name."""

import json

import pytest
from flask import Flask

from safetynet.access import Permission
from safetynet.audit import Result
from safetynet.db import Model
from safetynet.oversight.row_words import ROW_WORDS
from safetynet.oversight.words import PERMISSION_WORDS
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.ledger import last_entry
from tests.scenes import Scene

PAGES = ("/oversight", "/oversight/refusals", "/oversight/matrix")


@pytest.fixture
def scene(app: Flask, browser: Browser, cast: Cast) -> Scene:
    """A case whose file the advocate has opened, and that the outsider was refused."""
    scene = scenes.open_case(app, cast)
    browser.as_(cast.advocate).get(scene.path)
    browser.as_(cast.outsider).get(scene.path)
    return scene


def looked_at(browser: Browser, scene: Scene) -> str:
    answer = browser.post("/oversight/records", number=scene.number.lower())
    assert answer.status_code == 303
    return browser.get(answer.location).text


def test_the_privacy_officer_sees_who_looked_and_no_name(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    page = looked_at(browser.as_(cast.privacy_officer), scene)
    assert "Advocate, advocate, Harbor House" in page
    assert "Open a case file" in page
    assert scenes.FIRST not in page
    assert scenes.LAST not in page


def test_a_supervisor_sees_who_looked_at_what_her_agency_wrote(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    scenes.release(app, scene, cast.probation, obtained_by=cast.advocate)
    browser.as_(cast.probation).get(scene.path)
    page = looked_at(browser.as_(cast.supervisor), scene)
    assert "Advocate, advocate, Harbor House" in page
    assert "Probation, probation officer, County Probation" in page


def test_a_supervisor_sees_nothing_of_other_agencies(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    scenes.write_name(app, scene, cast.probation, "Ros", "Quill")
    browser.as_(cast.probation).get(scene.path)
    theirs = browser.as_(cast.privacy_officer).get("/oversight").text
    assert "Probation, County Probation" in theirs
    page = browser.as_(cast.supervisor).get("/oversight").text
    assert "Outsider" not in page
    assert "Probation, County Probation" not in page
    assert "Advocate, Harbor House" in page


def test_an_unknown_number_looks_like_a_hidden_one(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    scenes.unseat(app, scene, cast.supervisor)
    browser.as_(cast.supervisor)
    hidden = browser.get(f"/oversight/records/{scene.number}")
    absent = browser.get("/oversight/records/SN-1999-999")
    assert (hidden.status_code, absent.status_code) == (200, 200)
    for page in (hidden, absent):
        assert "No record with this number is open to you." in page.text


def test_a_name_is_no_number(browser: Browser, cast: Cast) -> None:
    answer = browser.as_(cast.privacy_officer).post("/oversight/records", number="Quillfeather")
    assert answer.status_code == 422


def test_refusals_are_shown_with_what_was_asked_for(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    page = browser.as_(cast.privacy_officer).get("/oversight/refusals").text
    assert "Outsider, Elsewhere Shelter" in page
    assert scene.number in page
    assert str(scene.case_id) in page
    assert "Open a case file" in page
    assert "within an hour" not in page
    # The outsider's supervisor is not Harbor's.
    assert "Outsider" not in browser.as_(cast.supervisor).get("/oversight/refusals").text


def test_five_refusals_within_an_hour_stand_out(browser: Browser, cast: Cast, scene: Scene) -> None:
    browser.as_(cast.outsider)
    for _door in range(4):
        browser.look(scene.path)
    page = browser.as_(cast.privacy_officer).get("/oversight/refusals").text
    assert "Outsider, Elsewhere Shelter: 5 refusals" in page
    assert page.count("one of many") == 5
    assert "5 refusals" not in browser.as_(cast.supervisor).get("/oversight/refusals").text


def test_one_entry_is_read_and_downloaded(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    listing = browser.as_(cast.privacy_officer).get(f"/oversight/records/{scene.number}").text
    address = listing.split('href="/oversight/entries/')[1].split('"')[0]
    page = browser.get(f"/oversight/entries/{address}").text
    assert "names" in page
    assert "Harbor House" in page
    answer = browser.get(f"/oversight/entries/{address}.json")
    told = json.loads(answer.text)
    assert told["permission"] == Permission.CASE_READ
    assert scenes.LAST not in answer.text
    assert last_entry(app).result is Result.EXPORTED
    assert browser.get("/oversight/entries/999999").status_code == 404
    browser.as_(cast.supervisor)
    assert browser.get(f"/oversight/entries/{address}").status_code == 200


def test_an_entry_of_others_is_not_there_for_a_supervisor(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    listing = browser.as_(cast.privacy_officer).get("/oversight/refusals").text
    address = listing.split('href="/oversight/entries/')[1].split('"')[0]
    assert browser.get(f"/oversight/entries/{address}").status_code == 200
    assert browser.as_(cast.supervisor).get(f"/oversight/entries/{address}").status_code == 404
    assert browser.get(f"/oversight/entries/{address}.json").status_code == 404


def test_pages_of_the_ledger_follow_each_other(browser: Browser, cast: Cast) -> None:
    browser.as_(cast.privacy_officer)
    for _ in range(60):
        browser.get("/oversight/matrix")
    page = browser.get("/oversight").text
    older = page.split('href="/oversight?before=')[1].split('"')[0]
    answer = browser.get(f"/oversight?before={older}")
    assert answer.status_code == 200
    assert "Read the ledger" in answer.text
    assert browser.get("/oversight?before=1").status_code == 200
    assert browser.get(f"/oversight?before={10**30}").status_code == 200


def test_the_matrix_speaks_in_words(browser: Browser, cast: Cast) -> None:
    page = browser.as_(cast.supervisor).get("/oversight/matrix").text
    assert "Read the ledger" in page
    assert "supervisor, privacy officer" in page


def test_who_keeps_no_watch_may_not_read(browser: Browser, cast: Cast, scene: Scene) -> None:
    for player in (cast.advocate, cast.coordinator, cast.administrator, cast.analyst):
        browser.as_(player)
        for path in (*PAGES, f"/oversight/records/{scene.number}", "/oversight/entries/1"):
            assert browser.get(path).status_code == 403
        assert browser.post("/oversight/records", number=scene.number).status_code == 403


def test_reading_the_ledger_is_on_the_ledger(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.privacy_officer).get(f"/oversight/records/{scene.number}")
    entry = last_entry(app)
    assert (entry.actor, entry.permission) == (cast.privacy_officer.id, Permission.LEDGER_READ)
    assert entry.asked == scene.case_id
    assert entry.basis == "walls down: ledger"


def test_every_permission_has_words() -> None:
    assert set(PERMISSION_WORDS) == set(Permission)


def test_every_kind_of_row_has_words(app: Flask) -> None:
    assert set(Model.metadata.tables) <= set(ROW_WORDS)
