"""One-time codes: each is good once, near its time; guessing is cut short; the app can change."""

import re
from datetime import timedelta

import pyotp
import pytest
from flask import Flask

from safetynet import clock
from safetynet.authentication.codes import STEP
from tests.authentication.entering import is_in, type_code, type_password
from tests.browser import Browser
from tests.cast import TOTP, Cast
from tests.notices.conftest import LetterBox

SECRET = re.compile(r"<code>((?:[A-Z2-7]{4} ?)+)</code>")


def code_at(steps: int, secret: str = TOTP) -> str:
    """Return the code of so many steps from now."""
    return pyotp.TOTP(secret).at(clock.now() + timedelta(seconds=steps * STEP))


def half(app: Flask, cast: Cast) -> Browser:
    browser = Browser(app)
    assert type_password(browser, cast.advocate) == 303
    return browser


@pytest.mark.parametrize("steps", [-2880, 2880])
def test_a_code_of_another_day_is_refused(app: Flask, cast: Cast, steps: int) -> None:
    """2880 steps are a day: neither one of yesterday nor one of tomorrow."""
    assert type_code(half(app, cast), code_at(steps)) == 422


@pytest.mark.parametrize("days", [-1, 1])
def test_no_code_is_good_again_where_the_clock_is_wrong(app: Flask, cast: Cast, days: int) -> None:
    code = code_at(0)
    assert type_code(half(app, cast), code) == 303
    clock.stand_at(clock.now() + timedelta(days=days))
    assert type_code(half(app, cast), code) == 422


def test_two_hundred_guesses_come_to_nothing(app: Flask, cast: Cast) -> None:
    """Even the right one is not taken among them."""
    browser = half(app, cast)
    guesses = [f"{guess:06d}" for guess in range(200)]
    answers = {type_code(browser, code) for code in guesses if code != code_at(0)}
    assert answers == {422, 429}
    assert type_code(browser) == 429
    assert type_code(half(app, cast)) == 429


# Another app ------------------------------------------------------------------------------------


def begun(browser: Browser) -> str:
    """Begin to set up another app; return its secret as the page shows it."""
    assert browser.post("/account/app").status_code == 303
    page = browser.get("/account/app").text
    assert 'src="data:image/svg+xml' in page
    [shown] = SECRET.findall(page)
    return str(shown).replace(" ", "")


def test_another_app_takes_the_place_of_the_old_one(
    app: Flask, browser: Browser, cast: Cast, box: LetterBox
) -> None:
    elsewhere = Browser(app).as_(cast.advocate)
    me = browser.as_(cast.advocate)
    secret = begun(me)
    assert me.post("/account/app/confirmation", code=code_at(0, secret)).status_code == 303
    assert "No app is being set up." in me.get("/account/app").text
    assert is_in(me) and not is_in(elsewhere)
    assert type_code(half(app, cast), code_at(0)) == 422
    assert type_code(half(app, cast), code_at(0, secret)) == 422
    assert type_code(half(app, cast), code_at(1, secret)) == 303
    assert any(
        "your authenticator app" in " ".join(told.split()) for told in box.got(cast.advocate)
    )


def test_until_its_code_was_right_the_old_one_counts(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    me = browser.as_(cast.advocate)
    secret = begun(me)
    for wrong in (code_at(0), code_at(5, secret), "000000"):
        answer = me.post("/account/app/confirmation", code=wrong)
        assert answer.status_code == 422 and "That code is not valid now." in answer.text
    assert me.post("/account/app/confirmation", code="").status_code == 422
    assert type_code(half(app, cast), code_at(0, secret)) == 422
    assert type_code(half(app, cast), code_at(0)) == 303


def test_a_secret_is_drawn_anew_each_time(browser: Browser, cast: Cast) -> None:
    me = browser.as_(cast.advocate)
    first, second = begun(me), begun(me)
    assert first != second
    assert me.post("/account/app/confirmation", code=code_at(0, first)).status_code == 422


def test_without_having_begun_nothing_is_confirmed(browser: Browser, cast: Cast) -> None:
    me = browser.as_(cast.advocate)
    assert "No app is being set up." in me.get("/account/app").text
    answer = me.post("/account/app/confirmation", code=code_at(0))
    assert str(answer.location).endswith("/account/app")


def test_everybody_can_change_theirs(browser: Browser, cast: Cast) -> None:
    for player in (cast.privacy_officer, cast.administrator, cast.observer, cast.analyst):
        me = browser.as_(player)
        secret = begun(me)
        assert me.post("/account/app/confirmation", code=code_at(0, secret)).status_code == 303
