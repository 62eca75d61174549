"""What leaves an agency: its own, as little as answers, after a second person's word."""

import re
from datetime import timedelta

from flask import Flask

from safetynet.access import job
from safetynet.bundles import Scope
from safetynet.process.bundle import NEVER, rows_leaving
from safetynet.process.models import Production
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.ledger import last_entry
from tests.process.conftest import (
    SECRET,
    TEXT,
    TREATED,
    Register,
    decide,
    on_day,
    prepare,
    ready,
    take,
    version_of,
)
from tests.retention.conftest import supervisor_of
from tests.scenes import Scene

ORDER = {"kind": "court_order", "judge": "Judge Ames"}


# Before anything is prepared -------------------------------------------------------------------


def test_nothing_is_prepared_before_counsel_and_the_young_person_were_told(
    app: Flask, browser: Browser, desk: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    path = register(number=her.number)
    assert "when the young person was told, or why not yet" in browser.get(path).text
    assert "counsel and the young person were told" in browser.told(prepare(browser, path))
    assert take(browser, path, "counsel_told") == 303
    assert "counsel and the young person were told" in browser.told(prepare(browser, path))
    with app.app_context(), job("test: look"):
        assert not rows(Production)
    assert take(browser, path, "survivor_not_told", "No safe number for her.") == 303
    assert "Somebody else must approve" in browser.told(prepare(browser, path))


def test_nothing_is_produced_about_somebody_whom_nobody_here_knows(
    browser: Browser, desk: Player, register: Register
) -> None:
    browser.as_(desk)
    path = register()
    assert browser.get(f"{path}/productions/new").status_code == 404
    assert prepare(browser, path).status_code == 404


def test_what_would_go_out_is_shown_first_and_what_is_left_out(
    app: Flask, browser: Browser, desk: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    path = ready(browser, register, her)
    said = {
        "basis": "subpoena",
        "categories": ["safety_risk"],
        "version": version_of(browser, path),
    }
    page = browser.post(f"{path}/productions", said).text
    assert TEXT in page and "Safety and risk: 1 entry" in page
    assert "Privileged, and never produced, whether or not there is any" in page
    assert "The law asks for more than this basis" in page
    assert TREATED not in page and SECRET not in page
    with app.app_context(), job("test: look"):
        assert not rows(Production)


def test_privileged_content_is_never_offered_and_never_taken(
    browser: Browser, desk: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    path = ready(browser, register, her, **ORDER)
    page = browser.get(f"{path}/productions/new").text
    offered = re.findall(r'name="categories"[^>]* value="(\w+)"', page)
    for kind in ("privileged", "legal_advice", "team_discussion", "office"):
        assert offered and kind not in offered
        answer = prepare(browser, path, "safety_risk", kind, basis="court_order")
        assert answer.status_code == 422


def test_no_privileged_row_leaves_whatever_the_scope_says(
    app: Flask, browser: Browser, cast: Cast, desk: Player, her: Scene
) -> None:
    with app.app_context(), job("test: look"):
        everything = Scope(desk.agency_id, her.survivor_id, frozenset(Category))
        kinds = {row.category for row in rows_leaving(everything)}
    assert Category.SAFETY_RISK in kinds and not kinds & NEVER


def test_substance_use_asks_for_more_than_a_subpoena(
    browser: Browser, desk: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    path = ready(browser, register, her)
    answer = prepare(browser, path, "safety_risk", "substance_use")
    assert answer.status_code == 422 and "more than this basis: Substance use" in answer.text
    agreed = prepare(browser, path, "safety_risk", "substance_use", basis="release")
    assert agreed.status_code == 303


def test_a_covered_agency_answers_by_a_release_or_an_order_alone(
    browser: Browser, cast: Cast, her: Scene, register: Register
) -> None:
    browser.as_(cast.supervisor)
    path = ready(browser, register, her)
    page = browser.get(f"{path}/productions/new").text
    assert 'value="subpoena"' not in page and 'value="release"' in page
    assert prepare(browser, path).status_code == 422
    order = ready(browser, register, her, **ORDER)
    assert prepare(browser, order, basis="court_order").status_code == 303
    assert prepare(browser, path, basis="release").status_code == 303


def test_days_narrow_what_goes_out(
    browser: Browser, desk: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    path = ready(browser, register, her)
    said = {
        "basis": "subpoena",
        "categories": ["safety_risk"],
        "version": version_of(browser, path),
    }
    yesterday = on_day("until", -timedelta(days=1))
    page = browser.post(f"{path}/productions", said, **yesterday).text
    assert "Your agency wrote nothing of this kind in these days." in page
    assert TEXT in browser.post(f"{path}/productions", said, **on_day("since")).text
    upside_down = browser.post(f"{path}/productions", said, **on_day("since"), **yesterday)
    assert upside_down.status_code == 422 and "not before the first one" in upside_down.text


# The second person ------------------------------------------------------------------------------


def test_nothing_to_produce_is_not_sent_to_a_second_person(
    app: Flask, browser: Browser, desk: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    path = ready(browser, register, her)
    page = prepare(browser, path, "location")
    assert page.status_code == 200
    assert "wrote nothing of this kind in these days" in page.text
    with app.app_context(), job("test: look"):
        assert not rows(Production)


def test_nobody_approves_what_they_prepared_themselves(
    app: Flask, browser: Browser, desk: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    production = str(prepare(browser, ready(browser, register, her)).location)
    page = browser.get(production).text
    assert "Waits for a second person" in page and "Let it go out" not in page
    assert decide(browser, production, "approval") == 403
    assert decide(browser, production, "delivery") == 409
    with app.app_context(), job("test: look"):
        [row] = rows(Production)
        assert row.is_approved is None and row.serial is None


def test_a_second_supervisor_of_the_same_agency_approves(
    app: Flask, browser: Browser, desk: Player, second: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    production = str(prepare(browser, ready(browser, register, her)).location)
    browser.as_(second)
    assert "001 wait for a second person" in browser.get("/").text
    page = browser.get(production).text
    assert "Let it go out" in page and TEXT in page
    assert decide(browser, production, "approval") == 303
    assert last_entry(app).permission == "process:approve"
    assert decide(browser, production, "approval") == 409
    assert "001 was approved and may go out" in browser.as_(desk).get("/").text


def test_nobody_outside_the_agency_is_its_second_person(
    browser: Browser, cast: Cast, desk: Player, her: Scene, register: Register
) -> None:
    """Not even whoever watches over the county; the page says what to do instead."""
    browser.as_(desk)
    path = ready(browser, register, her)
    assert "no second person yet" in browser.get(f"{path}/productions/new").text
    production = str(prepare(browser, path).location)
    assert "add another supervisor" in browser.get(production).text
    browser.as_(cast.privacy_officer)
    assert "wait for a second person" not in browser.get("/").text
    assert browser.get(production).status_code == 404
    assert decide(browser, production, "approval") == 404


def test_what_is_declined_does_not_go_out(
    browser: Browser, desk: Player, second: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    path = ready(browser, register, her)
    production = str(prepare(browser, path).location)
    assert decide(browser.as_(second), production, "refusal") == 303
    browser.as_(desk)
    assert decide(browser, production, "delivery") == 409
    assert "declined" in browser.get(path).text
    assert prepare(browser, path).status_code == 303


def test_strangers_do_not_learn_that_something_leaves(
    app: Flask, browser: Browser, cast: Cast, desk: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    path = ready(browser, register, her)
    production = str(prepare(browser, path).location)
    elsewhere = supervisor_of(app, cast, "elsewhere")
    for at in (production, f"{production}/en.pdf", f"{path}/productions/new"):
        for stranger in (cast.supervisor, elsewhere):
            assert browser.as_(stranger).get(at).status_code == 404
        for teammate in (cast.probation, cast.coordinator, cast.advocate):
            assert browser.as_(teammate).get(at).status_code == 403
    assert decide(browser.as_(cast.supervisor), production, "approval") == 404


def test_what_a_court_quashed_meanwhile_is_not_approved(
    browser: Browser, desk: Player, second: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    path = ready(browser, register, her)
    production = str(prepare(browser, path).location)
    assert take(browser, path, "quashed", "Judge Ames quashed it.") == 303
    browser.as_(second)
    assert "wait for a second person" not in browser.get("/").text
    assert decide(browser, production, "approval") == 409


def test_what_a_court_narrowed_meanwhile_does_not_go_out_as_it_was(
    browser: Browser, desk: Player, second: Player, her: Scene, register: Register
) -> None:
    """An older, wider choice is neither approved nor handed over in the newer one's place."""
    browser.as_(desk)
    path = ready(browser, register, her, **ORDER)
    wide = ("safety_risk", "substance_use")
    undecided = str(prepare(browser, path, *wide, basis="court_order").location)
    assert take(browser, path, "narrowed", "Judge Ames left out the treatment.") == 303
    approved = str(prepare(browser, path, *wide, basis="court_order").location)
    assert browser.as_(second).get("/").text.count("wait for a second person") == 1
    assert "Let it go out" not in browser.get(undecided).text
    assert decide(browser, undecided, "approval") == 409
    assert decide(browser, approved, "approval") == 303
    assert take(browser.as_(desk), path, "narrowed", "Once more.") == 303
    narrow = str(prepare(browser, path, basis="court_order").location)
    assert decide(browser.as_(second), narrow, "approval") == 303
    assert "Produce the records" not in browser.as_(desk).get(approved).text
    assert decide(browser, approved, "delivery") == 409
    assert decide(browser, narrow, "delivery") == 303
