"""Guessing is slow, and nobody learns by it who has an account (CR-21)."""

from datetime import timedelta

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from safetynet import clock
from safetynet.access import counting, job
from safetynet.authentication.throttle import LIMITS, TooManyTriesError, What, take_a_try
from safetynet.db import writing_engine
from safetynet.notices import Kind
from safetynet.notices.commands import notices
from safetynet.notices.models import Notice
from safetynet.vault import BusyError
from safetynet.vault.password import Passwords
from tests.browser import Browser, rows, without_tokens
from tests.cast import PASSWORD, TOTP, Cast
from tests.house.inside import statements

WRONG = "a wrong one, and long"
NOBODY = "nobody@elsewhere.example.org"
HOURS = timedelta(hours=1)


def at(browser: Browser, place: str) -> Browser:
    browser._http.environ_base["REMOTE_ADDR"] = place
    return browser


def enter(browser: Browser, email: str, password: str = WRONG) -> TestResponse:
    return browser.post("/sign-in", email=email, password=password)


def guess(browser: Browser, email: str, times: int) -> set[int]:
    """Try a wrong password so many times; return how it was answered."""
    return {enter(browser, email).status_code for _time in range(times)}


def sign_in(browser: Browser, email: str) -> TestResponse:
    assert enter(browser, email, PASSWORD).status_code == 303
    return browser.post("/sign-in/code", code=pyotp.TOTP(TOTP).at(clock.now()))


def wait(time: timedelta) -> None:
    clock.stand_at(clock.now() + time)


def kept(app: Flask) -> dict[bytes, int]:
    with app.app_context(), writing_engine().connect() as connection:
        return {row.key: row.failed for row in connection.execute(select(counting.tries))}


def test_after_ten_wrong_passwords_the_right_one_waits(browser: Browser, cast: Cast) -> None:
    assert guess(browser, cast.advocate.email, 10) == {422}
    answer = enter(browser, cast.advocate.email, PASSWORD)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "900"
    assert "Too many tries. Wait 15 minutes" in answer.text
    assert cast.advocate.email in answer.text
    assert enter(browser, cast.supervisor.email, PASSWORD).status_code == 303
    wait(timedelta(minutes=15))
    assert enter(browser, cast.advocate.email, PASSWORD).status_code == 303


def test_from_many_places_an_account_is_shut_but_not_where_it_is_at_home(
    browser: Browser, cast: Cast
) -> None:
    email = cast.advocate.email
    assert sign_in(at(browser, "192.0.2.1"), email).status_code == 303
    browser.post("/sign-out")
    for place in range(3):
        assert guess(at(browser, f"198.51.100.{place}"), email, 10) == {422}
    assert enter(at(browser, "203.0.113.1"), email, PASSWORD).status_code == 429
    wait(timedelta(seconds=30))
    assert sign_in(at(browser, "192.0.2.1"), email).status_code == 303


def test_a_place_that_tries_everybody_is_shut(browser: Browser, cast: Cast) -> None:
    at(browser, "2001:db8:1:2::1")
    answers = [enter(browser, f"n{n}@example.org").status_code for n in range(41)]
    assert answers == [422] * 40 + [429]
    assert enter(at(browser, "2001:db8:1:2::9"), cast.advocate.email).status_code == 429
    assert enter(at(browser, "2001:db8:1:3::9"), cast.advocate.email).status_code == 422


def test_two_hundred_guesses_of_a_code_are_refused(
    app: Flask, browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []
    monkeypatch.setattr(
        "safetynet.authentication.signing_in.step_of", lambda *_given: looked.append(1)
    )
    enter(browser, cast.advocate.email, PASSWORD)
    answers = [browser.post("/sign-in/code", code=f"{n:06}").status_code for n in range(200)]
    assert answers == [422] * 10 + [429] * 190
    assert len(looked) == 10
    monkeypatch.undo()
    right = browser.post("/sign-in/code", code=pyotp.TOTP(TOTP).at(clock.now()))
    assert right.status_code == 429
    assert right.headers["Retry-After"] == "3600"
    assert browser.look("/cases").status_code == 302
    assert browser.send("/quick-exit").status_code == 303


def test_who_is_not_here_is_answered_alike(app: Flask, browser: Browser, cast: Cast) -> None:
    """The same bytes by the same statements, before and after it is too often."""
    guess(browser, "the first answer fills caches@example.org", 1)
    people = cast.advocate.email, f"x{cast.advocate.email[1:]}"
    for n in range(12):
        known, unknown = (seen(app, browser, who) for who in people)
        for of_known, of_unknown in zip(known, unknown, strict=True):
            assert of_known == of_unknown
        assert known[0] == (422 if n < 10 else 429)


def seen(app: Flask, browser: Browser, email: str) -> tuple[object, ...]:
    with statements(app) as said:
        answer = enter(browser, email)
    headers = [one for one in answer.headers if one[0] not in {"Date", "Set-Cookie"}]
    return answer.status_code, list(said), headers, without_tokens(answer.text)


def test_many_at_once_are_no_more_than_one_after_the_other(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of them look before one of them is counted."""
    monkeypatch.setattr(counting, "counted", lambda _keys: {})
    with app.test_request_context():
        for _time in range(LIMITS[What.PASSWORD].together):
            take_a_try(What.PASSWORD, b"somebody")
        with pytest.raises(TooManyTriesError):
            take_a_try(What.PASSWORD, b"somebody")


def test_what_was_right_is_not_counted(app: Flask, browser: Browser, cast: Cast) -> None:
    guess(browser, cast.advocate.email, 9)
    for _time in range(3):
        assert enter(browser, cast.advocate.email, PASSWORD).status_code == 303
    assert guess(browser, cast.advocate.email, 10) == {422}
    assert enter(browser, cast.advocate.email).status_code == 429


def test_the_table_says_nothing_to_its_reader_and_does_not_grow(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    guess(browser, cast.advocate.email, 30)
    assert sorted(kept(app).values()) == [10, 10, 10]
    assert {len(key) for key in kept(app)} == {16}
    wait(timedelta(minutes=16))
    guess(browser, NOBODY, 1)
    assert sorted(kept(app).values()) == [1, 1, 1]


def test_an_old_password_is_not_guessed_either(browser: Browser, cast: Cast) -> None:
    browser.as_(cast.advocate)
    said = {"password-old": WRONG, "password-new": "seven lanterns by the river"}
    answers = [browser.post("/account/password", said).status_code for _time in range(11)]
    assert answers == [422] * 10 + [429]


def told_of_tries(app: Flask) -> int:
    assert app.test_cli_runner().invoke(notices, ["send"]).exit_code == 0
    with app.app_context(), job("test: look"):
        return len(rows(Notice, Notice.kind == Kind.LOCKED))


def test_whose_account_was_tried_is_told_once(app: Flask, browser: Browser, cast: Cast) -> None:
    guess(browser, NOBODY, 11)
    guess(browser, cast.advocate.email, 9)
    assert told_of_tries(app) == 0
    guess(browser, cast.advocate.email, 2)
    assert [told_of_tries(app), told_of_tries(app)] == [1, 1]
    wait(HOURS)
    guess(browser, cast.advocate.email, 10)
    assert told_of_tries(app) == 2


def too_many(*_given: object, **_named: object) -> None:
    raise BusyError


def test_where_many_sign_in_at_once_one_comes_back_and_types_no_address_again(
    browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Passwords, "verify_password", too_many)
    answer = enter(browser, cast.advocate.email, PASSWORD)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Many people are signing in" in answer.text
    assert cast.advocate.email in answer.text


def test_where_no_password_can_be_made_now_nothing_is_saved(
    browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Passwords, "hash_password", too_many)
    browser.as_(cast.administrator)
    said = {"name": "Noor Khan", "email": NOBODY, "role": "advocate", "checked_how": "known"}
    answer = browser.post(f"/people/agencies/{cast.harbor_id}/members", said)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Noor Khan" not in browser.get("/people").text
