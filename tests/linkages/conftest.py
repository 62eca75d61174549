"""A linkage that was sent and waits for its answer, and the mail that is written about it."""

from datetime import date, time, timedelta

import pytest
from flask import Flask

from safetynet import clock
from safetynet.linkages.reminding import remind_of_linkages
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.linkages.offering import list_for, sent
from tests.notices.conftest import LetterBox
from tests.scenes import Scene


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


@pytest.fixture
def box(app: Flask, cast: Cast, scene: Scene) -> LetterBox:
    box = LetterBox(app)
    box.choose_at_once(cast)
    return box


@pytest.fixture
def day(app: Flask) -> date:
    """The day on which all begins."""
    return clock.today()


@pytest.fixture
def path(app: Flask, browser: Browser, cast: Cast, scene: Scene, box: LetterBox, day: date) -> str:
    """County Probation sent a linkage to the schools, which have no seat; that mail is gone."""
    path = sent(browser, scene, list_for(app, cast.teacher.agency_id), cast.probation)
    box.forget()
    return path


def stand_on(day: date, after: int) -> None:
    """Let it be noon so many days after a day."""
    clock.stand_at(clock.moment_of(day + timedelta(days=after), time(12)))


def reminded(box: LetterBox) -> list[str]:
    return box.written_to(remind_of_linkages)
