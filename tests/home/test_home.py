"""Home: what waits for me, by role."""

from datetime import timedelta

from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.cases import Case
from safetynet.db import db
from safetynet.events import EventKind, log_event
from safetynet.home.day import due_word
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast, Player
from tests.meetings.sitting import call_meeting


def hearing(app: Flask, scene: scenes.Scene, by: Player, days: int) -> None:
    with app.app_context(), job("test: hearing"):
        case = db.session.scalars(db.select(Case).where(Case.id == scene.case_id)).one()
        log_event(case, by, EventKind.HEARING, clock.today() + timedelta(days=days))  # type: ignore[arg-type]


def test_what_waits_comes_in_groups_with_words_for_how_soon(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    hearing(app, scene, cast.probation, 0)
    hearing(app, scene, cast.probation, 4)
    page = browser.as_(cast.probation).get("/").text
    assert page.index("Today</span>") < page.index("This week</span>")
    assert f"Hearing – {scene.number}" in page
    assert scenes.LAST not in page
    others = browser.as_(cast.provider).get("/").text
    assert "Hearing" not in others


def test_the_most_pressing_thing_comes_first_and_once(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    first, second = scenes.open_case(app, cast), scenes.open_case(app, cast)
    hearing(app, first, cast.probation, 4)
    hearing(app, second, cast.probation, 0)
    page = browser.as_(cast.probation).get("/").text
    start = page[page.index("Start here") : page.index('class="plain-list')]
    assert second.number in start and first.number not in start
    assert page.count(f"Hearing – {second.number}") == 1
    assert "Today: 1</span>" in page and "This week: 1</span>" in page


def test_only_the_coordinator_sees_how_ready_the_next_meeting_is(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    call_meeting(app, cast, scenes.open_case(app, cast))
    page = browser.as_(cast.coordinator).get("/").text
    assert " of 120 minutes are planned." in page and "Build the agenda" in page
    assert "minutes are planned" not in browser.as_(cast.advocate).get("/").text


def test_every_role_finds_a_first_step(browser: Browser, cast: Cast) -> None:
    said = {
        "advocate": "See your cases",
        "provider": "See your cases",
        "coordinator": "See the open cases",
        "administrator": "People and agencies",
        "analyst": "no case",
        "observer": "on its day",
        "privacy_officer": "No visit was refused today.",
    }
    for name, words in said.items():
        page = browser.as_(cast.players[name]).get("/")
        assert page.status_code == 200
        assert words in page.text, name


def test_the_privacy_officer_hears_of_refusals(browser: Browser, cast: Cast) -> None:
    assert browser.as_(cast.advocate).get("/qualifications").status_code == 403
    assert "1 visit was refused today." in browser.as_(cast.privacy_officer).get("/").text


def test_an_advocate_is_reminded_of_the_limits(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    page = browser.as_(cast.advocate).get("/").text
    assert f"limits of confidentiality – {scene.number}" in page
    browser.post(f"{scene.path}/limits-of-confidentiality", told_on="2025-03-01", how="orally")
    assert "limits of confidentiality –" not in browser.get("/").text


def test_due_words() -> None:
    day = clock.today()
    looks = {-1: "urgent", 0: "waiting", 7: "open", 8: "quiet"}
    for days, look in looks.items():
        due = due_word(day + timedelta(days=days), day)
        assert due is not None and due.look == look
    assert due_word(None, day) is None
