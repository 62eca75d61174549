"""The house opens its door."""

from tests.browser import Browser
from tests.cast import Cast


def test_somebody_signed_in_is_let_in(browser: Browser, cast: Cast) -> None:
    assert browser.as_(cast.advocate).get("/").status_code == 200


def test_a_stranger_is_sent_to_sign_in(browser: Browser, cast: Cast) -> None:
    response = browser.get("/")
    assert response.status_code in {302, 303}
    assert response.location.startswith("/sign-in")
