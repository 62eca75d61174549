"""Closing, watching, opening again: the coordinator's acts, in the team's words."""

import pytest
from flask import Flask

from safetynet.access import job
from safetynet.cases import CaseStatus, ClosingKind, ClosingReason
from safetynet.cases.models import Case, CaseNotOpenError
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast

REASON = "Settled with an aunt; the team agreed."


def _status(app: Flask, scene: scenes.Scene) -> CaseStatus:
    with app.app_context(), job("test: look"):
        [case] = rows(Case, Case.id == scene.case_id)
        return CaseStatus(case.status)


def _close(browser: Browser, scene: scenes.Scene, cast: Cast, version: int = 1) -> int:
    typed = {"kind": "safe_and_stable", "reason": REASON, "version": str(version)}
    return browser.as_(cast.coordinator).post(f"{scene.path}/closing", typed).status_code


def test_coordinator_closes_and_opens_again(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    assert browser.as_(cast.coordinator).get(f"{scene.path}/closing").status_code == 200
    assert _close(browser, scene, cast) == 303
    assert scenes.last_entry(app).permission == "case:close"
    assert _status(app, scene) is CaseStatus.CLOSED
    page = browser.get(f"{scene.path}/reopening")
    assert REASON in page.text
    answer = browser.post(f"{scene.path}/reopening", reason="She came back", version="2")
    assert answer.status_code == 303
    assert _status(app, scene) is CaseStatus.OPEN
    with app.app_context(), job("test: look"):
        reasons = rows(ClosingReason)
        assert [r.text for r in reasons] == [REASON, "She came back"]
        assert {r.owner_id for r in reasons} == {cast.team_id}


def test_closed_case_is_read_and_not_written(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    given = scenes.release(app, scene, cast.provider, obtained_by=cast.advocate)
    _close(browser, scene, cast)
    page = browser.as_(cast.advocate).get(scene.path)
    assert scenes.NAME in page.text and "Closed on" in page.text
    assert browser.post(f"{scene.path}/names", first="New", version=0).status_code == 403
    assert browser.post(f"{scene.path}/releases/{given}/revocation").status_code == 303


def test_closing_wants_a_kind_and_a_reason(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.coordinator)
    for typed in ({"kind": "declined"}, {"reason": REASON}, {"kind": "solved", "reason": REASON}):
        answer = browser.post(f"{scene.path}/closing", typed, version="1")
        assert answer.status_code == 422
    assert _status(app, scene) is CaseStatus.OPEN


def test_lost_closing_is_noticed(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.coordinator).post(f"{scene.path}/watch")
    assert _close(browser, scene, cast, version=1) == 409
    assert _status(app, scene) is CaseStatus.WATCH
    browser.post(f"{scene.path}/regular-review")
    assert _status(app, scene) is CaseStatus.OPEN


@pytest.mark.parametrize("path", ["closing", "reopening", "watch", "regular-review"])
def test_advocate_at_the_table_may_not(path: str, app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    answer = browser.as_(cast.advocate).post(f"{scene.path}/{path}", reason=REASON, version="1")
    assert answer.status_code == 403


def test_a_closed_case_is_not_closed_twice(app: Flask, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    with app.app_context(), job("test: twice"):
        [case] = rows(Case, Case.id == scene.case_id)
        case.close(ClosingKind.DECLINED, case.created_at)
        for again in (
            lambda: case.close(ClosingKind.DECLINED, case.created_at),
            case.step_down,
            case.step_up,
        ):
            with pytest.raises(CaseNotOpenError):
                again()
