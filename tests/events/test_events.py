"""Events: what happened to a young person, known as its kind of content is."""

from datetime import timedelta

from flask import Flask

from safetynet import clock
from safetynet.access import admitted_as, job, rights_of
from safetynet.access.actor import Actor
from safetynet.audit import Result, Visit, acting
from safetynet.cases import Reason, reasons_by_case
from safetynet.events import Event, EventKind
from safetynet.notices import Waiting, what_waits
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.ledger import last_entry
from tests.scenes import Scene

EVENT_RULES = {"missing", "custody", "hearing", "no_contact"}
TEXT = "She left with her rucksack and her phone."


def log(browser: Browser, scene: Scene, kind: EventKind, days: int = 0, **more: str) -> None:
    """Log an event as whoever is signed in, some days from today."""
    day = clock.today() + timedelta(days=days)
    form = {"kind": kind.value, "day": day.isoformat()} | more
    assert browser.post(f"{scene.path}/events", form).status_code == 303


def as_seen_by(app: Flask, player: Player) -> tuple[list[Reason], list[Waiting]]:
    """Return the agenda reasons and the waiting things as this person gets them."""
    with app.test_request_context():
        with job("test: rights"):
            rights = rights_of(player.id, player.role, player.agency_id)
        actor = Actor(player.id, player.role, player.agency_id, rights=rights)
        with acting(Visit(player.id, "test")), admitted_as(actor):
            given = [each for case in reasons_by_case(clock.today()).values() for each in case]
            of_events = [each for each in given if each.rule.key in EVENT_RULES]
            return of_events, what_waits(actor, clock.today())


def test_probation_logs_a_hearing_and_corrects_it(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.probation)
    assert browser.get(f"{scene.path}/events/new").status_code == 200
    log(browser, scene, EventKind.HEARING, days=5, at_time="09:30", text=TEXT)
    assert TEXT in browser.get(f"{scene.path}/events").text
    assert "Hearing" in browser.get(scene.path).text
    with app.app_context(), job("test: look"):
        (event,) = rows(Event)
        assert event.category is Category.JUVENILE_COURT
        identity = event.id
    assert browser.get(f"{scene.path}/events/{identity}/edit").status_code == 200
    changed = {"day": clock.today().isoformat(), "outcome": "held", "version": "1"}
    assert browser.post(f"{scene.path}/events/{identity}", changed).status_code == 303
    assert "Hearing held" in browser.get(f"{scene.path}/events").text
    assert browser.post(f"{scene.path}/events/{identity}", changed).status_code == 409


def test_what_does_not_fit_is_refused(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.probation)
    today = clock.today()
    tomorrow = (today + timedelta(days=1)).isoformat()
    for form in (
        {"kind": "", "day": today.isoformat()},
        {"kind": "missing", "day": tomorrow},
        {"kind": "missing", "day": today.isoformat(), "outcome": "held"},
        {"kind": "hearing", "day": today.isoformat(), "report_number": "12"},
        {"kind": "hearing", "day": "someday"},
    ):
        assert browser.post(f"{scene.path}/events", form).status_code == 422


def test_each_kind_crosses_as_its_category_does(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.probation)
    log(browser, scene, EventKind.HEARING, days=3, text="Court text.")
    log(browser, scene, EventKind.MISSING, days=-2, text=TEXT)
    page = browser.as_(cast.provider).get(f"{scene.path}/events").text
    assert TEXT in page
    assert "Hearing" not in page
    scenes.release(app, scene, cast.provider, Category.JUVENILE_COURT, obtained_by=cast.probation)
    assert "Court text." in browser.get(f"{scene.path}/events").text


def test_who_is_missing_is_seen_at_once(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.probation)
    log(browser, scene, EventKind.MISSING, days=-3)
    page = browser.get(scene.path).text
    assert "Missing for 3 days" in page
    assert "Overdue" in page
    log(browser, scene, EventKind.RETURNED)
    assert "Missing for" not in browser.get(scene.path).text


def test_a_second_disappearance_on_the_day_of_return_counts(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.probation)
    log(browser, scene, EventKind.MISSING, days=-3)
    log(browser, scene, EventKind.RETURNED, days=-1, at_time="08:00")
    log(browser, scene, EventKind.MISSING, days=-1, at_time="21:00")
    assert "Missing for 1 day" in browser.get(scene.path).text


def test_an_agenda_hears_why(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.probation)
    log(browser, scene, EventKind.MISSING, days=-3)
    log(browser, scene, EventKind.HEARING, days=5)
    log(browser, scene, EventKind.CONTACT_ATTEMPT, days=-30, outcome="reached")
    log(browser, scene, EventKind.CONTACT_ATTEMPT, days=-2, outcome="not_reached")
    given, waiting = as_seen_by(app, cast.probation)
    said = [str(reason.sentence) for reason in given]
    assert said == ["missing 3 days", "no contact for 30 days", "hearing in 5 days"]
    assert [w.due for w in waiting if w.kind == "events"] == [clock.today() + timedelta(days=5)]
    others, _ = as_seen_by(app, cast.provider)
    assert [str(reason.sentence) for reason in others] == ["missing 3 days"]
    nothing, _ = as_seen_by(app, cast.outsider)
    assert nothing == []


def test_the_coordinator_logs_without_a_seat(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    log(browser.as_(cast.coordinator), scene, EventKind.CONTACT_ATTEMPT, text=TEXT)
    assert TEXT in browser.get(f"{scene.path}/events").text


def test_counsel_may_not_log(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    scenes.seat(app, scene, cast.counsel)
    browser.as_(cast.counsel)
    assert browser.get(f"{scene.path}/events").status_code == 200
    assert browser.get(f"{scene.path}/events/new").status_code == 403
    assert browser.post(f"{scene.path}/events", kind="incident").status_code == 403


def test_another_agency_may_not_correct(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    log(browser.as_(cast.probation), scene, EventKind.MISSING)
    with app.app_context(), job("test: look"):
        address = f"{scene.path}/events/{rows(Event)[0].id}"
    browser.as_(cast.provider)
    assert browser.get(f"{address}/edit").status_code == 403
    assert browser.post(address, version="1").status_code == 403
    browser.as_(cast.outsider)
    for path in (f"{scene.path}/events", f"{scene.path}/events/new", f"{address}/edit"):
        assert browser.get(path).status_code == 404


def test_logging_is_on_the_ledger(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    log(browser.as_(cast.probation), scene, EventKind.INCIDENT, text=TEXT)
    entry = last_entry(app)
    assert entry.result is Result.CHANGED
    (touch,) = entry.touches
    assert (touch.table, touch.category, touch.effect) == (
        "events",
        "safety_risk",
        Result.CREATED,
    )
    browser.as_(cast.provider).get(f"{scene.path}/events")
    assert {t.table for t in last_entry(app).touches} == {"events"}
