"""A missed clock is a mail to whoever triages: once, naming nobody, while it runs still."""

from datetime import timedelta

import pytest
from flask import Flask

from safetynet import clock
from safetynet.notices.models import How
from safetynet.referrals.desk.reminding import tell_of_missed_clocks
from tests.browser import Browser
from tests.cast import Cast
from tests.notices.conftest import AT_ONCE, LetterBox
from tests.referrals.telling import FIRST, LAST, send, typed, version_of


@pytest.fixture
def box(app: Flask, cast: Cast) -> LetterBox:
    box = LetterBox(app)
    box.choose_at_once(cast)
    return box


def waits_for_hours(app: Flask, browser: Browser, cast: Cast, box: LetterBox) -> str:
    """Send a referral that has to be triaged within two hours; of that itself nobody hears here."""
    path = send(browser, cast.probation, typed("team_statute", urgency="hours"))
    box.forget()
    return path


def test_a_missed_clock_is_told_once_to_whoever_triages(
    app: Flask, browser: Browser, cast: Cast, box: LetterBox
) -> None:
    waits_for_hours(app, browser, cast, box)
    assert box.written_to(tell_of_missed_clocks) == []
    clock.stand_at(clock.now() + timedelta(hours=2, minutes=1))
    assert box.written_to(tell_of_missed_clocks) == [cast.coordinator.email]
    clock.stand_at(clock.now() + timedelta(minutes=5))
    assert box.written_to(tell_of_missed_clocks) == []


def test_the_mail_names_nobody(app: Flask, browser: Browser, cast: Cast, box: LetterBox) -> None:
    path = waits_for_hours(app, browser, cast, box)
    clock.stand_at(clock.now() + timedelta(hours=3))
    assert box.written_to(tell_of_missed_clocks)
    [mail] = box.took
    whole = mail.as_string() + mail.get_content()
    assert "Something waits for you." in whole
    for word in (FIRST, LAST, "R-20", path, "County Probation"):
        assert word not in whole


def test_what_was_done_before_the_mail_left_is_not_told(
    app: Flask, browser: Browser, cast: Cast, box: LetterBox
) -> None:
    path = waits_for_hours(app, browser, cast, box)
    clock.stand_at(clock.now() + timedelta(hours=3))
    with app.app_context():
        tell_of_missed_clocks()
    browser.as_(cast.coordinator).post(
        f"{path}/triage",
        {"urgency": "hours", "route": "rapid_response"},
        version=version_of(app, path),
    )
    box.took.clear()
    box.emptied()
    assert [mail["To"] for mail in box.took] == []


def test_who_wants_no_such_mail_gets_none(app: Flask, browser: Browser, cast: Cast) -> None:
    box = LetterBox(app)
    box.choose(cast.coordinator, **AT_ONCE | {"waits": How.NEVER})
    waits_for_hours(app, browser, cast, box)
    clock.stand_at(clock.now() + timedelta(hours=3))
    assert box.written_to(tell_of_missed_clocks) == []


def test_what_was_missed_long_ago_stands_on_the_page_alone(
    app: Flask, browser: Browser, cast: Cast, box: LetterBox
) -> None:
    waits_for_hours(app, browser, cast, box)
    clock.stand_at(clock.now() + timedelta(days=20))
    assert box.written_to(tell_of_missed_clocks) == []
