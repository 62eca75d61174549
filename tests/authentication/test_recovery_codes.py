"""Ten codes on paper: shown once, each good once, for whoever has no phone at hand."""

import re

import pytest
from flask import Flask

from safetynet.access import job
from safetynet.authentication.models import RecoveryCode
from safetynet.authentication.recovery_codes import HOW_MANY
from tests.authentication.entering import is_in, type_code, type_password
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.house.inside import Hand, ledger
from tests.notices.conftest import LetterBox

CODE = re.compile(r"<code>([a-z0-9-]+)</code>")


def made(browser: Browser, player: Player) -> list[str]:
    """Return ten new codes, as the page shows them once."""
    answer = browser.as_(player).post("/account/recovery-codes")
    assert answer.status_code == 201
    return CODE.findall(answer.text)


def typed(app: Flask, player: Player, code: str) -> Browser:
    """Type the right password and this code in a new browser; return it."""
    browser = Browser(app)
    assert type_password(browser, player) == 303
    browser.post("/sign-in/recovery", code=code)
    return browser


def test_ten_are_shown_once(browser: Browser, cast: Cast) -> None:
    assert "You have none." in browser.as_(cast.advocate).get("/account").text
    codes = made(browser, cast.advocate)
    assert len(set(codes)) == HOW_MANY
    assert all(re.fullmatch(r"(?:[2-9a-hjkmnp-z]{4}-){5}[2-9a-hjkmnp-z]{4}", one) for one in codes)
    page = browser.get("/account").text
    assert "You have 10 left." in page
    assert not any(code in page for code in codes)


def test_one_signs_in_in_place_of_a_code(app: Flask, browser: Browser, cast: Cast) -> None:
    codes = made(browser, cast.advocate)
    assert is_in(typed(app, cast.advocate, codes[3]))
    assert is_in(typed(app, cast.advocate, f" {codes[4].upper().replace('-', ' ')} "))
    told = [entry for entry in ledger(app) if entry.permission == "job:sign in: recovery code"]
    assert [entry.actor for entry in told] == [cast.advocate.id] * 2
    assert "You have 8 left." in browser.get("/account").text


def test_each_is_good_once(app: Flask, browser: Browser, cast: Cast) -> None:
    code = made(browser, cast.advocate)[0]
    assert is_in(typed(app, cast.advocate, code))
    again = typed(app, cast.advocate, code)
    assert not is_in(again)
    assert "That is none of your codes" in again.post("/sign-in/recovery", code=code).text


def test_new_ones_void_the_old(app: Flask, browser: Browser, cast: Cast) -> None:
    old = made(browser, cast.advocate)
    new = made(browser, cast.advocate)
    assert not any(is_in(typed(app, cast.advocate, code)) for code in old[:3])
    assert is_in(typed(app, cast.advocate, new[0]))


def test_they_are_one_persons_own(app: Flask, browser: Browser, cast: Cast) -> None:
    code = made(browser, cast.advocate)[0]
    made(browser, cast.outsider)
    assert not is_in(typed(app, cast.outsider, code))
    assert is_in(typed(app, cast.advocate, code))


def test_without_the_password_nobody_is_asked(app: Flask, browser: Browser, cast: Cast) -> None:
    code = made(browser, cast.advocate)[0]
    stranger = Browser(app)
    assert str(stranger.get("/sign-in/recovery").location).endswith("/sign-in")
    assert str(stranger.post("/sign-in/recovery", code=code).location).endswith("/sign-in")
    assert is_in(typed(app, cast.advocate, code))


def test_ten_wrong_ones_lock(app: Flask, browser: Browser, cast: Cast) -> None:
    """They count with wrong one-time codes."""
    code = made(browser, cast.advocate)[0]
    half = typed(app, cast.advocate, "no such code")
    for _try in range(9):
        assert half.post("/sign-in/recovery", code="no such code").status_code == 422
    assert half.post("/sign-in/recovery", code=code).status_code == 429
    assert type_code(half) == 429


def test_a_mail_says_how_many_are_left(
    app: Flask, browser: Browser, cast: Cast, box: LetterBox
) -> None:
    codes = made(browser, cast.advocate)
    [told] = box.got(cast.advocate)
    assert "your recovery codes were changed" in " ".join(told.split())
    box.forget()
    browser.post("/account/language", language="es")
    for code in codes[:2]:
        assert is_in(typed(app, cast.advocate, code))
    [_first, told] = box.got(cast.advocate)
    assert "quedan 8" in told
    assert not any(code in told for code in codes)


def test_only_a_hash_is_stored(app: Flask, browser: Browser, cast: Cast) -> None:
    codes = made(browser, cast.advocate)
    with app.app_context(), job("test: look"):
        stored = [row.code_hash for row in rows(RecoveryCode)]
    assert len(stored) == HOW_MANY
    for code in codes:
        assert not any(code.replace("-", "").encode() in one for one in stored)


@pytest.mark.parametrize("typed_in", ["", "   ", "x" * 61, "\ud800", "–" * 30])
def test_what_is_no_code_is_said_at_its_field(
    app: Flask, browser: Browser, cast: Cast, typed_in: str
) -> None:
    made(browser, cast.advocate)
    half = Browser(app)
    type_password(half, cast.advocate)
    answer = half.post("/sign-in/recovery", code=typed_in.encode(errors="surrogatepass"))
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


def test_a_used_one_is_not_good_again_by_sql(
    app: Flask, browser: Browser, cast: Cast, hand: Hand
) -> None:
    code, other = made(browser, cast.advocate)[:2]
    assert is_in(typed(app, cast.advocate, code))
    assert hand.run("UPDATE recovery_codes SET used_at = NULL WHERE used_at IS NOT NULL") == 1
    assert not is_in(typed(app, cast.advocate, code))
    thief = "UPDATE recovery_codes SET member_id = :me WHERE member_id = :victim"
    hand.run(thief, me=cast.outsider.id, victim=cast.advocate.id)
    assert not is_in(typed(app, cast.outsider, other))
