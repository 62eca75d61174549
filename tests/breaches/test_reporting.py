"""Reporting an incident, and who learns of it."""

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import Role
from safetynet.breaches.models import Breach, BreachWords
from tests import scenes
from tests.breaches.conftest import TEXT, Report, decide, latest, look_into, saved, typed
from tests.browser import Browser
from tests.cast import Cast
from tests.ledger import last_entry
from tests.scenes import Scene

YEAR = clock.today().year


def test_anybody_reports_in_a_minute(
    app: Flask, browser: Browser, cast: Cast, report: Report
) -> None:
    for count, player in enumerate(cast.players.values(), 1):
        browser.as_(player)
        assert browser.get("/breaches/new").status_code == 200
        report()
        assert latest(app).reference == f"BR-{YEAR}-{count:03}"
        assert latest(app).reference in browser.get("/breaches").text


def test_a_report_is_on_the_ledger_without_a_word_of_it(
    app: Flask, browser: Browser, cast: Cast, report: Report
) -> None:
    browser.as_(cast.provider)
    report()
    entry = last_entry(app)
    assert entry.permission == "breach:report"
    assert {"breaches", "breach_words"} <= {touch.table for touch in entry.touches}
    assert "phone" not in str(entry)


def test_who_reported_it_sees_its_number_and_the_privacy_officer_all_of_it(
    browser: Browser, cast: Cast, report: Report
) -> None:
    path = report_by_provider(browser, cast, report)
    assert "BR-" in browser.get("/breaches").text
    assert browser.get(path).status_code == 403
    assert TEXT in browser.as_(cast.privacy_officer).get(path).text
    assert "is it a breach?" in browser.get("/").text


def report_by_provider(browser: Browser, cast: Cast, report: Report) -> str:
    browser.as_(cast.provider)
    return report()


def test_strangers_do_not_learn_that_there_was_an_incident(
    app: Flask, browser: Browser, cast: Cast, report: Report
) -> None:
    """Neither another agency's people, nor another agency's privacy officer."""
    path = report_by_provider(browser, cast, report)
    other = scenes.colleague(app, cast.advocate, Role.PRIVACY_OFFICER)
    assert browser.as_(other).get(path).status_code == 404
    for player in (other, cast.outsider, cast.administrator, cast.analyst):
        assert "BR-" not in browser.as_(player).get("/breaches").text


def test_whom_it_is_about_does_not_run_it(
    app: Flask, browser: Browser, cast: Cast, report: Report
) -> None:
    """To the privacy officer whose account it is, it is not there; somebody else is asked for."""
    browser.as_(cast.provider)
    path = report(about=str(cast.privacy_officer.id))
    browser.as_(cast.privacy_officer)
    assert browser.get(path).status_code == 404
    assert "BR-" not in browser.get("/breaches").text
    assert "BR-" not in browser.get("/").text
    assert "add another privacy officer" in browser.as_(cast.administrator).get("/").text
    another = scenes.colleague(app, cast.privacy_officer, Role.PRIVACY_OFFICER)
    assert TEXT in browser.as_(another).get(path).text
    assert "another privacy officer" not in browser.as_(cast.administrator).get("/").text


def test_who_finds_their_own_account_in_it_hands_it_over(
    app: Flask, browser: Browser, cast: Cast, seen: Scene, report: Report
) -> None:
    path = report_by_provider(browser, cast, report)
    browser.as_(cast.privacy_officer)
    answer = look_into(browser, path, cast.privacy_officer.id)
    assert answer.status_code == 404
    assert browser.get(path).status_code == 404
    assert decide(browser, path).status_code == 404
    assert latest(app).verdict is None


def test_a_covered_provider_that_reports_has_its_clock_at_once(
    browser: Browser, cast: Cast, report: Report
) -> None:
    browser.as_(cast.advocate)
    report()
    page = browser.get("/").text
    assert "The grant manager is to be told" in page and "23 hours left" in page
    browser.as_(cast.probation)
    report()
    assert "grant manager" not in browser.get("/").text


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": ""},
        {"kind": "alien"},
        {"certainty": "perhaps"},
        {"text": "  "},
        {"text": "x" * 2001},
        {"noticed_at": "yesterday"},
        {"noticed_at": "2099-01-01T10:00"},
        {"noticed_at": "2026-01-01T10:00", "happened_at": "2026-01-02T10:00"},
        {"about": "no-id"},
        {"about": "00000000-0000-4000-8000-000000000000"},
    ],
)
def test_what_is_not_right_is_sent_back(
    app: Flask, browser: Browser, cast: Cast, changes: dict[str, str]
) -> None:
    answer = browser.as_(cast.advocate).post("/breaches", typed(**changes))
    assert answer.status_code == 422
    assert not saved(app, Breach) and not saved(app, BreachWords)


def test_somebody_elses_people_are_not_offered(browser: Browser, cast: Cast) -> None:
    """The list of whose account it may be is one's own agency, and who would run it."""
    page = browser.as_(cast.advocate).get("/breaches/new").text
    assert "Supervisor, Harbor House" in page and "Privacy Officer" in page
    assert "Probation, County Probation" not in page
