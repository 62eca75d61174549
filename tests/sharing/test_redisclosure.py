"""Substance use records of another agency are never shown without their notice (CR-10)."""

from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.db import db
from safetynet.notes.models import Note
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.scenes import Scene

NOTICE = "42 CFR part 2 prohibits"
KINDS = (Category.IDENTITY, Category.SUBSTANCE_USE)


def with_a_note(app: Flask, cast: Cast, category: Category) -> Scene:
    scene = scenes.open_case(app, cast)
    with app.app_context(), job("test: a note"):
        note = Note(
            survivor_id=scene.survivor_id,
            case_id=scene.case_id,
            owner_id=cast.harbor_id,
            category=category,
            author_id=cast.advocate.id,
            occurred_at=clock.now(),
            text="came to the group twice",
        )
        db.session.add(note)
    return scene


def test_the_notice_stands_on_every_page_that_shows_some(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = with_a_note(app, cast, Category.SUBSTANCE_USE)
    scenes.release(app, scene, cast.provider, *KINDS, obtained_by=cast.advocate)
    for path in (scene.path, f"{scene.path}/notes"):
        page = browser.as_(cast.provider).get(path).text
        assert "came to the group twice" in page
        assert NOTICE in page
        assert NOTICE not in browser.as_(cast.advocate).get(path).text


def test_a_release_of_health_shows_none_and_needs_no_notice(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    scene = with_a_note(app, cast, Category.SUBSTANCE_USE)
    kinds = (Category.IDENTITY, Category.HEALTH)
    scenes.release(app, scene, cast.provider, *kinds, obtained_by=cast.advocate)
    page = browser.as_(cast.provider).get(scene.path).text
    assert scenes.NAME in page
    assert "came to the group twice" not in page and NOTICE not in page
