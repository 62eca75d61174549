"""A missed clock of somebody missing: who hears of it by mail, and who must not."""

from datetime import timedelta

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import Role
from safetynet.events.reminding import tell_of_missed_clocks
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.events.test_missing import come_back, start, tell
from tests.notices.conftest import AT_ONCE, LetterBox
from tests.scenes import Scene


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


@pytest.fixture
def box(app: Flask, cast: Cast, scene: Scene) -> LetterBox:
    box = LetterBox(app)
    box.choose_at_once(cast)
    box.forget()
    return box


def test_whoever_reported_it_and_their_lead_hear_of_it_once(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, box: LetterBox
) -> None:
    lead = scenes.colleague(app, cast.probation, Role.SUPERVISOR)
    box.choose(lead, **AT_ONCE)
    start(browser.as_(cast.probation), scene)
    assert box.written_to(tell_of_missed_clocks) == []
    clock.stand_at(clock.now() + timedelta(hours=25))
    assert box.written_to(tell_of_missed_clocks) == sorted([cast.probation.email, lead.email])
    assert scene.number not in "".join(mail.as_string() for mail in box.took)
    clock.stand_at(clock.now() + timedelta(hours=1))
    assert box.written_to(tell_of_missed_clocks) == []


def test_what_was_done_in_time_is_no_news(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, box: LetterBox
) -> None:
    start(browser.as_(cast.probation), scene)
    tell(browser, scene, "police", "26-1")
    tell(browser, scene, "ncmec", "26-2")
    clock.stand_at(clock.now() + timedelta(hours=25))
    assert box.written_to(tell_of_missed_clocks) == []


def test_what_another_agency_did_unseen_leaves_the_mail_as_it_is(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, box: LetterBox
) -> None:
    """Or a mail that does not come would tell probation what Harbor did."""
    start(browser.as_(cast.probation), scene)
    start(browser.as_(cast.advocate), scene)
    tell(browser, scene, "police", "26-1")
    tell(browser, scene, "ncmec", "26-2")
    clock.stand_at(clock.now() + timedelta(hours=25))
    assert box.written_to(tell_of_missed_clocks) == [cast.probation.email]


def test_a_return_that_nobody_asked_about_is_told_after_three_days(
    app: Flask, browser: Browser, cast: Cast, scene: Scene, box: LetterBox
) -> None:
    start(browser.as_(cast.probation), scene)
    come_back(browser, scene)
    clock.stand_at(clock.now() + timedelta(hours=25))
    assert box.written_to(tell_of_missed_clocks) == []
    clock.stand_at(clock.now() + timedelta(hours=50))
    assert box.written_to(tell_of_missed_clocks) == [cast.probation.email]
