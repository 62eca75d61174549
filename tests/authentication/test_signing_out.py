"""Signing out: the server forgets the sign-in, and the browser what it showed."""

import pytest

from tests.browser import Browser
from tests.cast import Cast


@pytest.mark.parametrize("way", ["/sign-out", "/quick-exit", "/account/sign-ins/end"])
def test_the_browser_is_told_to_forget(browser: Browser, cast: Cast, way: str) -> None:
    answer = browser.as_(cast.advocate).post(way)
    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "/sign-in" in str(browser.look("/").location)


@pytest.mark.parametrize("way", ["/sign-out", "/quick-exit", "/account/sign-ins/end"])
def test_a_copy_of_the_cookie_is_worth_nothing(browser: Browser, cast: Cast, way: str) -> None:
    kept = browser.as_(cast.advocate)._http.get_cookie("sn")
    assert kept
    browser.post(way)
    thief = Browser(browser.app)
    thief._http.set_cookie("sn", kept.value)
    assert "/sign-in" in str(thief.look("/").location)
