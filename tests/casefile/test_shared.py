"""What is shared with an agency without a seat has a page, and nobody else finds it."""

import pytest
from flask import Flask

from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.scenes import NAME, PHONE, Scene
from tests.survivors.reaching import open_number


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def page_of(scene: Scene) -> str:
    return f"/shared/{scene.survivor_id}"


def shared(app: Flask, cast: Cast, scene: Scene, *kinds: Category) -> tuple[str, str]:
    """Let the school, which has no seat, receive these kinds of Harbor's content."""
    release = scenes.release(app, scene, cast.teacher, *kinds, obtained_by=cast.advocate)
    return page_of(scene), str(release)


def test_a_release_is_read_without_a_seat(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    page, _release = shared(app, cast, scene, Category.IDENTITY)
    browser.as_(cast.teacher)
    listed = browser.get("/shared").text
    assert NAME in listed and page in listed and "Harbor House" in listed
    read = browser.get(page).text
    assert NAME in read and "2009" in read
    assert PHONE not in read and "Safe contact" not in read
    assert browser.get("/cases").text.count("/shared") == 1
    entry = scenes.last_entry(app)
    assert entry.permission == "case:read"


def test_a_search_leads_there(app: Flask, browser: Browser, cast: Cast, scene: Scene) -> None:
    page, _release = shared(app, cast, scene, Category.IDENTITY)
    found = browser.as_(cast.teacher).post("/search", wanted="quillfether").text
    assert page in found and scene.number not in found


def test_without_a_name_it_is_listed_all_the_same(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    page, _release = shared(app, cast, scene, Category.PLAN)
    browser.as_(cast.teacher)
    assert "Name not shared" in browser.get("/shared").text
    read = browser.get(page).text
    assert NAME not in read and "has written nothing of this kind" in read


def test_released_advice_of_a_lawyer_is_there_and_privileged_notes_never(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    """What is never produced under legal process may still be released by the young person."""
    advice, secret = "Ask for the T visa before May.", "What she told her counselor alone."
    scenes.write_note(app, scene, cast.advocate, Category.LEGAL_ADVICE, advice)
    scenes.write_note(app, scene, cast.advocate, Category.PRIVILEGED, secret)
    page, _release = shared(app, cast, scene, Category.LEGAL_ADVICE)
    read = browser.as_(cast.teacher).get(page).text
    assert advice in read and secret not in read


def test_a_number_opens_by_a_pressed_button_alone(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    """CR-20, and nothing of it where it was not released."""
    page, _release = shared(app, cast, scene, Category.SAFE_CONTACT)
    browser.as_(cast.teacher)
    assert PHONE not in browser.get(page).text
    opened = browser.post(f"{page}/safe-contacts/{scene.contact_id}/reveal")
    assert opened.status_code == 200 and PHONE not in opened.text
    assert PHONE in open_number(browser, scene.contact_id).text
    assert scenes.last_entry(app).permission == "contact:reveal"
    shared(app, cast, scene, Category.IDENTITY)
    stranger = browser.as_(cast.outsider)
    assert stranger.post(f"{page}/safe-contacts/{scene.contact_id}/reveal").status_code == 404


@pytest.mark.parametrize("player", ["outsider", "officer", "counsel"])
def test_strangers_find_nothing(
    player: str, app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    page, _release = shared(app, cast, scene, Category.IDENTITY)
    browser.as_(getattr(cast, player))
    assert browser.get(page).status_code == 404
    assert NAME not in browser.get("/shared").text


def test_it_ends_with_the_release(app: Flask, browser: Browser, cast: Cast, scene: Scene) -> None:
    page, release = shared(app, cast, scene, Category.IDENTITY)
    assert browser.as_(cast.teacher).get(page).status_code == 200
    assert browser.as_(cast.supervisor).post(f"/releases/{release}/revocation").status_code == 303
    assert browser.as_(cast.teacher).get(page).status_code == 404
    assert "Nothing is shared with your agency" in browser.get("/shared").text


def test_whoever_only_has_a_seat_reads_the_case_file(
    browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.probation)
    assert "Nothing is shared with your agency" in browser.get("/shared").text
    assert browser.get(page_of(scene)).status_code == 404
