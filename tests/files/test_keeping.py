"""Documents end as all content does: the key goes, and the bytes with it."""

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.db import db
from safetynet.files.models import Document
from safetynet.retention.destroying import Doomed, destroy
from safetynet.vault import Category
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.files import makers
from tests.files.sending import files_of, stored
from tests.scenes import Scene


class BrokenError(Exception):
    """What went wrong."""


def begin_and_break() -> None:
    with job("test: undone"):
        db.session.delete(rows(Document)[0])
        db.session.flush()
        raise BrokenError


def test_what_is_destroyed_leaves_no_bytes(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    browser.as_(cast.advocate)
    gone = stored(browser, scene)
    kept = stored(browser, scene, b"words", kind="school")
    with app.app_context():
        assert len(files_of(app)) == 2
        with job("test: destroy") as running:
            health = frozenset({Category.HEALTH})
            day = clock.today()
            destroy(running, Doomed(scene.survivor_id, cast.harbor_id, health, "a law", day))
        with job("test: look"):
            assert [document.category for document in rows(Document)] == [Category.EDUCATION]
    assert len(files_of(app)) == 1
    assert browser.get(gone).status_code == 404
    assert browser.get(f"{kept}/file").data == b"words"


def test_a_job_that_fails_keeps_the_bytes(
    app: Flask, browser: Browser, cast: Cast, scene: Scene
) -> None:
    at = stored(browser.as_(cast.advocate), scene, makers.pdf())
    with app.app_context(), pytest.raises(BrokenError):
        begin_and_break()
    assert len(files_of(app)) == 1
    assert browser.get(f"{at}/file").status_code == 200
