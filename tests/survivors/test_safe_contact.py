"""Safe contact: rules in sight, everything else behind a recorded act (CR-20)."""

from datetime import timedelta

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.survivors import SafeContact
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.survivors.reaching import open_number

SECRETS = (scenes.PHONE, scenes.CODE_PHRASE, "her uncle")


def _reveal(scene: scenes.Scene) -> str:
    return f"{scene.path}/safe-contacts/{scene.contact_id}/reveal"


def _opened_contacts(app: Flask) -> list[object]:
    return [t.row for t in scenes.last_entry(app).touches if t.table == "safe_contacts"]


def test_rules_show_without_opening_anything(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.advocate)
    for path in (scene.path, f"{scene.path}/safe-contacts"):
        page = browser.get(path)
        assert "Phone" in page.text and "Confirmed" in page.text
        assert not any(secret in page.text for secret in SECRETS)
        assert _opened_contacts(app) == []


def test_pressing_the_button_tells_what_to_say_and_asks(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """How, when, what to say, who must not be told; and no number before the question."""
    scene = scenes.open_case(app, cast)
    page = browser.as_(cast.advocate).post(_reveal(scene))
    assert page.status_code == 200
    assert scenes.CODE_PHRASE in page.text and "her uncle" in page.text
    assert "Is it still safe?" in page.text and scenes.PHONE not in page.text
    entry = scenes.last_entry(app)
    assert entry.permission == "contact:reveal" and entry.actor == cast.advocate.id
    assert _opened_contacts(app) == [scene.contact_id]
    [touch] = [t for t in entry.touches if t.table == "safe_contacts"]
    assert (touch.survivor, touch.category) == (scene.survivor_id, Category.SAFE_CONTACT)


def test_the_number_has_no_address_to_open_by_a_link(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    assert browser.as_(cast.advocate).get(_reveal(scene)).status_code == 405


def test_coordinator_may_not_open_it(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    assert browser.as_(cast.coordinator).post(_reveal(scene)).status_code == 403


@pytest.mark.parametrize("who", ["probation", "outsider"])
def test_who_has_no_release_does_not_learn_of_it(
    who: str, app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    assert browser.as_(getattr(cast, who)).post(_reveal(scene)).status_code == 404


def test_release_lets_the_recipient_open_but_not_change(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    scenes.release(app, scene, cast.provider, Category.SAFE_CONTACT, obtained_by=cast.advocate)
    page = browser.as_(cast.provider).post(_reveal(scene))
    assert scenes.CODE_PHRASE in page.text and "Correct it" not in page.text
    assert scenes.PHONE in open_number(browser, scene.contact_id).text
    contact = f"{scene.path}/safe-contacts/{scene.contact_id}"
    assert browser.post(contact, version=1, kind="phone", value="1").status_code == 403
    assert browser.post(f"{contact}/confirmation").status_code == 403


def test_contact_of_another_survivor_is_not_under_this_case(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene, other = scenes.open_case(app, cast), scenes.open_case(app, cast)
    path = f"{scene.path}/safe-contacts/{other.contact_id}/reveal"
    assert browser.as_(cast.advocate).post(path).status_code == 404


def test_after_thirty_days_one_asks_again_first(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    with app.app_context(), job("test: time passes"):
        [contact] = rows(SafeContact)
        contact.confirmed_on = clock.today() - timedelta(days=31)
    assert "Ask again first" in browser.as_(cast.advocate).get(scene.path).text
    assert "Ask again first" in browser.post(_reveal(scene)).text
    confirmed = browser.post(f"{scene.path}/safe-contacts/{scene.contact_id}/confirmation")
    assert confirmed.status_code == 303
    assert "Ask again first" not in browser.get(scene.path).text


def test_do_not_contact_removes_the_number(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    browser.as_(cast.advocate)
    said = {"version": "1", "kind": "phone", "do_not_contact": "y"}
    answer = browser.post(f"{scene.path}/safe-contacts/{scene.contact_id}", said)
    assert answer.status_code == 303
    with app.app_context(), job("test: look"):
        [contact] = rows(SafeContact)
        assert contact.value is None and contact.do_not_contact
    page = browser.post(_reveal(scene))
    assert scenes.PHONE not in page.text and "Do not contact" in page.text


def test_lost_edit_is_noticed(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    path = f"{scene.path}/safe-contacts/{scene.contact_id}"
    said = {"version": "1", "kind": "phone", "value": "555-010-1111"}
    assert browser.as_(cast.advocate).post(path, said).status_code == 303
    assert browser.as_(cast.supervisor).post(path, said).status_code == 409


def test_adding_one_is_confirmed_today(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    path = f"{scene.path}/safe-contacts"
    assert browser.as_(cast.probation).get(f"{path}/new").status_code == 200
    assert browser.post(path, version=0, kind="phone").status_code == 422
    answer = browser.post(path, version=0, kind="email", value="r@example.org", may_text="y")
    assert answer.status_code == 303
    with app.app_context(), job("test: look"):
        [mine] = rows(SafeContact, SafeContact.owner_id == cast.probation.agency_id)
        assert mine.confirmed_on == clock.today() and mine.may_text and not mine.may_call


def test_a_correction_keeps_the_number_that_nobody_typed(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    path = f"{scene.path}/safe-contacts/{scene.contact_id}"
    said = {"version": "1", "kind": "phone", "best_times": "After four"}
    assert browser.as_(cast.advocate).post(path, said).status_code == 303
    page = open_number(browser, scene.contact_id).text
    assert scenes.PHONE in page and "After four" in page
