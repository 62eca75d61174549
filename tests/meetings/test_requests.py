"""A member asks that a case is taken up: her words are her agency's, the asking is the table's."""

from uuid import UUID

import pytest
from flask import Flask

from safetynet.access import job
from safetynet.meetings.autopilot.models import RequestWords, ReviewRequest
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.ledger import last_entry
from tests.meetings.sitting import call_meeting, confirm, sit_down
from tests.scenes import Scene, open_case, release, unseat

WHY = "Quillwort was seen near the school again."
SAID = {"category": "safety_risk", "text": WHY}


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return open_case(app, cast)


def ask(browser: Browser, scene: Scene, player: Player, **more: str) -> None:
    asked = browser.as_(player).post(f"{scene.path}/review-request", SAID | more)
    assert asked.status_code == 303


def the_request(app: Flask) -> UUID:
    with app.app_context(), job("test: look"):
        [request] = rows(ReviewRequest)
        return UUID(str(request.id))


def test_a_member_asks_and_the_coordinator_sees_it(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.probation)
    assert "Ask that this case is taken up" in browser.get(scene.path).text
    assert browser.get(f"{scene.path}/review-request").status_code == 200
    ask(browser, scene, cast.probation)
    page = browser.get(scene.path).text
    assert WHY in page
    assert "Take it back" in page
    assert "Ask that this case is taken up" not in page
    agenda = f"/meetings/{call_meeting(app, cast)}/agenda"
    assert "asked for by County Probation today" in browser.as_(cast.coordinator).get(agenda).text
    home = browser.get("/").text
    assert f"County Probation asks that {scene.number} is taken up" in home
    with app.app_context(), job("test: look"):
        [words] = rows(RequestWords)
        triple = (words.survivor_id, words.owner_id, words.category)
        assert triple == (scene.survivor_id, cast.probation.agency_id, Category.SAFETY_RISK)


def test_words_of_a_covered_agency_stay_its_own(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    """The table sees that Harbor House asks; why, only those to whom it is released."""
    ask(browser, scene, cast.advocate)
    agenda = f"/meetings/{call_meeting(app, cast)}/agenda"
    for player, path in ((cast.provider, scene.path), (cast.coordinator, agenda)):
        page = browser.as_(player).get(path).text
        assert "Harbor House" in page
        assert WHY not in page
        assert "Take it back" not in page
    release(app, scene, cast.coordinator, Category.SAFETY_RISK, obtained_by=cast.advocate)
    assert WHY in browser.as_(cast.coordinator).get(scene.path).text


def test_it_is_asked_once_and_taken_back(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    ask(browser, scene, cast.advocate)
    again = browser.post(f"{scene.path}/review-request", SAID)
    assert "asked for this case already" in browser.told(again)
    assert browser.get(f"{scene.path}/review-request").status_code == 303
    back = f"{scene.path}/review-requests/{the_request(app)}/withdrawal"
    assert browser.as_(cast.probation).post(back).status_code == 403
    assert browser.as_(cast.outsider).post(back).status_code == 404
    assert browser.as_(cast.advocate).post(back).status_code == 303
    assert WHY not in browser.get(scene.path).text
    agenda = f"/meetings/{call_meeting(app, cast)}/agenda"
    assert "asked for by" not in browser.as_(cast.coordinator).get(agenda).text
    ask(browser, scene, cast.advocate)


def test_a_review_settles_it(app: Flask, browser: Browser, cast: Cast, scene: Scene) -> None:
    ask(browser, scene, cast.advocate)
    sitting = sit_down(app, cast, browser, scene)
    assert "asks that this case is taken up" in browser.get(scene.path).text
    done = browser.post(sitting.screen, no_wishes="not_asked", then="next", version="2")
    assert done.status_code == 303
    assert confirm(browser, sitting.screen).status_code == 303
    assert "asks that this case is taken up" not in browser.get(scene.path).text
    assert "Ask that this case is taken up" in browser.as_(cast.advocate).get(scene.path).text


def test_what_is_missing_keeps_what_was_typed(browser: Browser, cast: Cast, scene: Scene) -> None:
    browser.as_(cast.advocate)
    for wrong in ({"category": ""}, {"category": "privileged"}, {"category": "team_discussion"}):
        answer = browser.post(f"{scene.path}/review-request", SAID | wrong)
        assert answer.status_code == 422
        assert WHY in answer.text
    assert browser.post(f"{scene.path}/review-request", SAID | {"text": " "}).status_code == 422


def test_only_those_at_the_table_ask(browser: Browser, cast: Cast, scene: Scene) -> None:
    path = f"{scene.path}/review-request"
    for player, status in (
        (cast.outsider, 404),
        (cast.prosecutor, 404),
        (cast.coordinator, 403),
        (cast.observer, 403),
        (cast.privacy_officer, 403),
    ):
        assert browser.as_(player).get(path).status_code == status
        assert browser.post(path, SAID).status_code == status


def test_asking_is_on_her_own_record_of_the_ledger(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    ask(browser, scene, cast.advocate)
    entry = last_entry(app)
    assert entry.actor == cast.advocate.id
    assert {touch.survivor for touch in entry.touches} == {scene.survivor_id}


def test_a_member_asks_from_the_page_of_the_meeting(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    listed, elsewhere = open_case(app, cast), open_case(app, cast)
    unseat(app, elsewhere, cast.probation)
    path = f"/meetings/{call_meeting(app, cast, listed)}"
    page = browser.as_(cast.probation).get(path).text
    assert f'href="{path}/review-request"' in page
    offered = browser.get(f"{path}/review-request").text
    assert f'href="{scene.path}/review-request"' in offered
    assert listed.number not in offered and elsewhere.number not in offered
    ask(browser, scene, cast.probation)
    offered = browser.get(f"{path}/review-request").text
    assert f'href="{scene.path}/review-request"' not in offered
    assert scene.number in offered and "Asked for already" in offered


def test_a_draft_agenda_is_not_told_by_what_one_may_ask_for(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = f"/meetings/{call_meeting(app, cast, scene, published=False)}/review-request"
    assert scene.number in browser.as_(cast.probation).get(path).text
    for player in (cast.observer, cast.administrator):
        assert browser.as_(player).get(path).status_code == 403
    assert scene.number not in browser.as_(cast.outsider).get(path).text


def test_nobody_asks_for_a_meeting_that_has_begun(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting = sit_down(app, cast, browser)
    browser.as_(cast.probation)
    assert f'href="{sitting.path}/review-request"' not in browser.get(sitting.path).text
    answer = browser.get(f"{sitting.path}/review-request")
    assert answer.status_code == 303 and "has begun" in browser.told(answer)
