"""What leaves the house is on the ledger first."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select

from safetynet.audit import Ledger, LedgerUnavailableError
from safetynet.audit.tables import entries
from safetynet.audit.verify import Verification, verify
from safetynet.db import reading_engine
from tests.browser import Browser
from tests.cast import Cast, Player


def _endings(app: Flask) -> list[tuple[str, str]]:
    """Return permission and result of all entries, the oldest first."""
    wanted = select(entries.c.permission, entries.c.result).order_by(entries.c.id)
    with app.app_context(), reading_engine().connect() as connection:
        return [(row.permission, row.result) for row in connection.execute(wanted)]


def _verified(app: Flask) -> Verification:
    with app.app_context():
        return verify(reading_engine(), app.extensions["ledger"])


def test_a_page_that_was_opened_is_on_the_ledger(app: Flask, browser: Browser, cast: Cast) -> None:
    browser.as_(cast.advocate).get("/")
    assert _endings(app)[-1] == ("home:read", "opened")
    assert _verified(app).is_clean


def test_nothing_leaves_when_the_ledger_cannot_be_written(
    browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LedgerUnavailableError

    browser.as_(cast.advocate)
    monkeypatch.setattr(Ledger, "keep", fail)
    response = browser.get("/")
    assert response.status_code == 503
    assert "Retry-After" in response.headers


def test_many_who_look_at_once_are_each_on_the_ledger(app: Flask, cast: Cast) -> None:
    def look(player: Player) -> list[int]:
        browser = Browser(app).as_(player)
        return [browser.get("/").status_code for _ in range(5)]

    before = len(_endings(app))
    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(look, [cast.advocate, cast.outsider] * 4))
    assert seen == [[200] * 5] * 8
    assert len(_endings(app)) - before >= 40
    result = _verified(app)
    assert (result.findings, result.notes) == ([], [])
