"""A PostgreSQL that goes away amid a visit is answered 503, and the next visit works."""

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import event

from safetynet.access import job
from safetynet.db import db
from safetynet.notes.models import Note
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.house.inside import Hand
from tests.scenes import Scene

ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'sn_app'"


@pytest.mark.parametrize("nth", [1, 3, 6, 9])
def test_it_goes_between_two_statements(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, hand: Hand, database: str, nth: int
) -> None:
    """Its session ends amid reading, where there is a transaction to roll back."""
    if database != "postgresql":
        pytest.skip("SQLite has no server")
    app.config["PROPAGATE_EXCEPTIONS"] = False
    browser.as_(cast.advocate)
    assert browser.get(scene.path).status_code == 200
    seen = 0

    def end_it(*_told: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == nth:
            hand.rows(ALL)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", end_it)
    try:
        answer = browser.look(scene.path)
    finally:
        event.remove(engine, "before_cursor_execute", end_it)
    assert answer.status_code == 503
    assert browser.get(scene.path).status_code == 200


def test_it_goes_before_commit(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, hand: Hand, database: str
) -> None:
    """All was written and nothing is kept: whoever saves is told so, and saves again."""
    if database != "postgresql":
        pytest.skip("SQLite has no server")
    app.config["PROPAGATE_EXCEPTIONS"] = False
    browser.as_(cast.advocate)
    note = {"text": "Met her.", "occurred_at": "2020-01-01T10:00", "category": "plan"}
    note |= {"kind": "contact", "csrf_token": browser.csrf_token(), "form_key": str(uuid4())}

    def end_it(_connection: Any) -> None:
        hand.rows(ALL)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "commit", end_it)
    try:
        answer = browser._http.post(f"{scene.path}/notes", data=note)
    finally:
        event.remove(engine, "commit", end_it)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    with app.app_context(), job("test: look"):
        assert rows(Note) == []
    assert browser._http.post(f"{scene.path}/notes", data=note).status_code == 303
