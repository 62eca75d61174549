"""What happened since the last review, as the review's page tells it."""

import re
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select, update

from safetynet import clock
from safetynet.db import reading_engine, writing_engine
from safetynet.meetings.models.tasks import Ending, Task
from tests.browser import Browser
from tests.cast import Cast
from tests.meetings.sitting import sit_down


def told(browser: Browser, path: str) -> list[str]:
    return re.findall(r"Task of [^:<]+: ([^<]+)", browser.get(path).text)


def test_what_ended_at_one_moment_keeps_its_order(app: Flask, browser: Browser, cast: Cast) -> None:
    """A database hands out a row that was written again after those that were not."""
    sitting = sit_down(app, cast, browser)
    tasks = "Confirm the bed @clinic\nCall the school @clinic\nFile the update @clinic"
    browser.post(sitting.screen, tasks=tasks, version="2")
    with app.app_context(), reading_engine().connect() as connection:
        ids = connection.scalars(select(Task.id)).all()
    now = clock.now()
    for task_id, ending in zip(ids, Ending, strict=False):
        ended = update(Task).where(Task.id == task_id).values(ending=ending, settled_at=now)
        written(app, ended)
    before = told(browser, sitting.screen)
    assert len(set(before)) == len(ids) == 3
    for task_id in ids:
        # An indexed column, or PostgreSQL keeps the row where its indexes point.
        another = clock.today() + timedelta(days=9)
        written(app, update(Task).where(Task.id == task_id).values(due_on=another))
        assert told(browser, sitting.screen) == before


def written(app: Flask, statement: Any) -> None:
    with app.app_context(), writing_engine().begin() as connection:
        connection.execute(statement)
