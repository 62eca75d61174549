"""Before the door opens the case file's questions are made ready, by nobody and about nobody."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine.interfaces import CacheStats

from safetynet.casefile.rehearsing import rehearse
from safetynet.db import db
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.ledger import last_entry
from tests.statements import counted

LONG = 2500
"""Letters of SQL; to spell as many takes ten milliseconds and more."""


@contextmanager
def spelled_anew(app: Flask) -> Iterator[list[str]]:
    """Collect the long questions that a request inside the block is the first to ask."""
    found: list[str] = []

    def note(_conn: Any, _cursor: Any, sql: str, _values: Any, context: Any, _many: Any) -> None:
        if context and context.cache_hit is CacheStats.CACHE_MISS and len(sql) > LONG:
            found.append(sql)

    with ExitStack() as stack:
        with app.app_context():
            engines = list(dict.fromkeys(db.engines.values()))
        for engine in engines:
            event.listen(engine, "before_cursor_execute", note)
            stack.callback(event.remove, engine, "before_cursor_execute", note)
        yield found


def as_after_a_start(app: Flask) -> None:
    """Forget every question's SQL, also what this run's other tests spelled."""
    with app.app_context():
        for engine in db.engines.values():
            engine.update_execution_options(compiled_cache={})


@pytest.mark.parametrize(
    "who", ["advocate", "provider", "probation", "supervisor", "counsel", "coordinator"]
)
def test_nobody_waits_for_questions_to_be_spelled(
    who: str, app: Flask, browser: Browser, cast: Cast
) -> None:
    scene, reader = scenes.open_case(app, cast), getattr(cast, who)
    if who == "counsel":
        scenes.seat(app, scene, reader)
    browser.as_(reader)
    as_after_a_start(app)
    with spelled_anew(app) as first:
        assert browser.get(scene.path).status_code == 200
    assert first, "what is made ready must be something that would take time"
    as_after_a_start(app)
    with app.app_context():
        rehearse()
    with spelled_anew(app) as later:
        assert browser.get(scene.path).status_code == 200
    assert not later


def test_it_finds_and_opens_nothing(app: Flask, cast: Cast) -> None:
    """Everybody's rows are there, the walls stand, and whoever asks works nowhere."""
    scenes.open_case(app, cast)
    before = last_entry(app)
    with counted(app) as sent, app.app_context():
        rehearse()
    assert sent.main and not sent.keyring
    assert all(sql.lstrip().startswith(("SELECT", "WITH")) for sql in sent.main), str(sent)
    assert last_entry(app) == before
