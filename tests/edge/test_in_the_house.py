"""The edge on the real app: what only shows when the door, the database and sign-in are there."""

import pytest
from flask import Flask, abort

from safetynet.edge import readiness
from safetynet.vault import VaultError
from tests.browser import Browser
from tests.cast import Cast
from tests.page_inspector import inspect_page


def test_the_quick_exit_asks_for_no_token(app: Flask, browser: Browser, cast: Cast) -> None:
    browser.as_(cast.advocate)
    answer = browser._http.post("/quick-exit")
    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"]
    assert browser.get("/").location.startswith("/sign-in")
    assert "SafetyNet" not in browser.get(answer.location).text


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({}, 303),
        ({"Origin": "null"}, 303),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}, 303),
        # A proxy may hand on another Host than the one that people see.
        ({"Origin": "http://127.0.0.1:8000"}, 303),
        ({"Sec-Fetch-Site": "none", "Referer": "http://localhost/account"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 400),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"}, 400),
        ({"Origin": "http://localhost.evil.example"}, 400),
        ({"Origin": "http://["}, 400),
        ({"Referer": "http://evil.example/?http://localhost/"}, 400),
    ],
)
def test_another_site_sends_nothing_in_our_name(
    browser: Browser, cast: Cast, told: dict[str, str], status: int
) -> None:
    token = browser.as_(cast.advocate).csrf_token()
    sent = {"csrf_token": token, "language": "es", "note": "my words"}
    answer = browser._http.post("/account/language", data=sent, headers=told)
    assert answer.status_code == status
    assert status == 303 or "my words" in answer.text


def test_not_found_and_not_visible_are_the_same_bytes(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    stranger = app.test_client().get("/nowhere").data
    assert browser.as_(cast.advocate).get("/nowhere").data == stranger
    nobody = "/cases/00000000-0000-4000-8000-000000000000"
    assert browser.as_(cast.advocate).get(nobody).data == stranger


def test_an_expired_form_shows_what_was_typed_to_who_typed_it(browser: Browser, cast: Cast) -> None:
    browser.as_(cast.advocate)
    answer = browser._http.post("/account/language", data={"language": "es", "note": "my words"})
    assert answer.status_code == 400
    assert "my words" in answer.text
    assert inspect_page(answer.text) == []


def test_reading_for_long_keeps_the_sign_in(browser: Browser, cast: Cast) -> None:
    assert browser.as_(cast.advocate).post("/sign-in/stay").status_code == 204
    assert browser.get("/").status_code == 200


def test_the_headers_are_on_what_the_door_lets_out(browser: Browser, cast: Cast) -> None:
    for path in ("/", "/account", "/nowhere"):
        headers = browser.as_(cast.advocate).get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_the_house_is_ready(app: Flask) -> None:
    assert app.test_client().get("/readyz").status_code == 200


def test_a_house_without_its_keyring_is_not(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise VaultError("the key does not open")

    monkeypatch.setattr(app.extensions["vault"].keyring, "check", broken, raising=False)
    assert app.test_client().get("/readyz").status_code == 503


def test_a_full_disk_is_not_ready(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "LEAST_FREE", 1.0)
    assert app.test_client().get("/readyz").status_code == 503


@pytest.mark.parametrize("code", [400, 403, 409, 422])
def test_a_refusal_behind_the_door_keeps_the_way_around(
    app: Flask, browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setitem(app.view_functions, "account.show_account", lambda: abort(code))
    answer = browser.as_(cast.coordinator).get("/account")
    assert answer.status_code == code
    assert "Today" in answer.text


def test_an_address_has_one_spelling(browser: Browser, cast: Cast) -> None:
    """A slash too many leads nowhere, also not on to the page without it."""
    browser.as_(cast.advocate)
    for path in ("//account", "/account//language", "//", "/account/"):
        answer = browser._http.get("/", environ_overrides={"PATH_INFO": path, "REQUEST_URI": path})
        assert answer.status_code == 404 and not answer.location, path
    assert browser.get("/account").status_code == 200
