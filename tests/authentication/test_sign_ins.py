"""Three sign-ins at most, each known by its device; one that ended opens nothing any more."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.authentication.devices import Browser as Kind
from safetynet.authentication.devices import System, device_of
from safetynet.authentication.ending import end_all_of
from safetynet.authentication.models import ABSOLUTE_END, IDLE_END, SignIn
from safetynet.notices import Kind as Mail
from safetynet.notices.models import Notice
from tests.browser import Browser, rows
from tests.cast import PASSWORD, TOTP, Cast, Player

ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) Version/17.1 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36 Edg/120.0"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0"


def sign_in(app: Flask, player: Player, user_agent: str = "") -> Browser:
    """Sign in through the pages in a browser of its own, half a minute after the last."""
    clock.stand_at(clock.now() + timedelta(seconds=31))
    browser = Browser(app)
    browser._http.environ_base["HTTP_USER_AGENT"] = user_agent
    browser.post("/sign-in", email=player.email, password=PASSWORD)
    answer = browser.post("/sign-in/code", code=pyotp.TOTP(TOTP).at(clock.now()))
    assert answer.status_code == 303
    return browser


def is_in(browser: Browser) -> bool:
    return browser.look("/account").status_code == 200


def told(app: Flask, kind: Mail) -> int:
    with app.app_context(), job("test: look"):
        return len(rows(Notice, Notice.kind == kind))


def test_as_a_fourth_begins_the_oldest_ends_and_she_is_told(app: Flask, cast: Cast) -> None:
    other = sign_in(app, cast.supervisor)
    first, second, third = (sign_in(app, cast.advocate) for _time in range(3))
    assert all(map(is_in, (first, second, third)))
    assert told(app, Mail.ENDED) == 0
    fourth = sign_in(app, cast.advocate)
    assert [is_in(one) for one in (first, second, third, fourth, other)] == [
        False,
        True,
        True,
        True,
        True,
    ]
    assert told(app, Mail.ENDED) == 1


def test_one_that_ended_makes_room(app: Flask, cast: Cast) -> None:
    first, second, third = (sign_in(app, cast.advocate) for _time in range(3))
    third.post("/sign-out")
    fourth = sign_in(app, cast.advocate)
    assert all(map(is_in, (first, second, fourth)))


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (ANDROID, (Kind.CHROME, System.ANDROID)),
        (IPHONE, (Kind.SAFARI, System.IPHONE)),
        (EDGE, (Kind.EDGE, System.WINDOWS)),
        (FIREFOX, (Kind.FIREFOX, System.LINUX)),
        ("<script>", (Kind.OTHER, System.OTHER)),
        ("", (Kind.OTHER, System.OTHER)),
    ],
)
def test_a_device_is_two_words(user_agent: str, device: tuple[Kind, System]) -> None:
    assert device_of(user_agent) == device


def test_the_account_lists_them_and_ends_one_or_all(app: Flask, cast: Cast) -> None:
    phone, desk = sign_in(app, cast.advocate, ANDROID), sign_in(app, cast.advocate, EDGE)
    page = desk.get("/account").text
    assert "Chrome on Android" in page
    assert "Edge on Windows (this browser)" in page
    with app.app_context(), job("test: look"):
        [of_phone] = [one.id for one in rows(SignIn) if one.system == System.ANDROID]
    desk.post(f"/account/sign-ins/{of_phone}/end")
    assert (is_in(phone), is_in(desk)) == (False, True)
    phone = sign_in(app, cast.advocate, ANDROID)
    phone.post("/account/sign-ins/end")
    assert (is_in(phone), is_in(desk)) == (False, False)


def test_an_observers_sign_in_is_for_the_day(app: Flask, cast: Cast) -> None:
    """Until midnight where the county is, which is no midnight of UTC."""
    evening = clock.end_of(clock.today()) - timedelta(minutes=5)
    clock.stand_at(evening)
    observer, advocate = sign_in(app, cast.observer), sign_in(app, cast.advocate)
    assert is_in(observer)
    clock.stand_at(evening + timedelta(minutes=6))
    assert not is_in(observer)
    assert observer.look("/sign-in/code").status_code == 303
    assert is_in(advocate)
    assert is_in(sign_in(app, cast.observer))


def signed_out(browser: Browser, app: Flask, cast: Cast) -> None:
    browser.post("/sign-out")


def left_quickly(browser: Browser, app: Flask, cast: Cast) -> None:
    browser.look("/quick-exit")


def ended_one(browser: Browser, app: Flask, cast: Cast) -> None:
    with app.app_context(), job("test: look"):
        [mine] = [one.id for one in rows(SignIn, SignIn.ended_at.is_(None))]
    sign_in(app, cast.advocate).post(f"/account/sign-ins/{mine}/end")


def ended_all(browser: Browser, app: Flask, cast: Cast) -> None:
    sign_in(app, cast.advocate).post("/account/sign-ins/end")


def idle(browser: Browser, app: Flask, cast: Cast) -> None:
    clock.stand_at(clock.now() + IDLE_END)


def too_long(browser: Browser, app: Flask, cast: Cast) -> None:
    end = clock.now() + ABSOLUTE_END
    while clock.now() < end:
        assert browser.look("/account").status_code == 200
        clock.stand_at(clock.now() + timedelta(minutes=25))


def changed_password(browser: Browser, app: Flask, cast: Cast) -> None:
    said = {"password-old": PASSWORD, "password-new": "seven lanterns by the river"}
    answer = sign_in(app, cast.advocate).post("/account/password", said)
    assert answer.status_code == 303


def got_another_role(browser: Browser, app: Flask, cast: Cast) -> None:
    """As everything ends it that changes who somebody is: a role, a leave, a recovery."""
    with app.app_context(), job("test: another role"):
        end_all_of(cast.advocate.id)


def left_the_agency(browser: Browser, app: Flask, cast: Cast) -> None:
    leave = f"/people/members/{cast.advocate.id}/leaving"
    assert Browser(app).as_(cast.administrator).post(leave, version=1).status_code == 303


def signed_in_elsewhere(browser: Browser, app: Flask, cast: Cast) -> None:
    for _time in range(3):
        sign_in(app, cast.advocate)


def proved_again(browser: Browser, app: Flask, cast: Cast) -> None:
    clock.stand_at(clock.now() + timedelta(minutes=6))
    browser.post("/sign-in/again", next="/", again_password=PASSWORD)


ENDS: tuple[Callable[[Browser, Flask, Cast], None], ...] = (
    signed_out,
    left_quickly,
    ended_one,
    ended_all,
    idle,
    too_long,
    changed_password,
    got_another_role,
    left_the_agency,
    signed_in_elsewhere,
    proved_again,
)


@pytest.mark.parametrize("end", ENDS)
def test_a_stolen_cookie_opens_nothing_after_the_end(
    app: Flask, cast: Cast, end: Callable[[Browser, Flask, Cast], None]
) -> None:
    owner = sign_in(app, cast.advocate)
    thief = thief_of(app, owner)
    assert thief.get("/account").status_code == 200
    end(owner, app, cast)
    assert thief.get("/account").status_code == 302
    assert thief.get("/sign-in/code").status_code == 303


def thief_of(app: Flask, owner: Browser) -> Any:
    found = owner._http.get_cookie("sn")
    assert found
    thief = app.test_client()
    thief.set_cookie("sn", found.value)
    return thief


def test_a_cookie_from_before_opens_nothing_after(app: Flask, cast: Cast) -> None:
    """What somebody planted in a browser, or saw half-way, is not what signs in."""
    browser = Browser(app)
    browser.get("/sign-in")
    planted = thief_of(app, browser)
    browser.post("/sign-in", email=cast.advocate.email, password=PASSWORD)
    half = thief_of(app, browser)
    assert half.get("/sign-in/code").status_code == 200
    browser.post("/sign-in/code", code=pyotp.TOTP(TOTP).at(clock.now()))
    assert is_in(browser)
    for cookie in (planted, half):
        assert cookie.get("/account").status_code == 302
        assert cookie.get("/sign-in/code").status_code == 303
