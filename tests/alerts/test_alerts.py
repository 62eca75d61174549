"""Safety alerts: set by one, removed by two, seen by whoever may see content on safety."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from safetynet import clock
from safetynet.access import NotYoursToWriteError, Role, job
from safetynet.alerts.models import LONGEST_DAYS, AlertTold, SafetyAlert
from safetynet.audit import Result
from safetynet.db import db
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.house.inside import behind_the_door
from tests.ledger import last_entry
from tests.meetings.sitting import call_meeting, item_of
from tests.scenes import Scene

TEXT = "Go in twos: the neighbor watches the entry."
WHY = "He has been in custody since Monday."


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


@pytest.fixture
def second(app: Flask, cast: Cast) -> Player:
    return scenes.colleague(app, cast.probation, Role.SUPERVISOR)


def set_one(browser: Browser, scene: Scene, days: int = 30) -> None:
    day = (clock.today() + timedelta(days=days)).isoformat()
    said = {"kind": "not_alone", "text": TEXT, "review_on": day}
    assert browser.post(f"{scene.path}/alerts", said).status_code == 303


def the_one(app: Flask) -> tuple[UUID, int]:
    with app.app_context(), job("test: look"):
        [alert] = rows(SafetyAlert)
        return alert.id, alert.version


def act(app: Flask, browser: Browser, scene: Scene, what: str, **said: str) -> int:
    alert, version = the_one(app)
    said = {"version": str(version)} | said
    return browser.post(f"{scene.path}/alerts/{alert}/{what}", said).status_code


def stands(app: Flask) -> bool:
    with app.app_context(), job("test: look"):
        return bool(rows(SafetyAlert)[0].stands)


def test_an_alert_stands_at_the_top_of_the_case_file(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.probation)
    assert browser.get(f"{scene.path}/alerts/new").status_code == 200
    set_one(browser, scene)
    page = browser.get(scene.path).text
    assert TEXT in page and page.index(TEXT) < page.index("now-heading")
    assert "Do not go alone" in page
    with app.app_context(), job("test: look"):
        assert rows(SafetyAlert)[0].category is Category.SAFETY_RISK


def test_who_may_see_content_on_safety_sees_it_everywhere_and_nobody_else(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    """Probation's word reaches the table by the law on review teams; a covered provider's not."""
    set_one(browser.as_(cast.probation), scene)
    meeting = call_meeting(app, cast, scene)
    review = f"/meetings/{meeting}/items/{item_of(app, meeting, scene)}"
    for player in (cast.provider, cast.probation):
        browser.as_(player)
        for path in (scene.path, f"{scene.path}/alerts", review):
            page = browser.get(path)
            assert page.status_code == 200 and TEXT in page.text, (player.role, path)
    browser.as_(cast.outsider)
    for path in (f"{scene.path}/alerts", f"{scene.path}/alerts/new"):
        assert browser.get(path).status_code == 404


def test_a_covered_providers_alert_needs_a_release(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    set_one(browser.as_(cast.advocate), scene)
    meeting = call_meeting(app, cast, scene)
    review = f"/meetings/{meeting}/items/{item_of(app, meeting, scene)}"
    browser.as_(cast.provider)
    for path in (scene.path, f"{scene.path}/alerts", review):
        assert TEXT not in browser.get(path).text
    scenes.release(app, scene, cast.provider, Category.SAFETY_RISK, obtained_by=cast.advocate)
    for path in (scene.path, f"{scene.path}/alerts", review):
        assert TEXT in browser.get(path).text


def test_it_is_in_the_packet_of_whoever_may_see_it(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    set_one(browser.as_(cast.probation), scene)
    meeting = call_meeting(app, cast, scene)
    page = f"/meetings/{meeting}/packet/{item_of(app, meeting, scene)}"
    assert TEXT in browser.as_(cast.provider).get(page).text
    set_one(browser.as_(cast.advocate), scene)
    assert browser.as_(cast.provider).get(page).text.count(TEXT) == 1
    assert browser.as_(cast.advocate).get(page).text.count(TEXT) == 2


def test_one_person_alone_does_not_remove_it(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    set_one(browser.as_(cast.probation), scene)
    assert act(app, browser, scene, "removal") == 422
    assert act(app, browser, scene, "removal", removal_reason=WHY) == 303
    assert TEXT in browser.get(scene.path).text
    assert act(app, browser, scene, "confirmation") == 422
    assert stands(app)


def test_a_second_person_of_the_agency_removes_it(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, second: Player
) -> None:
    set_one(browser.as_(cast.probation), scene)
    act(app, browser, scene, "removal", removal_reason=WHY)
    browser.as_(second)
    assert "a second person is asked" in browser.get("/").text
    assert WHY in browser.get(f"{scene.path}/alerts").text
    assert act(app, browser, scene, "confirmation") == 303
    assert not stands(app)
    assert TEXT not in browser.get(scene.path).text
    past = browser.get(f"{scene.path}/alerts").text
    assert TEXT in past and WHY in past
    for what in ("confirmation", "standing", "removal", "review"):
        day = (clock.today() + timedelta(days=9)).isoformat()
        act(app, browser, scene, what, removal_reason="Again.", review_on=day)
        assert not stands(app)


def test_nobody_confirms_what_nobody_asked_for(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    set_one(browser.as_(cast.probation), scene)
    assert act(app, browser, scene, "confirmation") == 303
    assert stands(app)


def test_the_second_person_can_let_it_stand(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, second: Player
) -> None:
    set_one(browser.as_(cast.probation), scene)
    act(app, browser, scene, "removal", removal_reason=WHY)
    assert act(app, browser.as_(second), scene, "standing") == 303
    assert stands(app)
    assert WHY not in browser.get(f"{scene.path}/alerts").text
    # And she who let it stand may ask herself, the first agreeing.
    act(app, browser, scene, "removal", removal_reason=WHY)
    assert act(app, browser.as_(cast.probation), scene, "confirmation") == 303
    assert not stands(app)


def test_another_agency_neither_removes_nor_changes_it(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    set_one(browser.as_(cast.probation), scene)
    browser.as_(cast.probation)
    act(app, browser, scene, "removal", removal_reason=WHY)
    for other, status in ((cast.provider, 403), (cast.coordinator, 404), (cast.outsider, 404)):
        browser.as_(other)
        for what in ("review", "removal", "confirmation", "standing"):
            assert act(app, browser, scene, what, removal_reason=WHY) == status, what
    assert stands(app)
    assert last_entry(app).result is Result.REFUSED


def confirm_by_hand(app: Flask) -> None:
    """Let a job say that whoever asked has agreed too."""
    with app.app_context(), job("test: by hand"):
        [alert] = rows(SafetyAlert)
        alert.confirmed_by_id, alert.removed_at = alert.asked_by_id, clock.now()


def test_an_insider_who_goes_around_the_pages_does_not_remove_it_alone(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    """The write guard and the table itself ask for two people, whatever a view would do."""
    set_one(browser.as_(cast.probation), scene)
    act(app, browser, scene, "removal", removal_reason=WHY)
    with behind_the_door(app, cast.probation, "POST"):
        [alert] = rows(SafetyAlert)
        alert.confirmed_by_id, alert.removed_at = cast.supervisor.id, clock.now()
        with pytest.raises(NotYoursToWriteError):
            db.session.flush()
        db.session.rollback()
        [alert] = rows(SafetyAlert)
        db.session.delete(alert)
        with pytest.raises(NotYoursToWriteError):
            db.session.flush()
    with pytest.raises(IntegrityError):
        confirm_by_hand(app)
    assert stands(app)


def test_who_knows_of_it_is_a_list(app: Flask, browser: Browser, cast: Cast, scene: Scene) -> None:
    set_one(browser.as_(cast.probation), scene)
    assert act(app, browser, scene, "told", person="The night staff") == 303
    assert act(app, browser.as_(cast.provider), scene, "told", person="") == 303
    page = browser.get(f"{scene.path}/alerts").text
    assert "The night staff" in page and "Provider, Bridge Clinic" in page
    with app.app_context(), job("test: look"):
        assert {row.owner_id for row in rows(AlertTold)} == {
            cast.probation.agency_id,
            cast.provider.agency_id,
        }
    scenes.seat(app, scene, cast.counsel)
    assert act(app, browser.as_(cast.counsel), scene, "told") == 403


def test_a_day_to_look_again_is_set_and_called_to_mind(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.probation)
    day = clock.today() + timedelta(days=LONGEST_DAYS + 1)
    said = {"kind": "weapons", "text": TEXT, "review_on": day.isoformat()}
    answer = browser.post(f"{scene.path}/alerts", said)
    assert answer.status_code == 422 and TEXT in answer.text
    set_one(browser, scene, days=5)
    assert "does the safety alert still hold?" not in browser.get("/").text
    with clock.standing_at(clock.now() + timedelta(days=6)):
        browser.as_(cast.probation)
        waits = browser.get("/").text
        assert "does the safety alert still hold?" in waits and "Overdue" in waits
        assert "Overdue" in browser.get(scene.path).text
        later = (clock.today() + timedelta(days=20)).isoformat()
        assert act(app, browser, scene, "review", review_on=later) == 303
        assert "does the safety alert" not in browser.get("/").text
        browser.as_(cast.provider)
        assert "does the safety alert" not in browser.get("/").text


def test_counsel_reads_and_does_not_set(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    scenes.seat(app, scene, cast.counsel)
    browser.as_(cast.counsel)
    assert browser.get(f"{scene.path}/alerts").status_code == 200
    assert browser.get(f"{scene.path}/alerts/new").status_code == 403
    assert browser.post(f"{scene.path}/alerts", kind="other", text="x").status_code == 403


def test_it_is_on_the_ledger(app: Flask, browser: Browser, cast: Cast, scene: Scene) -> None:
    set_one(browser.as_(cast.probation), scene)
    entry = last_entry(app)
    assert (entry.result, entry.permission) == (Result.CHANGED, "alert:keep")
    assert "safety_alerts" in {touch.table for touch in entry.touches}
    browser.as_(cast.provider).get(scene.path)
    assert "safety_alerts" in {touch.table for touch in last_entry(app).touches}
