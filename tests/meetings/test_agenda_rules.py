"""The rules of the agenda: the coordinator switches and tunes them, and agendas follow."""

from flask import Flask

from safetynet.access import Role, job
from safetynet.audit import Result
from safetynet.cases import rules_by_weight
from safetynet.meetings.autopilot.models import AgendaRule
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.ledger import last_entry
from tests.meetings.sitting import call_meeting
from tests.scenes import colleague, open_case

NEVER = {"weight": "60", "version": "0"}


def test_every_rule_is_said_in_a_sentence(app: Flask, browser: Browser, cast: Cast) -> None:
    page = browser.as_(cast.coordinator).get("/meetings/rules").text
    assert len(rules_by_weight()) == 17
    for rule in rules_by_weight():
        assert f'id="rule-{rule.key}"' in page
        with app.test_request_context():
            assert str(rule.sentence) in page
    assert "Changed by" not in page


def test_a_rule_that_is_switched_off_proposes_nothing(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    open_case(app, cast)
    agenda = f"/meetings/{call_meeting(app, cast)}/agenda"
    assert "never reviewed" in browser.as_(cast.coordinator).get(agenda).text
    assert browser.post("/meetings/rules/never", NEVER).status_code == 303
    assert "never reviewed" not in browser.get(agenda).text
    assert "Changed by" in browser.get("/meetings/rules").text
    on_again = NEVER | {"is_on": "y", "weight": "5", "version": "1"}
    assert browser.post("/meetings/rules/never", on_again).status_code == 303
    assert "never reviewed" in browser.get(agenda).text
    with app.app_context(), job("test: look"):
        [row] = rows(AgendaRule)
        assert (row.is_on, row.days, row.weight) == (True, None, 5)


def test_what_does_not_fit_keeps_what_was_typed(app: Flask, browser: Browser, cast: Cast) -> None:
    browser.as_(cast.coordinator)
    for wrong in ({"days": "-1"}, {"days": ""}, {"days": "x"}, {"weight": "0"}, {"weight": "101"}):
        typed = {"is_on": "y", "days": "21", "weight": "60", "version": "0"} | wrong
        answer = browser.post("/meetings/rules/no_contact", typed)
        assert answer.status_code == 422
        assert "There is a problem" in answer.text
    assert browser.post("/meetings/rules/invented", NEVER).status_code == 404


def test_of_two_who_tune_a_rule_the_second_is_told(browser: Browser, cast: Cast) -> None:
    tuned = {"is_on": "y", "days": "14", "weight": "60", "version": "0"}
    browser.as_(cast.coordinator)
    assert browser.post("/meetings/rules/no_contact", tuned).status_code == 303
    assert browser.post("/meetings/rules/no_contact", tuned).status_code == 409


def test_one_coordinator_tunes_what_another_set(app: Flask, browser: Browser, cast: Cast) -> None:
    second = colleague(app, cast.coordinator, Role.COORDINATOR)
    assert browser.as_(cast.coordinator).post("/meetings/rules/never", NEVER).status_code == 303
    again = NEVER | {"is_on": "y", "version": "1"}
    assert browser.as_(second).post("/meetings/rules/never", again).status_code == 303


def test_only_the_coordinator_sets_rules(browser: Browser, cast: Cast) -> None:
    for player in (cast.advocate, cast.supervisor, cast.privacy_officer, cast.administrator):
        browser.as_(player)
        assert browser.get("/meetings/rules").status_code == 403
        assert browser.post("/meetings/rules/never", NEVER).status_code == 403


def test_who_changed_a_rule_is_on_the_ledger(app: Flask, browser: Browser, cast: Cast) -> None:
    browser.as_(cast.coordinator).post("/meetings/rules/never", NEVER)
    entry = last_entry(app)
    assert entry.actor == cast.coordinator.id
    assert {touch.table for touch in entry.touches} == {"agenda_rules"}
    assert entry.result is Result.CHANGED
