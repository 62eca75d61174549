"""The clock of a missing young person: one button, two deadlines, a return, and who may know."""

from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.audit import Result
from safetynet.events.models import Account, DutyDone, Event, ReturnAccount
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.events.test_events import as_seen_by
from tests.ledger import last_entry
from tests.scenes import Scene

WORDS = "Left through the side door; the phone is off."
NUMBER = "26-40417-X"
TOLD = "Slept at a motel by the interstate."
WHY = "Nobody listened about the lock."


def typed(moment: datetime) -> str:
    return clock.in_the_county(moment).strftime("%Y-%m-%dT%H:%M")


def since(moment: datetime) -> dict[str, str]:
    local = clock.in_the_county(moment)
    return {"day": local.date().isoformat(), "at_time": local.strftime("%H:%M")}


def start(browser: Browser, scene: Scene, hours_ago: float = 0, text: str = WORDS) -> None:
    when = since(clock.now() - timedelta(hours=hours_ago))
    assert browser.post(f"{scene.path}/missing", when | {"text": text}).status_code == 303


def tell(browser: Browser, scene: Scene, duty: str, number: str = "", version: int = 0) -> int:
    said = {"done_at": typed(clock.now()), "version": str(version)}
    said |= {"report_number": number} if duty != "rescreen" else {}
    return browser.post(f"{scene.path}/missing/{duty}", said).status_code


def come_back(browser: Browser, scene: Scene) -> None:
    answer = browser.post(f"{scene.path}/missing/return", since(clock.now()) | {"text": ""})
    assert answer.status_code == 303


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def test_one_button_on_the_case_file_starts_the_clock(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    page = browser.as_(cast.probation).get(scene.path).text
    assert "She or he is missing" in page and f"{scene.path}/missing" in page
    assert "start the clock" in browser.get(f"{scene.path}/missing").text
    start(browser, scene)
    page = browser.get(scene.path).text
    assert "Missing since today" in page and "Open the clock" in page
    waits = browser.get("/").text
    assert f"{scene.number} is missing: tell law enforcement" in waits
    assert f"{scene.number} is missing: tell the National Center" in waits


def test_who_told_whom_when_and_under_which_number(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    start(browser.as_(cast.probation), scene)
    assert tell(browser, scene, "police", NUMBER) == 303
    assert tell(browser, scene, "ncmec", "1234567") == 303
    page = browser.get(f"{scene.path}/missing").text
    assert NUMBER in page and "1234567" in page
    assert "Probation, County Probation" in page
    assert "is missing: tell" not in browser.get("/").text
    with app.app_context(), job("test: look"):
        assert {row.category for row in rows(DutyDone)} == {Category.SAFETY_RISK}
        assert {row.owner_id for row in rows(DutyDone)} == {cast.probation.agency_id}


def test_a_number_is_not_on_the_case_file_and_opens_on_record(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    start(browser.as_(cast.probation), scene)
    tell(browser, scene, "police", NUMBER)
    assert NUMBER not in browser.get(scene.path).text
    browser.get(f"{scene.path}/missing")
    assert "missing_duties" in {touch.table for touch in last_entry(app).touches}


def test_a_missed_clock_burns_within_a_minute(browser: Browser, cast: Cast, scene: Scene) -> None:
    start(browser.as_(cast.probation), scene)
    began = clock.now().replace(second=0, microsecond=0)
    with clock.standing_at(began + timedelta(hours=23, minutes=59)):
        browser.as_(cast.probation)
        assert "Overdue" not in browser.get(scene.path).text
        assert "Overdue" not in browser.get("/").text
    with clock.standing_at(began + timedelta(hours=24, seconds=30)):
        browser.as_(cast.probation)
        assert browser.get(scene.path).text.count("Overdue") == 2
        assert "Overdue" in browser.get("/").text


@pytest.mark.parametrize(
    ("day", "wait"),
    [
        (date(2027, 3, 13), 25),  # noon to one o'clock: the clocks went forward
        (date(2026, 10, 31), 23),
        (date(2028, 2, 28), 24),
        (date(2026, 12, 31), 24),
    ],
)
def test_the_page_says_the_hour_by_the_countys_clock(
    browser: Browser, cast: Cast, scene: Scene, day: date, wait: int
) -> None:
    clock.live_in("America/Los_Angeles")
    noon = clock.moment_of(day, time(12))
    with clock.standing_at(noon):
        start(browser.as_(cast.probation), scene)
    at = clock.moment_of(day + timedelta(days=1), time(12)) + timedelta(hours=wait - 24)
    with clock.standing_at(at - timedelta(minutes=1)):
        assert "Overdue" not in browser.as_(cast.probation).get(f"{scene.path}/missing").text
    with clock.standing_at(at + timedelta(minutes=1)):
        assert "Overdue" in browser.as_(cast.probation).get(f"{scene.path}/missing").text


def test_the_team_sees_it_by_basis_and_not_without(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    """County Probation's word on safety reaches the table by statute; Harbor's does not."""
    start(browser.as_(cast.probation), scene)
    tell(browser, scene, "police", NUMBER)
    browser.as_(cast.provider)
    assert "Missing since today" in browser.get(scene.path).text
    assert NUMBER in browser.get(f"{scene.path}/missing").text
    assert f"{scene.number} is missing: tell the National Center" in browser.get("/").text


def test_a_covered_providers_clock_stays_its_own(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    start(browser.as_(cast.advocate), scene)
    tell(browser, scene, "police", NUMBER)
    for other in (cast.probation, cast.provider, cast.coordinator):
        browser.as_(other)
        for path in (scene.path, f"{scene.path}/missing", f"{scene.path}/events", "/"):
            page = browser.get(path).text
            assert "Missing since" not in page and NUMBER not in page
            assert "is missing: tell" not in page


def test_any_agency_that_sees_it_can_tell_and_be_named(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    start(browser.as_(cast.probation), scene)
    assert tell(browser.as_(cast.provider), scene, "ncmec", "77") == 303
    assert "Provider, Bridge Clinic" in browser.get(f"{scene.path}/missing").text
    assert tell(browser, scene, "ncmec", "78") == 409  # written before: open the page again
    assert tell(browser, scene, "ncmec", "78", version=1) == 303


def test_strangers_do_not_learn_of_it_and_counsel_does_not_write(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    start(browser.as_(cast.probation), scene)
    browser.as_(cast.outsider)
    assert browser.get(f"{scene.path}/missing").status_code == 404
    for act in ("", "/police", "/ncmec", "/return", "/interview", "/rescreen"):
        assert browser.post(f"{scene.path}/missing{act}").status_code == 404
    assert last_entry(app).result is Result.REFUSED
    scenes.seat(app, scene, cast.counsel)
    browser.as_(cast.counsel)
    assert browser.get(f"{scene.path}/missing").status_code == 200
    for act in ("", "/police", "/ncmec", "/return", "/interview", "/rescreen"):
        assert browser.post(f"{scene.path}/missing{act}").status_code == 403


def test_a_blocked_person_gets_what_a_stranger_gets(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    start(browser.as_(cast.probation), scene)
    scenes.block(app, scene, cast.provider, by=cast.coordinator)
    browser.as_(cast.provider)
    assert browser.get(f"{scene.path}/missing").status_code == 404
    assert scene.number not in browser.get("/").text


def test_what_is_written_down_afterwards_says_so(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    """Whoever forgot and fills in yesterday's hour does not look as if she had done it."""
    start(browser.as_(cast.probation), scene, hours_ago=30)
    said = {"done_at": typed(clock.now() - timedelta(hours=29)), "version": "0"}
    assert browser.post(f"{scene.path}/missing/police", said).status_code == 303
    assert "written down" in browser.get(f"{scene.path}/missing").text


def test_what_does_not_fit_is_said_and_kept(browser: Browser, cast: Cast, scene: Scene) -> None:
    browser.as_(cast.probation)
    ahead = since(clock.now() + timedelta(hours=30))
    answer = browser.post(f"{scene.path}/missing", ahead | {"text": WORDS})
    assert answer.status_code == 422 and WORDS in answer.text
    assert browser.post(f"{scene.path}/missing/police", version=0).status_code == 404
    start(browser, scene, hours_ago=2)
    later = {"done_at": typed(clock.now() + timedelta(hours=3)), "version": "0"}
    assert browser.post(f"{scene.path}/missing/police", later).status_code == 422
    assert browser.post(f"{scene.path}/missing/rescreen", later).status_code == 404
    early = since(clock.now() - timedelta(days=3))
    answer = browser.post(f"{scene.path}/missing/return", early | {"text": "x"})
    assert answer.status_code == 422 and "before she or he went missing" in answer.text


def test_pressed_twice_it_is_one_episode(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    start(browser.as_(cast.probation), scene)
    again = browser.post(f"{scene.path}/missing", since(clock.now()) | {"text": ""})
    assert "The clock runs already" in browser.told(again)
    with app.app_context(), job("test: look"):
        assert len(rows(Event)) == 1


def test_who_is_back_is_asked_and_screened_again(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    start(browser.as_(cast.probation), scene, hours_ago=50)
    come_back(browser, scene)
    page = browser.get(f"{scene.path}/missing").text
    assert "Return interview" in page and "New screening" in page
    waits = browser.get("/").text
    assert f"{scene.number} is back: ask what happened" in waits
    assert f"{scene.number} is back: screen again" in waits
    said = {"done_at": typed(clock.now()), "why_left": WHY, "what_happened": TOLD, "version": "0"}
    assert browser.post(f"{scene.path}/missing/interview", said).status_code == 303
    assert tell(browser, scene, "rescreen") == 303
    page = browser.get(f"{scene.path}/missing").text
    assert WHY in page and TOLD in page
    assert "is back:" not in browser.get("/").text
    with app.app_context(), job("test: look"):
        kinds = {row.kind: row.category for row in rows(ReturnAccount)}
        assert kinds == {
            Account.WHY_LEFT: Category.SAFETY_RISK,
            Account.WHAT_HAPPENED: Category.EXPLOITATION_ACCOUNT,
        }


def test_what_happened_crosses_as_an_account_of_exploitation_only(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    start(browser.as_(cast.advocate), scene, hours_ago=50)
    come_back(browser, scene)
    said = {"done_at": typed(clock.now()), "why_left": WHY, "what_happened": TOLD, "version": "0"}
    browser.post(f"{scene.path}/missing/interview", said)
    scenes.release(app, scene, cast.provider, Category.SAFETY_RISK, obtained_by=cast.advocate)
    page = browser.as_(cast.provider).get(f"{scene.path}/missing").text
    assert WHY in page and TOLD not in page
    scenes.release(
        app, scene, cast.provider, Category.EXPLOITATION_ACCOUNT, obtained_by=cast.advocate
    )
    assert TOLD in browser.get(f"{scene.path}/missing").text


def test_an_answer_can_be_corrected_and_taken_back(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    start(browser.as_(cast.probation), scene, hours_ago=50)
    come_back(browser, scene)
    said = {"done_at": typed(clock.now()), "why_left": WHY, "what_happened": TOLD}
    path = f"{scene.path}/missing/interview"
    assert browser.post(path, said, version="0").status_code == 303
    assert browser.post(path, said, version="0").status_code == 409
    assert browser.post(path, said | {"what_happened": ""}, version="1").status_code == 303
    assert TOLD not in browser.get(f"{scene.path}/missing").text


def test_the_pattern_is_told(browser: Browser, cast: Cast, scene: Scene) -> None:
    browser.as_(cast.probation)
    for ago, until in ((40, 38), (10, 6)):
        for kind, days in (("missing", ago), ("returned", until)):
            day = (clock.today() - timedelta(days=days)).isoformat()
            assert browser.post(f"{scene.path}/events", kind=kind, day=day).status_code == 303
    assert "Missing 2 times in twelve months, for 3 days on average." in (
        browser.get(f"{scene.path}/missing").text
    )
    assert "Missing 2 times" in browser.get(scene.path).text


def test_the_county_sets_its_clocks_within_the_law(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.coordinator)
    path = "/clocks/missing_police/setting"
    assert browser.post(path, amount="25", version="0").status_code == 422
    assert browser.post(path, amount="4", version="0").status_code == 303
    start(browser.as_(cast.probation), scene, hours_ago=5)
    assert browser.get(scene.path).text.count("Overdue") == 1
    assert browser.post(path, amount="24", version="1").status_code == 403


def test_a_case_comes_onto_the_agenda_by_itself(
    browser: Browser, cast: Cast, scene: Scene, app: Flask
) -> None:
    start(browser.as_(cast.probation), scene, hours_ago=30)
    given, _waiting = as_seen_by(app, cast.provider)
    assert any("missing" in str(reason.sentence) for reason in given)


def test_all_of_it_is_on_the_ledger(app: Flask, browser: Browser, cast: Cast, scene: Scene) -> None:
    start(browser.as_(cast.probation), scene)
    assert {touch.table for touch in last_entry(app).touches} >= {"events"}
    tell(browser, scene, "police", NUMBER)
    entry = last_entry(app)
    assert (entry.result, entry.permission) == (Result.CHANGED, "event:write")
    assert "missing_duties" in {touch.table for touch in entry.touches}
