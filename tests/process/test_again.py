"""A paper about nobody known here, once the agency knows whose case it is."""

from flask import Flask

from safetynet.access import job
from safetynet.process.models import LegalProcess
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.process.conftest import Register, take, typed
from tests.retention.conftest import supervisor_of
from tests.scenes import Scene


def test_it_is_registered_again_with_the_case_and_the_earlier_entry_ends(
    app: Flask, browser: Browser, desk: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    earlier = register()
    assert f"{earlier}/again" in browser.get(earlier).text
    assert "Marlowe and Finch" in browser.get(f"{earlier}/again").text
    answer = browser.post(f"{earlier}/again", typed(number=her.number))
    assert answer.status_code == 303
    anew = str(answer.location)
    assert her.number in browser.get(anew).text and f"{anew}/again" not in browser.get(anew).text
    left = browser.get(earlier).text
    assert "Registered again as LP-" in left and f"{earlier}/again" not in left
    assert browser.post(f"{earlier}/again", typed(number=her.number)).status_code == 409
    assert browser.get(f"{anew}/again").status_code == 404
    assert counted(app) == 2


def test_without_a_case_that_the_agency_works_on_nothing_is_registered(
    app: Flask, browser: Browser, desk: Player, register: Register
) -> None:
    browser.as_(desk)
    path = f"{register()}/again"
    for number in ("", "SN-1998-001", "her"):
        page = browser.post(path, typed(number=number))
        assert page.status_code == 422 and "Marlowe and Finch" in page.text
    assert counted(app) == 1


def test_once_it_is_answered_it_is_not_begun_again(
    browser: Browser, desk: Player, register: Register
) -> None:
    browser.as_(desk)
    path = register()
    assert take(browser, path, "closed") == 303
    assert browser.get(f"{path}/again").status_code == 404


def test_another_agencys_desk_finds_no_such_page(
    app: Flask, browser: Browser, cast: Cast, desk: Player, her: Scene, register: Register
) -> None:
    browser.as_(desk)
    path = f"{register()}/again"
    browser.as_(supervisor_of(app, cast, "elsewhere"))
    assert browser.get(path).status_code == 404
    assert browser.post(path, typed(number=her.number)).status_code == 404
    assert counted(app) == 1


def counted(app: Flask) -> int:
    with app.app_context(), job("test: look"):
        return len(rows(LegalProcess))
