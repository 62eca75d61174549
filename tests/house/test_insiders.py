"""What people with an account try who mean harm, or whose browser sends nonsense."""

import pytest
from flask import Flask
from sqlalchemy import select

from safetynet.access import job
from safetynet.cases import Case
from safetynet.db import db
from safetynet.meetings.models import Attendance, Dissent, Task
from safetynet.plans.models import Goal, Plan
from safetynet.referrals.models import Referral
from safetynet.survivors import Name
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.meetings.sitting import call_meeting, sit_down
from tests.referrals.telling import typed
from tests.scenes import Scene


@pytest.mark.parametrize("version", ["-1", "9" * 5000, "1e9", "0"])
def test_no_version_is_made_up_to_overwrite(
    browser: Browser, cast: Cast, app: Flask, scene: Scene, version: str
) -> None:
    with app.app_context(), job("test: look"):
        (name,) = rows(Name, Name.survivor_id == scene.survivor_id)
        path = f"{scene.path}/names/{name.id}"
    answer = browser.as_(cast.advocate).post(path, kind="legal", first="Over", version=version)
    assert answer.status_code == 409
    with app.app_context(), job("test: look"):
        (name,) = rows(Name, Name.survivor_id == scene.survivor_id)
        assert name.first == scenes.FIRST


@pytest.mark.parametrize(
    "path",
    [
        "/cases?newer=SN-1-99999999999999999999999",
        "/cases?older=SN-2026-9999999999999999999",
        "/cases?newer=%00",
        "/referrals?after=99999999999999999999999_1_00000000000000000000000000000000",
        "/meetings?page=99999999999999999999999",
        "{case}/notes?page=99999999999999999999999",
        "{case}/events?page=-99999999999999999999999",
        "/directory?words=%00",
    ],
)
def test_an_address_of_nonsense_is_no_fault(
    browser: Browser, cast: Cast, scene: Scene, path: str
) -> None:
    answer = browser.as_(cast.advocate).get(path.format(case=scene.path))
    assert answer.status_code == (404 if "%00" in path else 200)


def test_the_ledger_cannot_be_counted_below_nothing(browser: Browser, cast: Cast) -> None:
    page = browser.as_(cast.privacy_officer).get(f"/oversight?before=-{10**30}")
    assert page.status_code == 200


def test_days_at_the_end_of_time_are_no_fault(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate).post(f"{scene.path}/plans", kind="stabilization")
    with app.app_context(), job("test: look"):
        plan = db.session.scalars(select(Plan.id)).one()
    last = "9999-12-31"
    scored = browser.post(
        f"{scene.path}/plans/{plan}/scores", stage="review", on=last, housing="3", safety="3"
    )
    released = browser.post(
        f"{scene.path}/releases", signed_on="2026-01-01", starts_on="9999-06-01", ends_on=last
    )
    called = browser.as_(cast.coordinator).post(
        "/meetings", kind="weekly", starts_at=f"{last}T15:59", minutes="480", place_code="4B"
    )
    assert (scored.status_code, released.status_code, called.status_code) == (422, 422, 422)
    assert "That day has not come yet" in scored.text
    assert "A release holds for a year" not in released.text
    assert "Check the year" in called.text


def test_a_task_is_not_withdrawn_by_whoever_got_it(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    browser.post(sitting.screen, tasks="Confirm the bed @probation", version="2")
    with app.app_context(), job("test: look"):
        task = db.session.scalars(select(Task.id)).one()
    answer = browser.as_(cast.probation).post(sitting.screen, remove=f"task:{task}")
    assert answer.status_code == 403
    with app.app_context(), job("test: look"):
        assert len(rows(Task)) == 1


def test_nobody_signs_into_a_meeting_to_see_who_sat_there(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    path = f"/meetings/{call_meeting(app, cast, scenes.open_case(app, cast))}"
    browser.as_(cast.probation).post(f"{path}/signature")
    assert "I sign this statement" not in browser.as_(cast.outsider).get(path).text
    assert browser.post(f"{path}/signature").status_code == 403
    assert "County Probation" not in browser.get(path).text
    with app.app_context(), job("test: look"):
        assert len(rows(Attendance)) == 1


def test_why_a_covered_provider_did_not_agree_needs_a_release(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    sitting = sit_down(app, cast, browser)
    said = {"dissent": "She told us that she is afraid", "dissent_from": str(cast.harbor_id)}
    refused = browser.post(sitting.screen, said, version="2")
    assert refused.status_code == 422
    assert "No release lets you write down what Harbor House says" in refused.text
    scenes.release(app, sitting.scene, cast.coordinator, Category.PLAN, obtained_by=cast.advocate)
    assert browser.post(sitting.screen, said, version="2").status_code == 303
    with app.app_context(), job("test: look"):
        assert len(rows(Dissent)) == 1


def test_no_coordinator_opens_a_case_for_the_own_office(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    browser.as_(cast.coordinator).post("/referrals/new", typed("team_statute"))
    with app.app_context(), job("test: look"):
        (referral,) = rows(Referral)
        path, version = f"/referrals/{referral.id}/acceptance", referral.version
    lead = str(cast.coordinator.agency_id)
    answer = browser.post(path, lead=lead, version=version)
    assert answer.status_code == 422
    answer = browser.post(path, lead=str(cast.harbor_id), with_sender="y", version=version)
    assert answer.status_code == 303
    with app.app_context(), job("test: look"):
        (case,) = rows(Case)
        assert case.lead_agency_id == cast.harbor_id


def test_nobody_joins_the_review_teams_own_agency(browser: Browser, cast: Cast) -> None:
    new = {"name": "Noor Khan", "email": "noor@team.example.org", "role": "advocate"}
    admin = browser.as_(cast.administrator)
    assert admin.post(f"/people/agencies/{cast.team_id}/members", new).status_code == 403


@pytest.mark.parametrize("role", ["coordinator", "privacy_officer"])
def test_who_watches_over_all_is_of_no_agency_at_the_table(
    browser: Browser, cast: Cast, role: str
) -> None:
    """A prosecutor's privacy officer would see who reads what at a shelter, and the reverse."""
    new = {"name": "Noor Khan", "email": "noor@example.org", "role": role, "checked_how": "known"}
    admin = browser.as_(cast.administrator)
    answer = admin.post(f"/people/agencies/{cast.harbor_id}/members", new)
    assert answer.status_code == 422 and "Only a coordinating office has" in answer.text
    office = cast.coordinator.agency_id
    assert admin.post(f"/people/agencies/{office}/members", new).status_code == 201


def test_a_plan_that_ended_takes_nothing_more(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate).post(f"{scene.path}/plans", kind="stabilization")
    with app.app_context(), job("test: look"):
        plan = db.session.scalars(select(Plan.id)).one()
    path = f"{scene.path}/plans/{plan}"
    assert browser.post(f"{path}/goals", domain="safety", text="My own room").status_code == 303
    with app.app_context(), job("test: look"):
        goal = db.session.scalars(select(Goal.id)).one()
    assert browser.post(f"{path}/ending", version="1").status_code == 303
    for late in (f"{path}/goals", f"{path}/lines", f"{path}/activation", f"{path}/scores"):
        assert browser.post(late, version="2").status_code == 403
    assert browser.post(f"{scene.path}/goals/{goal}", version="1").status_code == 403
    assert browser.get(f"{scene.path}/plan").status_code == 200


def test_nobody_takes_a_task_that_is_over(app: Flask, browser: Browser, cast: Cast) -> None:
    sitting = sit_down(app, cast, browser)
    browser.post(sitting.screen, tasks="Confirm the bed @probation", version="2")
    with app.app_context(), job("test: look"):
        task = db.session.scalars(select(Task.id)).one()
    browser.as_(cast.probation).post(f"/tasks/{task}/outcome", ending="done", note="")
    browser.post(f"/tasks/{task}/taker")
    with app.app_context(), job("test: look"):
        [kept] = rows(Task)
        assert (kept.is_open, kept.taken_by_id) == (False, None)
