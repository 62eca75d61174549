"""What every way of signing in has in common: two factors, a new secret, and an end."""

from datetime import timedelta

import pyotp
import pytest
from bs4 import BeautifulSoup
from flask import Flask

from safetynet import clock
from safetynet.authentication.signing_in import COOKIE_KEY
from tests.browser import Browser
from tests.cast import PASSWORD, TOTP, Cast, Player

CLOSED = ("/", "/cases", "/account", "/drafts")


def opens(browser: Browser) -> list[str]:
    """Return which of some pages are shown, and not the way to sign in."""
    return [path for path in CLOSED if "/sign-in" not in str(browser.look(path).location)]


def secret_of(browser: Browser) -> str:
    with browser._http.session_transaction() as session:
        return str(session.get(COOKIE_KEY, ""))


def half_way(app: Flask, player: Player) -> Browser:
    browser = Browser(app)
    assert browser.post("/sign-in", email=player.email, password=PASSWORD).status_code == 303
    return browser


def type_code(browser: Browser, step: int = 0) -> int:
    code = pyotp.TOTP(TOTP).at(clock.now() + timedelta(seconds=30 * step))
    return browser.post("/sign-in/code", code=code).status_code


def test_a_password_alone_opens_nothing(app: Flask, cast: Cast) -> None:
    for player in (cast.advocate, cast.administrator):
        assert opens(half_way(app, player)) == []


def test_whoever_planted_a_cookie_has_nothing_afterwards(app: Flask, cast: Cast) -> None:
    """The half sign-in's secret, and one from before, open nothing once it is whole."""
    browser = half_way(app, cast.advocate)
    before = secret_of(browser)
    assert type_code(browser) == 303
    after = secret_of(browser)
    assert before != after and len(bytes.fromhex(after)) == 32
    thief = Browser(app)
    with thief._http.session_transaction() as session:
        session[COOKIE_KEY] = before
    assert opens(thief) == []
    assert "/" in opens(browser)


def test_a_code_is_good_once_and_the_ones_before_it_no_more(app: Flask, cast: Cast) -> None:
    assert type_code(half_way(app, cast.advocate)) == 303
    for step in (0, -1):
        again = half_way(app, cast.advocate)
        assert type_code(again, step) == 422
        assert opens(again) == []
    assert type_code(half_way(app, cast.advocate), 1) == 303


@pytest.mark.parametrize("step", [-3, -2, 2, 3])
def test_a_code_is_good_for_its_time(app: Flask, cast: Cast, step: int) -> None:
    assert type_code(half_way(app, cast.advocate), step) == 422


def test_however_busy_it_ends_after_twelve_hours(browser: Browser, cast: Cast) -> None:
    browser.as_(cast.advocate)
    began = clock.now()
    for minutes in range(20, 12 * 60, 20):
        with clock.standing_at(began + timedelta(minutes=minutes)):
            assert browser.look("/").status_code == 200, minutes
    with clock.standing_at(began + timedelta(hours=12, seconds=1)):
        assert opens(browser) == []


def test_a_new_password_ends_every_other_sign_in(app: Flask, browser: Browser, cast: Cast) -> None:
    other = Browser(app).as_(cast.advocate)
    new = {"password-old": PASSWORD, "password-new": "seven lanterns by the river"}
    assert browser.as_(cast.advocate).post("/account/password", new).status_code == 303
    assert opens(other) == []
    assert "/" in opens(browser)


def test_a_password_is_masked_and_may_be_pasted(browser: Browser, cast: Cast) -> None:
    """Managers find it by what it is for; nothing keeps them from filling it in."""
    pages = (Browser(browser.app).get("/sign-in"), browser.as_(cast.advocate).get("/account"))
    fields = [
        field
        for page in pages
        for field in BeautifulSoup(page.text, "html.parser").select(
            '[name*="password"]:not([type="hidden"])'
        )
    ]
    assert len(fields) >= 3
    for field in fields:
        assert field["type"] == "password"
        assert field["autocomplete"] in {"current-password", "new-password"}
        assert not {name for name in field.attrs if name.startswith("on")}
