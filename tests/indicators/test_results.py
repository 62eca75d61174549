"""Results of screenings: recorded by the agency that screened, shared like its other content."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.bundles import Scope, parts_of, rows_in
from safetynet.indicators.models import ScreeningResult
from safetynet.sharing import CATEGORY_WORDS
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.events.test_missing import come_back, start, tell
from tests.ledger import last_entry
from tests.referrals.telling import send, typed
from tests.scenes import Scene

NO_EVIDENCE = "This is not legal evidence that trafficking occurred."
TOTALS = "Housing 3\nHealth 1"


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def result(**more: Any) -> dict[str, Any]:
    return {
        "tool": "cse_it",
        "tool_version": "2.0",
        "screened_on": clock.today().isoformat(),
        "screener": "Nadia Brook",
        "setting": "clinic",
        "sources": ["youth", "records"],
        "band": "possible",
        "totals": TOTALS,
        "told_to": "Her attorney",
    } | more


def recorded(app: Flask) -> ScreeningResult:
    [found] = rows(ScreeningResult)
    return found  # type: ignore[no-any-return]


def test_a_result_is_recorded_and_says_that_it_is_no_evidence(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = f"{scene.path}/screenings"
    assert browser.as_(cast.advocate).get(f"{path}/new").status_code == 200
    assert browser.post(path, result()).status_code == 303
    entry = last_entry(app)
    assert entry.permission == "screening:record"
    for page in (path, scene.path):
        shown = browser.get(page).text
        assert NO_EVIDENCE in shown and "Possible concern" in shown and "Nadia Brook" in shown
    with app.app_context(), job("test: look"):
        found = recorded(app)
        assert found.category is Category.EXPLOITATION_ACCOUNT
        assert found.owner_id == cast.harbor_id
        assert found.next_due_on == clock.today() + timedelta(days=180)


def test_it_is_of_the_kind_of_the_law_by_which_its_agency_keeps_files(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = send(browser, cast.probation, typed("team_statute"))
    assert browser.as_(cast.probation).get(f"{path}/screenings/new").status_code == 200
    assert browser.post(f"{path}/screenings", result()).status_code == 303
    assert "Possible concern" in browser.get(f"{path}/screenings").text
    with app.app_context(), job("test: look"):
        assert recorded(app).category is Category.JUVENILE_COURT
    # The law carried the referral to the office; this came after, and is of another kind.
    page = browser.as_(cast.coordinator).get(f"{path}/screenings").text
    assert "Possible concern" not in page and NO_EVIDENCE in page


def test_others_at_the_table_see_it_by_a_release_alone(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = f"{scene.path}/screenings"
    browser.as_(cast.advocate).post(path, result())
    assert "Nadia Brook" not in browser.as_(cast.provider).look(path).text
    browser.as_(cast.outsider)
    assert browser.get(path).status_code == 404
    assert browser.post(path, result()).status_code == 404
    assert browser.as_(cast.administrator).get(path).status_code == 403


def test_only_who_screened_corrects_it(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    path = f"{scene.path}/screenings"
    browser.as_(cast.advocate).post(path, result())
    with app.app_context(), job("test: look"):
        one = recorded(app).id
    assert browser.as_(cast.supervisor).get(f"{path}/{one}/edit").status_code == 200
    more = {"overridden": "clear", "override_reason": "She told it the day after.", "version": "1"}
    assert browser.post(f"{path}/{one}", result(**more)).status_code == 303
    page = browser.get(path).text
    assert "Clear concern" in page and "She told it the day after." in page
    assert browser.post(f"{path}/{one}", result(**more)).status_code == 409
    assert browser.as_(cast.outsider).get(f"{path}/{one}/edit").status_code == 404


def test_what_does_not_fit_is_said_and_kept(browser: Browser, cast: Cast, scene: Scene) -> None:
    browser.as_(cast.advocate)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"tool": ""}, "Choose the instrument"),
        ({"tool": "other"}, "Say what the instrument is called"),
        ({"screened_on": tomorrow}, "today or an earlier day"),
        ({"band": ""}, "Say what came of it"),
        ({"totals": "Did she ever run away?"}, "End each line with a total"),
        ({"overridden": "clear"}, "Say why another result is right"),
        ({"signs": ["debt"]}, "list of public signs alone"),
        ({"tool": "own", "signs": ["debt"]}, "has no score"),
        ({"next_due_on": clock.today().isoformat()}, "a day after the screening"),
    ]
    for typed_in, sentence in wrong:
        answer = browser.post(f"{scene.path}/screenings", result(**typed_in))
        assert answer.status_code == 422 and sentence in answer.text, typed_in
        assert "Nadia Brook" in answer.text


def test_our_own_list_of_signs_is_named_as_what_it_is(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    signs = {"tool": "own", "signs": ["debt", "hotels"], "band": "not_scored", "totals": ""}
    assert browser.post(f"{scene.path}/screenings", result(**signs)).status_code == 303
    page = browser.get(f"{scene.path}/screenings").text
    assert "no instrument, not validated" in page and "Speaks of owing somebody" in page


def test_when_it_is_due_again_waits_for_who_screened(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    past: date = clock.today() - timedelta(days=200)
    browser.as_(cast.advocate)
    browser.post(f"{scene.path}/screenings", result(screened_on=past.isoformat()))
    assert f"Screen again: {scene.number}" in browser.get("/").text
    assert "The next screening is due" in browser.get(scene.path).text
    assert "Screen again" not in browser.as_(cast.provider).get("/").text
    browser.as_(cast.advocate).post(f"{scene.path}/screenings", result())
    assert "Screen again" not in browser.get("/").text


def test_the_county_sets_how_long_until_the_next(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.coordinator).post(
        "/clocks/rescreen/setting", {"is_on": "y", "amount": "90", "version": "0"}
    )
    browser.as_(cast.advocate).post(f"{scene.path}/screenings", result())
    with app.app_context(), job("test: look"):
        assert recorded(app).next_due_on == clock.today() + timedelta(days=90)


def test_whoever_is_back_is_screened_and_the_team_is_told(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    """One clock, that of the missing: a result does not end it, for others may not know of it."""
    start(browser.as_(cast.probation), scene, hours_ago=30)
    come_back(browser, scene)
    path = f"{scene.path}/screenings"
    for player in (cast.probation, cast.provider):
        assert "Came back after being missing" in browser.as_(player).get(path).text
    answer = browser.as_(cast.probation).post(path, result())
    assert answer.status_code == 303 and answer.location.endswith("/missing")
    assert "Came back after being missing" not in browser.get(path).text
    assert "Came back after being missing" in browser.as_(cast.provider).get(path).text
    assert tell(browser.as_(cast.probation), scene, "rescreen") == 303
    assert "Came back after being missing" not in browser.as_(cast.provider).get(path).text
    assert browser.as_(cast.probation).post(path, result()).location.endswith("/screenings")


def test_on_paper_too_it_is_no_evidence(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    signs = {"tool": "own", "signs": ["debt"], "band": "not_scored", "totals": ""}
    browser.as_(cast.advocate).post(f"{scene.path}/screenings", result(**signs))
    with app.test_request_context(), job("test: produce"):
        scope = Scope(cast.harbor_id, scene.survivor_id, frozenset(Category))
        entries = [
            entry for part in parts_of(rows_in(scope), CATEGORY_WORDS) for entry in part.entries
        ]
        [heading] = [str(entry.heading) for entry in entries if "creening" in str(entry.heading)]
        assert "no legal evidence that trafficking occurred" in heading
        said = {text.text for entry in entries for text in entry.said}
        assert "Speaks of owing somebody" in said
