"""The case file: one young person on one page, to each viewer what reaches that agency."""

import pytest
from flask import Flask

from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.statements import counted


def test_lead_agency_sees_who_it_is_about(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    page = browser.as_(cast.advocate).get(scene.path)
    assert scenes.NAME in page.text
    assert "14, 2009" in page.text
    assert "has had a seat" in page.text


@pytest.mark.parametrize("who", ["probation", "provider", "coordinator"])
def test_covered_agency_shares_nothing_by_its_seat(
    who: str, app: Flask, browser: Browser, cast: Cast
) -> None:
    """CR-02: the coded shell and nothing else, to the coordinator too."""
    scene = scenes.open_case(app, cast)
    page = browser.as_(getattr(cast, who)).get(scene.path)
    assert page.status_code == 200
    assert scene.number in page.text and "Harbor House" in page.text
    for secret in (scenes.FIRST, scenes.LAST, "2009", scenes.PHONE, scenes.CODE_PHRASE, "uncle"):
        assert secret not in page.text
    assert "Nothing here that your agency may see" in page.text
    assert "a release of “Name and identity”" in page.text


def test_what_is_not_covered_is_shared_by_the_seat(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    scenes.write_name(app, scene, cast.probation, "Probationname", "Quill")
    assert "Probationname" in browser.as_(cast.provider).get(scene.path).text
    assert "Probationname" in browser.as_(cast.advocate).get(scene.path).text
    assert "Probationname" not in browser.as_(cast.coordinator).get(scene.path).text


def test_release_opens_what_it_names_to_whom_it_names(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    scenes.release(app, scene, cast.provider, Category.IDENTITY, obtained_by=cast.advocate)
    page = browser.as_(cast.provider).get(scene.path)
    assert scenes.NAME in page.text
    assert "because the young person released it" in page.text
    assert scenes.NAME not in browser.as_(cast.probation).get(scene.path).text


def test_release_is_no_exchange(app: Flask, browser: Browser, cast: Cast) -> None:
    """CR-04: what Harbor gives to Elsewhere brings nothing back."""
    scene = scenes.open_case(app, cast)
    with_seat = scenes.seat(app, scene, cast.outsider)
    assert with_seat
    scenes.write_name(app, scene, cast.outsider, "Elsewherename", "Quill")
    scenes.release(app, scene, cast.outsider, Category.IDENTITY, obtained_by=cast.advocate)
    assert "Elsewherename" not in browser.as_(cast.advocate).get(scene.path).text
    assert scenes.NAME in browser.as_(cast.outsider).get(scene.path).text


def test_seat_that_ended_opens_nothing(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    scenes.unseat(app, scene, cast.provider)
    assert browser.as_(cast.provider).get(scene.path).status_code == 404


@pytest.mark.parametrize("who", ["analyst", "privacy_officer", "administrator", "observer"])
def test_roles_without_casework_are_refused(
    who: str, app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = scenes.open_case(app, cast)
    assert browser.as_(getattr(cast, who)).get(scene.path).status_code == 403


def test_case_file_is_lean(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    scenes.release(app, scene, cast.provider, Category.IDENTITY, obtained_by=cast.advocate)
    for player in (cast.advocate, cast.provider, cast.coordinator):
        browser.as_(player).get(scene.path)
        with counted(app) as sent:
            page = browser.get(scene.path)
        assert len(sent) <= 15, str(sent)
        assert len(page.data) <= 150_000


def test_what_is_urgent_and_often_needed_comes_before_the_rest(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """On a phone the panels stand one below the other: nobody scrolls past a plan for a number."""
    scene = scenes.open_case(app, cast)
    page = browser.as_(cast.advocate).get(scene.path).text
    assert scenes.NAME in page[: page.index("Why you see this")]
    places = [
        page.index(f'id="{part}"')
        for part in ("now", "who", "contact", "tasks", "linkages", "plan")
    ]
    assert places == sorted(places)
    assert "Not missing, as far as your agency may know." in page
