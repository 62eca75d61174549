"""The scene that other tests stand on."""

from flask import Flask

from tests import scenes
from tests.browser import Browser
from tests.cast import Cast


def test_the_team_finds_the_case_file(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    for player in (cast.advocate, cast.probation, cast.provider, cast.coordinator):
        page = browser.as_(player).get(scene.path)
        assert page.status_code == 200
        assert scene.number in page.text


def test_outsider_does_not_learn_the_case_exists(app: Flask, browser: Browser, cast: Cast) -> None:
    scene = scenes.open_case(app, cast)
    assert browser.as_(cast.outsider).get(scene.path).status_code == 404
