"""Plans: written at the table, done by agencies in and out of it, read by nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.cases import reasons_by_case
from safetynet.directory import ServiceType
from safetynet.plans import (
    Domain,
    Goal,
    GoalNeed,
    GoalWords,
    Plan,
    PlanStatus,
    SafetyLine,
    Score,
    Step,
    StepStatus,
    StepWords,
)
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.ledger import last_entry
from tests.linkages.offering import list_for, offered, sent, take
from tests.plans.planning import ASKED, WANTED, approved, goal, only, plan, step
from tests.scenes import Scene


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def test_a_plan_is_written_and_put_in_force(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    browser.as_(cast.probation)
    assert "Start the stabilization plan" in browser.get(f"{scene.path}/plan").text
    step(browser, scene, cast.provider)
    page = browser.get(f"{scene.path}/plan").text
    assert WANTED in page and "Enrol her at night school" in page and "Bridge Clinic" in page
    path = f"{scene.path}/plans/{only(app, Plan)}"
    assert browser.post(f"{path}/activation", version="1").status_code == 404
    approved(browser, scene, cast.coordinator, sender=cast.probation)
    assert only(app, Plan, "status") is PlanStatus.ACTIVE
    browser.as_(cast.probation)
    assert WANTED in browser.get(scene.path).text
    assert browser.post(f"{path}/ending", version="1").status_code == 409
    assert browser.post(f"{path}/ending", version="3").status_code == 303
    assert WANTED in browser.get(f"{scene.path}/plan").text


def test_a_safety_plan_is_kept_line_by_line(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    here = plan(browser, scene, "safety")
    path = f"{scene.path}/plans/{here}/lines"
    assert browser.get(f"{path}/new?section=coping").status_code == 200
    assert browser.post(path, section="coping", text="Music and a long walk").status_code == 303
    assert "Music and a long walk" in browser.get(f"{scene.path}/plan").text
    in_force = f"{scene.path}/plans/{here}/activation"
    assert browser.post(in_force, version="1").status_code == 303
    assert only(app, Plan, "status") is PlanStatus.ACTIVE
    line = f"{scene.path}/lines/{only(app, SafetyLine)}"
    assert browser.get(line).status_code == 200
    assert browser.post(line, text="Music", version="1").status_code == 303
    assert browser.post(line, text="Drawing", version="1").status_code == 409


def test_a_provider_says_how_a_step_goes_in_two_taps(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    path = step(browser.as_(cast.probation), scene, cast.provider)
    browser.as_(cast.provider)
    assert f"Say how a step goes for {scene.number}" in browser.get("/").text
    assert scene.number in browser.get("/steps").text
    page = browser.get(path).text
    assert "It is done" in page and "Enrol her at night school" in page
    assert browser.post(f"{path}/updates", version="1", status="done", text="").status_code == 303
    assert only(app, Step, "status") is StepStatus.DONE
    assert browser.post(f"{path}/updates", version="1", status="blocked").status_code == 409
    assert browser.post(f"{path}/updates", version="2", status="dropped").status_code == 422
    entry = last_entry(app)
    assert (entry.permission, entry.result) == ("plan:update", "invalid")


def test_only_the_owner_says_how_a_step_goes(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    path = step(browser.as_(cast.probation), scene, cast.provider)
    assert browser.get(path).status_code == 403
    assert browser.post(f"{path}/updates", version="1", status="done").status_code == 403


def test_a_provider_without_a_seat_owns_a_step_and_not_the_case(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    """An accepted linkage lets an agency be asked; the plan stays closed to it."""
    browser.as_(cast.probation)
    due = (clock.today() + timedelta(days=3)).isoformat()
    here = f"{scene.path}/goals/{goal(browser, scene)}/steps"
    asked = {"text": "Call her", "owner": str(cast.teacher.agency_id), "due": due}
    assert browser.post(here, asked).status_code == 422
    linkage = offered(browser, scene, list_for(app, cast.teacher.agency_id), cast.probation)
    take(browser, linkage, "steps/sent")
    browser.as_(cast.teacher)
    take(browser, linkage, "answers/accepted")
    assert browser.as_(cast.probation).post(here, asked).status_code == 303
    path = f"/steps/{only(app, Step)}"

    page = browser.as_(cast.teacher).get(path).text
    assert scene.number in page and "Call her" not in page
    update = browser.post(f"{path}/updates", version="1", status="blocked", text="No answer yet")
    assert update.status_code == 303
    assert "No answer yet" in browser.get(path).text
    assert browser.get(f"{scene.path}/plan").status_code == 404
    plan_page = browser.as_(cast.probation).get(f"{scene.path}/plan").text
    assert "blocked" in plan_page and "No answer yet" not in plan_page
    scenes.release(app, scene, cast.teacher, Category.PLAN, obtained_by=cast.probation)
    assert "Call her" in browser.as_(cast.teacher).get(path).text


def test_words_cross_by_seat_but_never_a_covered_providers(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    goal(browser.as_(cast.probation), scene, "said to probation")
    goal(browser.as_(cast.advocate), scene, "said to harbor")
    page = browser.as_(cast.provider).get(f"{scene.path}/plan").text
    assert "said to probation" in page and "said to harbor" not in page
    assert "said to harbor" not in browser.get(scene.path).text
    scenes.release(app, scene, cast.provider, Category.PLAN, obtained_by=cast.advocate)
    assert "said to harbor" in browser.get(f"{scene.path}/plan").text


def test_the_coordinator_writes_the_teams_words(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    goal(browser.as_(cast.coordinator), scene, "said at the table")
    assert "said at the table" in browser.get(f"{scene.path}/plan").text
    assert only(app, GoalWords, "category") is Category.TEAM_DISCUSSION
    assert "said at the table" in browser.as_(cast.provider).get(f"{scene.path}/plan").text


def test_another_agencys_words_are_not_mine_to_change(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    step(browser.as_(cast.probation), scene, cast.provider)
    browser.as_(cast.provider)
    said = f"{scene.path}/goals/{only(app, Goal)}/words/{only(app, GoalWords)}"
    asked = f"{scene.path}/step-words/{only(app, StepWords)}"
    for path in (said, asked):
        assert browser.get(path).status_code == 403
        assert browser.post(path, text="x", version="1").status_code == 403
    browser.as_(cast.probation)
    for path in (said, asked):
        assert browser.get(path).status_code == 200
        assert browser.post(path, text="better words", version="1").status_code == 303
        assert browser.post(path, text="lost words", version="1").status_code == 409


def test_goals_and_steps_are_changed_by_the_table(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    step(browser.as_(cast.probation), scene, cast.provider)
    browser.as_(cast.advocate)
    here = f"{scene.path}/goals/{only(app, Goal)}"
    assert browser.get(here).status_code == 200
    facts = {"domain": "learning", "status": "met", "version": "1"}
    assert browser.post(here, facts).status_code == 303
    assert browser.post(here, facts).status_code == 409
    there = f"{scene.path}/plan-steps/{only(app, Step)}"
    assert browser.get(there).status_code == 200
    owner = f"{cast.probation.agency_id} {cast.probation.id}"
    moved = {"owner": owner, "due": "2030-01-01", "status": "dropped", "version": "1"}
    assert browser.post(there, moved).status_code == 303
    assert browser.post(there, moved).status_code == 409
    assert only(app, Step, "owner_member_id") == cast.probation.id


def test_scores_are_drawn_and_told(browser: Browser, cast: Cast, app: Flask, scene: Scene) -> None:
    browser.as_(cast.probation)
    path = f"{scene.path}/plans/{plan(browser, scene)}/scores"
    assert browser.get(path).status_code == 200
    day = clock.today()
    blank = dict.fromkeys([str(domain) for domain in Domain], "")
    first = blank | {"stage": "now", "on": (day - timedelta(40)).isoformat(), "home": "1"}
    later = blank | {"stage": "review", "on": day.isoformat(), "home": "4", "self": "3"}
    assert browser.post(path, blank | {"stage": "now", "on": day.isoformat()}).status_code == 422
    assert browser.post(path, first).status_code == 303
    assert browser.post(path, later).status_code == 303
    page = browser.get(f"{scene.path}/plan").text
    assert "<svg" in page and "1 in crisis" in page and "4 steady" in page
    with app.app_context(), job("test: look"):
        assert sorted(score.value for score in rows(Score)) == [1, 3, 4]
    assert only(app, Plan, "review_on") == day + timedelta(days=30)


@pytest.mark.parametrize("player", ["outsider", "teacher", "child_welfare"])
def test_outsiders_do_not_learn_that_there_is_a_plan(
    browser: Browser, cast: Cast, app: Flask, scene: Scene, player: str
) -> None:
    path = step(browser.as_(cast.probation), scene, cast.provider)
    here, there = only(app, Plan), only(app, Goal)
    browser.as_(cast.players[player])
    for page in (
        f"{scene.path}/plan",
        f"{scene.path}/plans/{here}/scores",
        f"{scene.path}/plans/{here}/lines/new",
        f"{scene.path}/plans/{here}/goals/new",
        f"{scene.path}/goals/{there}",
        f"{scene.path}/goals/{there}/steps/new",
        f"{scene.path}/goals/{there}/words/{only(app, GoalWords)}",
        f"{scene.path}/step-words/{only(app, StepWords)}",
        f"{scene.path}/plan-steps/{only(app, Step)}",
        path,
    ):
        assert browser.get(page).status_code == 404, page
    assert browser.post(f"{path}/updates", version="1", status="done").status_code == 404
    assert browser.post(f"{scene.path}/plans", kind="safety").status_code == 404


def test_counsel_reads_no_plan_to_write_in(browser: Browser, cast: Cast, scene: Scene) -> None:
    assert browser.as_(cast.counsel).post(f"{scene.path}/plans", kind="safety").status_code == 403


def test_a_plan_that_is_due_brings_the_case_to_the_table(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    step(browser.as_(cast.probation), scene, cast.provider)
    approved(browser, scene, cast.coordinator, sender=cast.probation)
    with app.test_request_context(), job("test: reasons"):
        given = reasons_by_case(clock.today() + timedelta(days=31))[scene.case_id]
    assert {"the plan is due for review", "1 step of the plan is overdue"} <= {
        str(reason.sentence) for reason in given
    }


def test_a_score_says_what_it_rests_on_to_whom_it_may(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    path = f"{scene.path}/plans/{plan(browser, scene)}/scores"
    blank = dict.fromkeys([str(domain) for domain in Domain], "")
    now = {"stage": "now", "on": clock.today().isoformat()}
    sent = blank | now | {"home_shows": "three nights there"}
    alone = browser.post(path, sent | {"self": "3"})
    assert alone.status_code == 422 and "three nights there" in alone.text
    assert browser.post(path, sent | {"home": "2"}).status_code == 303
    assert "three nights there" in browser.get(f"{scene.path}/plan").text
    page = browser.as_(cast.provider).get(f"{scene.path}/plan").text
    assert "2 at risk" in page and "three nights there" not in page
    scenes.release(app, scene, cast.provider, Category.PLAN, obtained_by=cast.advocate)
    assert "three nights there" in browser.get(f"{scene.path}/plan").text


def test_a_goal_says_what_is_missing_in_whose_words_it_is(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    path = f"{scene.path}/plans/{plan(browser, scene)}/goals"
    wanted = {"domain": "home", "text": WANTED, "need": "she sleeps in three places"}
    assert browser.post(path, wanted).status_code == 303
    here = f"{scene.path}/goals/{only(app, Goal)}/needs"
    assert browser.get(f"{here}/new").status_code == 200
    assert browser.post(here, text="").status_code == 422
    assert browser.get(f"{here}/{only(app, GoalNeed)}").status_code == 200
    changed = {"text": "she sleeps in two places", "version": "1"}
    assert browser.post(f"{here}/{only(app, GoalNeed)}", changed).status_code == 303
    assert browser.post(f"{here}/{only(app, GoalNeed)}", changed).status_code == 409
    assert "she sleeps in two places" in browser.get(f"{scene.path}/plan").text
    browser.as_(cast.provider)
    assert "she sleeps in" not in browser.get(f"{scene.path}/plan").text
    assert browser.get(f"{here}/{only(app, GoalNeed)}").status_code == 404
    assert browser.post(here, text="no bed at all").status_code == 303
    assert "no bed at all" in browser.as_(cast.probation).get(f"{scene.path}/plan").text
    assert browser.get(f"{here}/{only(app, GoalNeed)}").status_code == 403
    browser.as_(cast.outsider)
    assert browser.get(f"{here}/new").status_code == 404
    assert browser.post(here, text="x").status_code == 404


def test_a_step_leads_to_a_service_and_shows_how_far_it_came(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    linkage = sent(browser, scene, list_for(app, cast.teacher.agency_id), cast.probation)
    due = (clock.today() + timedelta(days=3)).isoformat()
    here = f"{scene.path}/goals/{goal(browser, scene)}/steps"
    asked = {"text": ASKED, "owner": str(cast.probation.agency_id), "due": due}
    assert "Evening class" in browser.get(f"{here}/new").text
    assert browser.post(here, asked, linkage=str(uuid4())).status_code == 422
    assert browser.post(here, asked, linkage=linkage.rsplit("/", 1)[-1]).status_code == 303
    page = browser.get(f"{scene.path}/plan").text
    assert "Leads to" in page and f'href="{linkage}"' in page
    assert "Evening class" in browser.get(f"/steps/{only(app, Step)}").text
    there = f"{scene.path}/plan-steps/{only(app, Step)}"
    assert f'selected value="{linkage.rsplit("/", 1)[-1]}"' in browser.get(there).text
    moved = {"owner": asked["owner"], "due": due, "status": "open", "version": "1"}
    assert browser.post(there, moved, linkage="").status_code == 303
    assert "Leads to" not in browser.get(f"{scene.path}/plan").text


def test_what_a_service_tells_by_itself_no_step_leads_to(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    """Neither the form nor, where it was tied before, the plan of another agency."""
    service = list_for(app, None, ServiceType.SUBSTANCE_USE, name="Night clinic")
    offered(browser, scene, service, cast.probation)
    here = f"{scene.path}/goals/{goal(browser, scene)}/steps/new"
    assert "Night clinic" not in browser.get(here).text
    assert "Night clinic" not in browser.as_(cast.provider).get(here).text
