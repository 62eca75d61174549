"""A PostgreSQL that goes away amid a visit is answered 503, and the next visit works."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from safetynet.db import db
from tests.browser import Browser
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
