"""A plan goes to a second person, comes back or is in force, and shows what changed since."""

from datetime import timedelta

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import Role
from safetynet.plans import Goal, GoalWords, Plan, PlanStatus, Step
from safetynet.plans.version_models import EarlierWords, PlanVersion, VersionState, VersionWords
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.ledger import last_entry
from tests.plans.planning import ASKED, WANTED, approved, goal, only, plan, sent, step
from tests.scenes import Scene, colleague

LATER = "I want to finish tenth grade with my friends"
WHY = "Who drives her to night school?"
UNTIL = (clock.today() + timedelta(days=60)).isoformat()


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def reword(browser: Browser, app: Flask, scene: Scene, text: str = LATER) -> None:
    """Change the words of the newest goal, as whoever is signed in."""
    path = f"{scene.path}/goals/{only(app, Goal)}/words/{only(app, GoalWords)}"
    version = str(only(app, GoalWords, "version"))
    assert browser.post(path, text=text, version=version).status_code == 303


def test_a_second_person_puts_a_plan_in_force(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    step(browser.as_(cast.probation), scene, cast.provider)
    assert "Send to be approved" in browser.get(f"{scene.path}/plan").text
    path = sent(browser, scene)
    page = browser.get(path)
    assert page.status_code == 200 and WANTED in page.text and ASKED in page.text
    assert "Approve and put in force" not in page.text
    yes = {"decision": "approved", "review_on": UNTIL, "version": "1"}
    assert browser.post(f"{path}/decision", yes).status_code == 403

    browser.as_(cast.coordinator)
    assert f"Approve the plan of {scene.number}" in browser.get("/").text
    assert "Approve and put in force" in browser.get(path).text
    assert browser.post(f"{path}/decision", yes | {"review_on": ""}).status_code == 422
    assert browser.post(f"{path}/decision", yes).status_code == 303
    assert last_entry(app).permission == "plan:approve"
    assert only(app, Plan, "status") is PlanStatus.ACTIVE
    assert only(app, Plan, "review_on").isoformat() == UNTIL
    assert browser.post(f"{path}/decision", yes).status_code == 409
    assert "Approve the plan" not in browser.get("/").text


def test_nobody_approves_what_she_sent_herself(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    goal(browser.as_(cast.coordinator), scene)
    path = sent(browser, scene)
    yes = {"decision": "approved", "review_on": UNTIL, "version": "1"}
    assert browser.post(f"{path}/decision", yes).status_code == 403
    assert "Approve the plan" not in browser.get("/").text
    assert only(app, PlanVersion, "state") is VersionState.SUBMITTED
    # Harbor leads the case, so its supervisor may.
    assert browser.as_(cast.supervisor).post(f"{path}/decision", yes).status_code == 303


def test_a_supervisor_decides_about_her_own_agencys_plans_and_cases(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    """One of the clinic's, which neither sent it nor leads, has no say."""
    goal(browser.as_(cast.probation), scene)
    path = sent(browser, scene)
    other = colleague(app, cast.provider, Role.SUPERVISOR)
    yes = {"decision": "approved", "review_on": UNTIL, "version": "1"}
    browser.as_(other)
    assert browser.get(path).status_code == 200
    assert browser.post(f"{path}/decision", yes).status_code == 403
    assert "Approve the plan" not in browser.get("/").text
    own = colleague(app, cast.probation, Role.SUPERVISOR)
    assert f"Approve the plan of {scene.number}" in browser.as_(own).get("/").text
    assert browser.post(f"{path}/decision", yes).status_code == 303


def test_what_comes_back_says_why_and_is_sent_again(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    goal(browser.as_(cast.probation), scene)
    path = sent(browser, scene)
    back = {"decision": "returned", "version": "1", "review_on": UNTIL}
    browser.as_(cast.coordinator)
    assert browser.post(f"{path}/decision", back).status_code == 422
    assert browser.post(f"{path}/decision", back | {"text": WHY}).status_code == 303
    assert only(app, VersionWords, "category") is Category.TEAM_DISCUSSION
    assert only(app, Plan, "status") is PlanStatus.DRAFT

    browser.as_(cast.probation)
    assert f"The plan of {scene.number} came back" in browser.get("/").text
    assert WHY in browser.get(path).text
    reword(browser, app, scene)
    again = sent(browser, scene)
    assert "came back" not in browser.get("/").text
    page = browser.get(again).text
    assert WANTED in page and LATER in page and "changed" in page
    assert LATER not in browser.get(path).text


def test_one_version_waits_at_a_time_and_an_empty_plan_is_none(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    browser.as_(cast.probation)
    path = f"{scene.path}/plans/{plan(browser, scene)}/versions"
    told = browser.told(browser.post(path, version="1"))
    assert "Add a goal first" in told
    goal(browser, scene)
    sent(browser, scene)
    assert "waits to be approved already" in browser.told(browser.post(path, version="2"))
    assert only(app, Plan, "versions") == 1
    assert browser.post(path, version="1").status_code == 409


def test_a_safety_plan_is_hers_and_waits_for_nobody(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    here = plan(browser.as_(cast.advocate), scene, "safety")
    assert browser.post(f"{scene.path}/plans/{here}/versions").status_code == 404


def test_changes_show_what_stood_before_and_who_changed_it(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    path = step(browser.as_(cast.probation), scene, cast.provider)
    approved(browser, scene, cast.coordinator, sender=cast.probation)
    reword(browser.as_(cast.probation), app, scene)
    browser.as_(cast.provider).post(f"{path}/updates", version="1", status="done")
    changes = f"{scene.path}/plans/{only(app, Plan)}/changes"
    page = browser.get(changes).text
    assert WANTED in page and LATER in page and "Probation, County Probation" in page
    assert "to do, then" in page and "done" in page
    moved = {"owner": str(cast.probation.agency_id), "due": "2030-01-01", "status": "done"}
    browser.as_(cast.advocate)
    facts = f"{scene.path}/plan-steps/{only(app, Step)}"
    assert browser.post(facts, moved, version="2").status_code == 303
    assert "Before: Bridge Clinic, by" in browser.get(changes).text


def test_earlier_words_stay_with_whoever_wrote_them(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    """What a covered provider wrote before crosses by a release, as what it writes now."""
    goal(browser.as_(cast.advocate), scene, "said to harbor")
    path = sent(browser, scene)
    reword(browser, app, scene, "said to harbor later")
    assert only(app, EarlierWords, "owner_id") == cast.harbor_id
    changes = f"{scene.path}/plans/{only(app, Plan)}/changes"
    assert "said to harbor later" in browser.get(changes).text
    browser.as_(cast.provider)
    for page in (path, changes, f"{scene.path}/plan"):
        assert "said to harbor" not in browser.get(page).text
    assert "Nothing changed of what you may read." in browser.get(changes).text
    assert "Written by Harbor House" in browser.get(path).text
    release = scenes.release(app, scene, cast.provider, Category.PLAN, obtained_by=cast.advocate)
    text = browser.get(changes).text
    assert "said to harbor later" in text and ">said to harbor<" in text
    assert "said to harbor" in browser.get(path).text
    browser.as_(cast.advocate).post(f"{scene.path}/releases/{release}/revocation")
    assert "said to harbor" not in browser.as_(cast.provider).get(changes).text


def test_the_same_words_again_are_no_change(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    goal(browser.as_(cast.probation), scene)
    approved(browser, scene, cast.coordinator, sender=cast.probation)
    reword(browser.as_(cast.probation), app, scene, WANTED)
    page = browser.get(f"{scene.path}/plans/{only(app, Plan)}/changes").text
    assert "Nothing changed of what you may read." in page
    assert 'tag-waiting">changed' not in page


@pytest.mark.parametrize("player", ["outsider", "teacher", "child_welfare"])
def test_strangers_learn_of_no_version(
    browser: Browser, cast: Cast, app: Flask, scene: Scene, player: str
) -> None:
    goal(browser.as_(cast.probation), scene)
    path = sent(browser, scene)
    browser.as_(cast.players[player])
    assert browser.get(path).status_code == 404
    assert browser.get(f"{scene.path}/plans/{only(app, Plan)}/changes").status_code == 404
    assert browser.post(f"{scene.path}/plans/{only(app, Plan)}/versions").status_code == 404
    # Who may approve nothing anywhere is told so before anything is looked for.
    assert browser.post(f"{path}/decision", decision="approved").status_code in {403, 404}


def test_an_elsewhere_supervisor_learns_of_no_version(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    goal(browser.as_(cast.probation), scene)
    path = sent(browser, scene)
    browser.as_(colleague(app, cast.outsider, Role.SUPERVISOR))
    assert browser.post(f"{path}/decision", decision="approved").status_code == 404
    assert "Approve the plan" not in browser.get("/").text
