"""Withdrawing a copy, calling it back, and writing down what became of it."""

from uuid import UUID

from flask import Flask

from safetynet.access import job
from safetynet.exports.models import Export, ExportWords
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.exports.conftest import approved, asked, step, taken
from tests.ledger import last_entry
from tests.process.conftest import on_day
from tests.scenes import Scene


def test_what_was_withdrawn_waits_for_nobody(
    browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    assert "Withdraw it" in browser.get(path).text
    assert step(browser, path, "recall").status_code == 303
    assert step(browser, path, "recall").status_code == 409
    browser.as_(approver)
    assert "waits for a second person" not in browser.get("/").text
    assert step(browser, path, "approval").status_code == 409


def test_what_was_called_back_is_not_taken_again_and_its_password_is_gone(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    approved(browser, path, approver)
    browser.as_(cast.probation)
    answer = step(browser, path, "delivery")
    assert step(browser.as_(approver), path, "recall").status_code == 303
    assert last_entry(app).permission == "export:recall"
    assert browser.get(f"{path}/password").status_code == 404
    browser.as_(cast.probation)
    assert browser.get(str(answer.location)).status_code == 404
    assert step(browser, path, "delivery").status_code == 404
    assert "It was called back." in browser.get(path).text
    with app.app_context(), job("test: look"):
        [words] = rows(ExportWords)
        assert words.password is None


def test_what_became_of_it_is_written_down_with_its_day(
    app: Flask, browser: Browser, cast: Cast, hers: Scene, signed: UUID, approver: Player
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    approved(browser, path, approver)
    assert taken(browser.as_(cast.probation), path)
    said = {"outcome": "destroyed", **on_day("day")}
    assert step(browser, path, "outcome", **said).status_code == 409
    assert step(browser, path, "recall").status_code == 303
    assert step(browser, path, "outcome", outcome="destroyed").status_code == 422
    assert step(browser, path, "outcome", **said).status_code == 303
    assert "Destroyed, as the recipient says" in browser.get(path).text
    assert (
        "Destroyed, as the recipient says" in browser.as_(cast.privacy_officer).get("/exports").text
    )
    with app.app_context(), job("test: look"):
        [row] = rows(Export)
        assert row.outcome_on is not None


def test_what_never_left_has_no_outcome(
    browser: Browser, cast: Cast, hers: Scene, signed: UUID
) -> None:
    path = asked(browser.as_(cast.probation), hers, signed)
    assert step(browser, path, "recall").status_code == 303
    said = {"outcome": "returned", **on_day("day")}
    assert step(browser, path, "outcome", **said).status_code == 409
