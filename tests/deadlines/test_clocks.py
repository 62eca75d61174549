"""The county's clocks: who may set them, within which bounds, and what then runs."""

from datetime import timedelta

from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.audit import Result
from safetynet.db import db
from safetynet.deadlines import due_by, time_left
from safetynet.deadlines.models import ClockSetting
from safetynet.deadlines.rules import all_clocks
from safetynet.referrals.clocks import RAPID_RESPONSE, TRIAGE
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.ledger import last_entry

HOUR = {"is_on": "y", "amount": "60", "version": "0"}


def test_every_clock_says_what_it_is_for_and_who_says_so(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    page = browser.as_(cast.administrator).get("/clocks").text
    for each in all_clocks():
        with app.test_request_context():
            assert str(each.sentence) in page and str(each.source) in page
    assert "Changed by" not in page


def test_a_clock_runs_as_the_county_set_it(app: Flask, browser: Browser, cast: Cast) -> None:
    began = clock.now()
    with app.app_context(), job("test: look"):
        assert due_by(RAPID_RESPONSE, began) == began + timedelta(minutes=90)
    assert (
        browser.as_(cast.coordinator).post("/clocks/rapid_response/setting", HOUR).status_code
        == 303
    )
    assert "Changed by" in browser.get("/clocks").text
    with app.app_context(), job("test: look"):
        assert due_by(RAPID_RESPONSE, began) == began + timedelta(minutes=60)
    off = {"amount": "60", "version": "1"}
    assert (
        browser.as_(cast.administrator).post("/clocks/rapid_response/setting", off).status_code
        == 303
    )
    with app.app_context(), job("test: look"):
        assert due_by(RAPID_RESPONSE, began) is None


def test_bounds_hold_on_the_page_and_for_what_sql_wrote(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    browser.as_(cast.coordinator)
    for wrong in ("14", "1441", "0", "-5", "", "x", "9" * 30):
        answer = browser.post("/clocks/rapid_response/setting", HOUR | {"amount": wrong})
        assert answer.status_code == 422, wrong
        assert "There is a problem" in answer.text
    assert browser.post("/clocks/invented/setting", HOUR).status_code == 404
    began = clock.now()
    with app.app_context(), job("test: by hand"):
        row = ClockSetting(
            key="rapid_response",
            amount=3000,
            changed_at=began,
            changed_by_id=cast.coordinator.id,
        )
        db.session.add(row)
        db.session.flush()
        assert due_by(RAPID_RESPONSE, began) == began + timedelta(minutes=RAPID_RESPONSE.most)


def test_what_must_run_cannot_be_switched_off(app: Flask, browser: Browser, cast: Cast) -> None:
    answer = browser.as_(cast.coordinator).post(
        "/clocks/triage/setting", {"amount": "2", "version": "0"}
    )
    assert answer.status_code == 303
    with app.app_context(), job("test: look"):
        assert rows(ClockSetting)[0].is_on and due_by(TRIAGE, clock.now()) is not None


def test_of_two_who_set_a_clock_the_second_is_told(browser: Browser, cast: Cast) -> None:
    browser.as_(cast.coordinator)
    assert browser.post("/clocks/rapid_response/setting", HOUR).status_code == 303
    assert browser.post("/clocks/rapid_response/setting", HOUR).status_code == 409


def test_others_do_not_set_clocks(browser: Browser, cast: Cast) -> None:
    for player in (cast.advocate, cast.supervisor, cast.privacy_officer, cast.analyst):
        browser.as_(player)
        assert browser.get("/clocks").status_code == 403
        assert browser.post("/clocks/rapid_response/setting", HOUR).status_code == 403


def test_who_set_a_clock_is_on_the_ledger(app: Flask, browser: Browser, cast: Cast) -> None:
    browser.as_(cast.administrator).post("/clocks/rapid_response/setting", HOUR)
    entry = last_entry(app)
    assert (entry.actor, entry.result) == (cast.administrator.id, Result.CHANGED)
    assert {touch.table for touch in entry.touches} == {"clock_settings"}


def test_what_is_left_is_said_in_words(app: Flask) -> None:
    now = clock.moment_of(clock.today(), clock.in_the_county(clock.now()).time())
    with app.test_request_context():
        assert time_left(now + timedelta(minutes=130), now).word == "2 h 10 min left"
        assert time_left(now + timedelta(seconds=30), now).word == "1 min left"
        assert time_left(now + timedelta(days=3, hours=2), now).word == "3 days left"
        late = time_left(now - timedelta(days=2), now)
        assert late.is_late and late.word.startswith("late since ")


def test_each_clock_says_for_what_a_change_counts(browser: Browser, cast: Cast) -> None:
    """Of what is missing no end is stored: a change holds at once there."""
    browser.as_(cast.coordinator)
    stored = browser.told(browser.post("/clocks/rapid_response/setting", HOUR))
    assert "What runs already keeps its end." in stored
    set_to_twelve = {"amount": "12", "version": "0"}
    reckoned = browser.told(browser.post("/clocks/missing_police/setting", set_to_twelve))
    assert "A change holds at once, also for what is open already." in reckoned
