"""Answers of authenticators that are not believed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from safetynet import clock
from safetynet.access import job
from safetynet.agencies import Member
from safetynet.audit import Result
from safetynet.authentication.enrolling import make_void
from safetynet.db import db
from tests.authentication.by_passkey import added, asked, come_in, is_refused, kept
from tests.authentication.entering import is_in
from tests.authentication.soft_key import PRESENT, SoftKey
from tests.browser import Browser
from tests.cast import Cast
from tests.house.inside import Hand, ledger
from tests.notices.conftest import LetterBox


def test_without_verification_it_is_refused(key: SoftKey, stranger: Browser) -> None:
    key.flags = PRESENT
    assert is_refused(stranger, key)


def test_without_verification_none_is_made(app: Flask, browser: Browser, cast: Cast) -> None:
    me, key = browser.as_(cast.advocate), SoftKey(flags=PRESENT)
    options = asked(me, "/account/passkeys/options")
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert me.post("/account/passkeys", name="x", answer=key.create(options)).status_code == 422
    assert kept(app) == []


def test_from_another_origin_it_is_refused(key: SoftKey, stranger: Browser) -> None:
    for origin in ("https://elsewhere.example", "http://localhost:8001", "https://localhost:8000"):
        key.origin = origin
        assert is_refused(stranger, key)


def test_for_another_site_it_is_refused(key: SoftKey, stranger: Browser) -> None:
    key.site = "elsewhere.example"
    assert is_refused(stranger, key)


def test_a_count_that_goes_back_switches_it_off(
    app: Flask, browser: Browser, cast: Cast, key: SoftKey, stranger: Browser, box: LetterBox
) -> None:
    copy = replace(key)
    for _time in range(3):
        assert come_in(Browser(app), key).status_code == 303
    box.forget()
    assert is_refused(stranger, copy)
    assert kept(app)[0].off_at is not None
    assert ledger(app)[-1].result is Result.FAILED
    [told] = box.got(cast.advocate)
    assert "One of your passkeys was switched off" in told
    assert is_refused(stranger, key)
    assert "Switched off" in browser.as_(cast.advocate).get("/account/passkeys").text


def test_nobody_switches_off_a_passkey_without_its_key(
    app: Flask, key: SoftKey, stranger: Browser
) -> None:
    """Who knows a passkey's id could otherwise shut its owner out."""
    come_in(Browser(app), key)
    forged = replace(key, count=0, key=SoftKey().key)
    assert is_refused(stranger, forged)
    assert kept(app)[0].off_at is None
    assert come_in(stranger, key).status_code == 303


def test_a_challenge_is_answered_once(
    app: Flask, browser: Browser, cast: Cast, stranger: Browser
) -> None:
    """With the cookie of that moment put back, as whoever copied both would do."""
    key = added(browser, cast.advocate, counts=False)
    options = asked(stranger, "/sign-in/passkey/options")
    with stranger._http.session_transaction() as session:
        held = dict(session)
    answer = key.use(options)
    assert stranger.post("/sign-in/passkey", answer=answer).status_code == 303
    thief = Browser(app)
    with thief._http.session_transaction() as session:
        session.update(held)
    assert thief.post("/sign-in/passkey", answer=answer).status_code == 422
    assert not is_in(thief)


def test_another_browsers_challenge_is_none(app: Flask, key: SoftKey, stranger: Browser) -> None:
    options = asked(Browser(app), "/sign-in/passkey/options")
    assert stranger.post("/sign-in/passkey", answer=key.use(options)).status_code == 422
    asked(stranger, "/sign-in/passkey/options")
    assert stranger.post("/sign-in/passkey", answer=key.use(options)).status_code == 422
    assert not is_in(stranger)


def test_a_challenge_for_one_act_is_none_for_another(
    browser: Browser, cast: Cast, key: SoftKey
) -> None:
    options = asked(browser, "/account/passkeys/options")
    assert browser.post("/sign-in/passkey", answer=key.use(options)).status_code == 422


@pytest.mark.parametrize("hours", [5.1 / 60, 24, -24, -1 / 60])
def test_after_five_minutes_a_challenge_is_none(
    key: SoftKey, stranger: Browser, hours: float
) -> None:
    """Nor where the clock was changed meanwhile."""
    options = asked(stranger, "/sign-in/passkey/options")
    clock.stand_at(clock.now() + timedelta(hours=hours))
    assert stranger.post("/sign-in/passkey", answer=key.use(options)).status_code == 422
    assert not is_in(stranger)


def test_another_persons_handle_is_refused(cast: Cast, key: SoftKey, stranger: Browser) -> None:
    key.handle = cast.outsider.id.bytes
    assert is_refused(stranger, key)


def test_who_left_does_not_come_in(app: Flask, cast: Cast, key: SoftKey, stranger: Browser) -> None:
    with app.app_context(), job("test: leave"):
        wanted = select(Member).where(Member.id == cast.advocate.id)
        db.session.scalars(wanted).one().is_active = False
    assert is_refused(stranger, key)


def test_a_lost_phone_opens_nothing_once_its_owner_was_let_in_anew(
    app: Flask, cast: Cast, key: SoftKey, stranger: Browser
) -> None:
    with app.app_context(), job("test: void"):
        make_void(cast.advocate.id)
    assert is_refused(stranger, key)
    assert kept(app) == []


def test_a_passkey_that_sql_wrote_opens_nothing(
    app: Flask, cast: Cast, key: SoftKey, stranger: Browser, hand: Hand
) -> None:
    theirs = "UPDATE passkeys SET member_id = :me WHERE member_id = :victim"
    assert hand.run(theirs, me=cast.outsider.id, victim=cast.advocate.id) == 1
    key.handle = b""
    assert is_refused(stranger, key)
    hand.run(theirs, me=cast.advocate.id, victim=cast.outsider.id)
    assert come_in(stranger, key).status_code == 303
    assert hand.run("UPDATE passkeys SET sign_count = 0") == 1
    assert is_refused(Browser(app), key)


def test_sent_twice_at_once_it_is_answered_once(
    app: Flask, browser: Browser, cast: Cast, stranger: Browser
) -> None:
    key = added(browser, cast.advocate, counts=False)
    answer = key.use(asked(stranger, "/sign-in/passkey/options"))
    with stranger._http.session_transaction() as session:
        held = dict(session)
    start = Barrier(4)

    def send(_number: int) -> bool:
        same = Browser(app)
        with same._http.session_transaction() as session:
            session.update(held)
        start.wait()
        return bool(same.post("/sign-in/passkey", answer=answer).status_code == 303)

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(send, range(4))) == 1
