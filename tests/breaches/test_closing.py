"""What the privacy officer does until an incident is closed."""

import pytest
from flask import Flask
from sqlalchemy import select

from safetynet.access import Role, job
from safetynet.authentication.models import SignIn
from safetynet.breaches.models import Breach, BreachWords
from safetynet.breaches.states import AFTER, State, WrongStateError
from safetynet.db import db
from tests import scenes
from tests.breaches.conftest import Desk, Report, decide, latest, look_into, saved
from tests.browser import Browser
from tests.cast import Cast
from tests.ledger import last_entry
from tests.retention.conftest import supervisor_of
from tests.scenes import Scene


def close(browser: Browser, path: str, lessons: str = "We lock phones now.") -> int:
    said = {"lessons": lessons, "version": latest(browser.app).version}
    return browser.post(f"{path}/closing", said).status_code


def test_it_closes_when_everybody_was_told(
    app: Flask, browser: Browser, cast: Cast, run: str
) -> None:
    assert close(browser, run) == 422
    desk = Desk(browser.as_(supervisor_of(app, cast, "probation")), cast.probation)
    desk.write()
    desk.call("reached")
    desk.send()
    browser.as_(cast.privacy_officer)
    assert close(browser, run, lessons=" ") == 422
    assert close(browser, run) == 303
    page = browser.get(run).text
    assert "We lock phones now." in page and "Decide</h2>" not in page
    assert decide(browser, run).status_code == 409
    assert close(browser, run) == 409


def test_who_cannot_be_told_safely_does_not_keep_it_open(
    app: Flask, browser: Browser, cast: Cast, run: str
) -> None:
    """Her letter is handed over when somebody sees her, also after the closing."""
    desk = Desk(browser.as_(supervisor_of(app, cast, "probation")), cast.probation)
    desk.write()
    desk.call("unsafe", text="He reads her mail.")
    assert close(browser.as_(cast.privacy_officer), run) == 303
    desk.browser.as_(scenes.colleague(app, cast.probation, Role.SUPERVISOR))
    assert "the letter went out" in desk.browser.told(desk.send("in_person"))


def test_a_grant_manager_who_was_not_told_keeps_it_open(
    app: Flask, browser: Browser, cast: Cast, report: Report
) -> None:
    browser.as_(cast.advocate)
    path = report()
    decide(browser.as_(cast.privacy_officer), path)
    assert close(browser, path) == 422
    Desk(browser.as_(cast.supervisor), cast.advocate).tell("grant_manager")
    assert close(browser.as_(cast.privacy_officer), path) == 303


def test_what_is_no_breach_closes_at_once(browser: Browser, cast: Cast, report: Report) -> None:
    browser.as_(cast.advocate)
    path = report()
    browser.as_(cast.privacy_officer)
    assert close(browser, path) == 409
    assert decide(browser, path, "no_breach").status_code == 303
    assert close(browser, path) == 303


def test_a_decision_may_change_with_what_turns_up(
    app: Flask, browser: Browser, cast: Cast, report: Report
) -> None:
    browser.as_(cast.advocate)
    path = report()
    browser.as_(cast.privacy_officer)
    for verdict in ("no_breach", "breach", "no_breach"):
        assert decide(browser, path, verdict).status_code == 303
    assert latest(app).verdict is False
    assert decide(browser, path, "no_breach").status_code == 409
    assert decide(browser, path, "closed").status_code == 422
    assert decide(browser, path, reason="").status_code == 422
    assert len(saved(app, BreachWords)) == 4


def test_only_what_may_follow_follows() -> None:
    for before, allowed in AFTER.items():
        for after in State:
            breach = Breach(state=before, verdict=None)
            if after in allowed:
                breach.move(after)
                assert breach.state is after
            else:
                with pytest.raises(WrongStateError):
                    breach.move(after)


def test_the_accounts_are_signed_out_everywhere(
    app: Flask, browser: Browser, cast: Cast, run: str
) -> None:
    thief = Browser(app).as_(cast.probation)
    assert thief.get("/").status_code == 200
    said = {"why": "Signed out, the phone is locked.", "version": latest(app).version}
    assert browser.post(f"{run}/sign-ins/end", said).status_code == 303
    assert thief.look("/").status_code == 302
    entry = last_entry(app)
    assert entry.permission == "breach:run"
    assert {"sign_ins", "breach_words"} <= {touch.table for touch in entry.touches}
    with app.app_context(), job("test: look"):
        others = select(SignIn).where(SignIn.member_id == cast.privacy_officer.id)
        assert any(one.ended_at is None for one in db.session.scalars(others))


def test_a_step_is_written_down(browser: Browser, run: str) -> None:
    said = {"kind": "contained", "text": "The phone was wiped."}
    said["version"] = str(latest(browser.app).version)
    assert browser.post(f"{run}/steps", said).status_code == 303
    assert "The phone was wiped." in browser.get(run).text
    for wrong in ({"kind": "breach"}, {"text": ""}):
        assert browser.post(f"{run}/steps", said | wrong).status_code == 422


def test_the_report_on_paper_names_nobody(
    browser: Browser, cast: Cast, run: str, seen: Scene
) -> None:
    page = browser.get(f"{run}/report").text
    main = page[page.index("<main") : page.index("<footer")]
    assert "County Probation" in main and "BR-" in main
    assert seen.number not in main and "Somebody signed in with it." not in main
    assert "Probation, County Probation" not in main


def test_nobody_but_the_privacy_officer_runs_it(
    app: Flask, browser: Browser, cast: Cast, run: str
) -> None:
    for player in cast.players.values():
        if player == cast.privacy_officer:
            continue
        browser.as_(player)
        assert browser.get(run).status_code in {403, 404}
        assert decide(browser, run, "no_breach").status_code in {403, 404}
        assert look_into(browser, run, cast.probation.id).status_code in {403, 404}
        assert close(browser, run) in {403, 404}
    assert latest(app).verdict is True
