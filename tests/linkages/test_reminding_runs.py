"""Reminders of linkages when a run is killed, meets another, or meets whoever answers."""

from datetime import date
from threading import Barrier, Event, Thread
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from safetynet.access import job
from safetynet.db import db
from safetynet.linkages import Linkage, reminding
from safetynet.linkages.clocks import ANSWER, LOOP
from safetynet.linkages.reminding import remind_of_linkages
from safetynet.notices import Kind, tell
from safetynet.notices.models import Notice
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.linkages.conftest import reminded, stand_on
from tests.linkages.offering import take
from tests.notices.conftest import LetterBox


class KilledError(Exception):
    """The machine went down."""


def test_a_run_that_is_killed_leaves_nothing_and_is_made_up_for(
    app: Flask, cast: Cast, box: LetterBox, path: str, day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(kind: Kind, about: Linkage, whom: list[UUID]) -> None:
        tell(kind, about, whom)
        raise KilledError

    stand_on(day, ANSWER.amount + 1)
    with monkeypatch.context() as patch:
        patch.setattr(reminding, "tell", killed)
        with pytest.raises(KilledError):
            reminded(box)
    assert box.states() == []
    assert reminded(box) == [cast.teacher.email]


def test_runs_at_once_tell_once(app: Flask, box: LetterBox, path: str, day: date) -> None:
    stand_on(day, LOOP.amount + 1)
    together = Barrier(4, timeout=30)

    def run() -> None:
        together.wait()
        with app.app_context():
            remind_of_linkages()

    runs = [Thread(target=run) for _one in range(4)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert len(box.states()) == 2


def test_a_linkage_that_another_run_holds_is_left_to_it(
    app: Flask, cast: Cast, box: LetterBox, path: str, day: date, database: str
) -> None:
    if database == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    stand_on(day, ANSWER.amount + 1)
    held, looked = Event(), Event()

    def hold() -> None:
        with app.app_context(), job("test: another run"):
            db.session.scalars(select(Linkage).with_for_update()).all()
            held.set()
            looked.wait(30)

    other = Thread(target=hold)
    other.start()
    assert held.wait(30)
    meanwhile = reminded(box)
    looked.set()
    other.join()
    assert meanwhile == []
    assert reminded(box) == [cast.teacher.email]


def test_nobody_loses_an_answer_by_it(
    app: Flask, browser: Browser, cast: Cast, box: LetterBox, path: str, day: date
) -> None:
    """Whoever had the page open before the mail left answers it all the same."""
    with app.app_context(), job("test: look"):
        [before] = rows(Linkage)
        version = str(before.version)
    stand_on(day, LOOP.amount + 1)
    assert reminded(box)
    browser.as_(cast.teacher)
    assert take(browser, path, "answers/accepted", version=version) == 303


def test_what_was_told_says_no_word(app: Flask, box: LetterBox, path: str, day: date) -> None:
    stand_on(day, ANSWER.amount + 1)
    with app.app_context():
        remind_of_linkages()
        with job("test: look"):
            [notice] = rows(Notice)
            assert (notice.about_table, notice.number) == ("linkages", None)
