"""Parts of life: a county uses which it likes, under its own names, mapped to OHTS."""

from flask import Flask

from safetynet import clock
from safetynet.plans import Domain, Plan, Score
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.ledger import last_entry
from tests.plans.planning import goal, only, plan

OWN = {"is_on": "y", "called": "School or work", "called_es": "Escuela o trabajo", "ohts": "9"}
OFF = {"called": "", "called_es": "", "ohts": "", "version": "0"}


def test_a_county_calls_a_part_of_life_by_its_own_name(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    scene = scenes.open_case(app, cast)
    goal(browser.as_(cast.probation), scene)
    assert "School and learning" in browser.get(f"{scene.path}/plan").text
    browser.as_(cast.coordinator)
    assert browser.get("/plan-domains").status_code == 200
    assert browser.post("/plan-domains/learning", OWN, version="0").status_code == 303
    assert last_entry(app).permission == "plan:set"
    browser.as_(cast.probation)
    for page in (scene.path, f"{scene.path}/plan", f"{scene.path}/plans/{only(app, Plan)}/scores"):
        text = browser.get(page).text
        assert "School or work" in text and "School and learning" not in text, page
    blank = dict.fromkeys([str(domain) for domain in Domain], "")
    now = {"stage": "now", "on": clock.today().isoformat(), "learning": "3"}
    path = f"{scene.path}/plans/{only(app, Plan)}/scores"
    assert browser.post(path, blank | now).status_code == 303
    assert "OHTS 9" in browser.get(f"{scene.path}/plan").text


def test_what_is_not_used_is_not_asked_for_and_stays_where_it_stood(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    scene = scenes.open_case(app, cast)
    goal(browser.as_(cast.probation), scene)
    assert browser.as_(cast.coordinator).post("/plan-domains/learning", OFF).status_code == 303
    browser.as_(cast.probation)
    assert "School and learning" in browser.get(f"{scene.path}/plan").text
    path = f"{scene.path}/plans/{plan(browser, scene)}"
    for page in (f"{path}/scores", f"{path}/goals/new"):
        assert "School and learning" not in browser.get(page).text
    asked = {"domain": "learning", "text": "x"}
    assert browser.post(f"{path}/goals", asked).status_code == 422


def test_a_score_typed_before_a_part_was_set_aside_is_kept(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    scene = scenes.open_case(app, cast)
    path = f"{scene.path}/plans/{plan(browser.as_(cast.probation), scene)}/scores"
    browser.as_(cast.coordinator).post("/plan-domains/learning", OFF)
    blank = dict.fromkeys([str(domain) for domain in Domain], "")
    asked = blank | {"stage": "now", "on": clock.today().isoformat(), "learning_shows": "x"}
    browser.as_(cast.probation)
    told = browser.post(path, asked)
    assert told.status_code == 422 and "take the sentence out" in told.text
    assert browser.post(path, asked | {"learning": "2"}).status_code == 303
    assert only(app, Score, "value") == 2


def test_a_goal_keeps_a_part_that_was_set_aside_and_takes_no_other(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    scene = scenes.open_case(app, cast)
    path = f"{scene.path}/goals/{goal(browser.as_(cast.probation), scene)}"
    browser.as_(cast.coordinator)
    for domain in ("learning", "home"):
        assert browser.post(f"/plan-domains/{domain}", OFF).status_code == 303
    browser.as_(cast.probation)
    shown = browser.get(path).text
    assert "School and learning" in shown and "A place to stay" not in shown
    met = {"domain": "learning", "status": "met", "version": "1"}
    assert browser.post(path, met | {"domain": "home"}).status_code == 422
    assert browser.post(path, met).status_code == 303


def test_a_name_is_shown_as_it_was_typed(browser: Browser, cast: Cast, app: Flask) -> None:
    scene = scenes.open_case(app, cast)
    path = f"{scene.path}/plans/{plan(browser.as_(cast.probation), scene)}"
    own = OWN | {"called": "<b>School & work"}
    browser.as_(cast.coordinator).post("/plan-domains/learning", own, version="0")
    browser.as_(cast.probation)
    for page in (f"{path}/scores", f"{path}/goals/new"):
        text = browser.get(page).text
        assert "&lt;b&gt;School &amp; work" in text and "<b>School" not in text


def test_a_page_in_spanish_has_the_spanish_name(browser: Browser, cast: Cast, app: Flask) -> None:
    scene = scenes.open_case(app, cast)
    path = f"{scene.path}/plans/{plan(browser.as_(cast.probation), scene)}/goals/new"
    browser.as_(cast.coordinator).post("/plan-domains/learning", OWN, version="0")
    text = browser.as_(cast.probation).get(path, headers={"Accept-Language": "es"}).text
    assert "Escuela o trabajo" in text and "School or work" not in text


def test_what_cannot_be_is_said_and_two_who_set_one_are_told(browser: Browser, cast: Cast) -> None:
    browser.as_(cast.coordinator)
    taken = {"called": "school AND learning"}
    for wrong in ({"ohts": "15"}, {"ohts": "two"}, {"called": "x" * 41}, taken):
        answer = browser.post("/plan-domains/home", OWN | wrong, version="0")
        assert answer.status_code == 422
        assert all(typed in answer.text for typed in (OWN | wrong).values()), wrong
    assert browser.post("/plan-domains/home", OWN, version="0").status_code == 303
    assert browser.post("/plan-domains/home", OWN, version="0").status_code == 409
    assert browser.post("/plan-domains/nothing", OWN, version="0").status_code == 404
    off = {"called": "", "called_es": "", "ohts": ""}
    for domain in list(Domain)[:-1]:
        version = "1" if domain is Domain.HOME else "0"
        path = f"/plan-domains/{domain}"
        assert browser.post(path, off, version=version).status_code == 303
    last = browser.post(f"/plan-domains/{list(Domain)[-1]}", off, version="0")
    assert last.status_code == 422 and "must stay in use" in last.text


def test_others_do_not_set_them(browser: Browser, cast: Cast) -> None:
    browser.as_(cast.supervisor)
    assert browser.get("/plan-domains").status_code == 403
    assert browser.post("/plan-domains/home", OWN, version="0").status_code == 403
