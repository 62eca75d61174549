"""Passkeys: added on one's own page, and enough by themselves to sign in."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

from safetynet import clock
from safetynet.audit import Result
from safetynet.authentication import ceremony
from safetynet.authentication.ceremony import Site
from safetynet.authentication.passkeys import MOST
from tests.authentication.by_passkey import NO, added, asked, come_in, is_refused, kept
from tests.authentication.entering import is_in, type_code, type_password
from tests.authentication.soft_key import SoftKey
from tests.browser import Browser
from tests.cast import Cast
from tests.house.inside import ledger
from tests.notices.conftest import LetterBox


def test_it_is_added_named_and_removed(app: Flask, browser: Browser, cast: Cast) -> None:
    me = browser.as_(cast.advocate)
    assert "You have none yet." in me.get("/account/passkeys").text
    key = added(browser, cast.advocate)
    added(browser, cast.advocate, "key on my ring")
    page = me.get("/account/passkeys").text
    assert "my phone" in page and "key on my ring" in page
    [phone, ring] = kept(app)
    name = {f"p{phone.id.hex}-name": "my old phone"}
    assert me.post(f"/account/passkeys/{phone.id}/name", name).status_code == 303
    assert "my old phone" in me.get("/account/passkeys").text
    assert me.post(f"/account/passkeys/{phone.id}/removal").status_code == 303
    assert [one.id for one in kept(app)] == [ring.id]
    assert is_refused(Browser(app), key)


def test_it_needs_a_name_and_an_answer(app: Flask, browser: Browser, cast: Cast) -> None:
    me, key = browser.as_(cast.advocate), SoftKey()
    options = asked(me, "/account/passkeys/options")
    nameless = me.post("/account/passkeys", name=" ", answer=key.create(options))
    assert nameless.status_code == 422 and "Give it a name." in nameless.text
    for answer in ("", "{}", "no answer", key.use(options)):
        asked(me, "/account/passkeys/options")
        wrong = me.post("/account/passkeys", name="my phone", answer=answer)
        assert wrong.status_code == 422 and "The passkey was not made." in wrong.text
    assert kept(app) == []
    added(browser, cast.advocate)
    [one] = kept(app)
    nameless = me.post(f"/account/passkeys/{one.id}/name", {f"p{one.id.hex}-name": ""})
    assert nameless.status_code == 422 and "Give it a name." in nameless.text


def test_only_its_owner_knows_of_it(app: Flask, browser: Browser, cast: Cast, key: SoftKey) -> None:
    [one] = kept(app)
    for other in (cast.supervisor, cast.administrator, cast.privacy_officer, cast.outsider):
        someone = browser.as_(other)
        assert "You have none yet." in someone.get("/account/passkeys").text
        assert someone.post(f"/account/passkeys/{one.id}/removal").status_code == 404
        assert someone.post(f"/account/passkeys/{one.id}/name", name="mine").status_code == 404
    assert not is_refused(Browser(app), key)


def test_one_device_holds_one(browser: Browser, cast: Cast, key: SoftKey) -> None:
    """The device is told which are there; what it makes all the same is not kept twice."""
    options = asked(browser, "/account/passkeys/options")
    assert [base64url_to_bytes(one["id"]) for one in options["excludeCredentials"]] == [key.id]
    again = browser.post("/account/passkeys", name="again", answer=key.create(options))
    assert again.status_code == 422
    other = browser.as_(cast.outsider)
    options = asked(other, "/account/passkeys/options")
    taken = other.post("/account/passkeys", name="mine now", answer=key.create(options))
    assert taken.status_code == 422


def test_there_are_ten_at_most(app: Flask, browser: Browser, cast: Cast) -> None:
    for number in range(MOST):
        added(browser, cast.advocate, f"key {number}")
    page = browser.get("/account/passkeys").text
    assert "You have as many as there can be." in page
    options = asked(browser, "/account/passkeys/options")
    late = browser.post("/account/passkeys", name="more", answer=SoftKey().create(options))
    assert "You have as many as there can be." in browser.told(late)
    assert len(kept(app)) == MOST


def test_what_changes_is_told_by_mail(
    app: Flask, browser: Browser, cast: Cast, box: LetterBox
) -> None:
    added(browser, cast.advocate)
    [told] = box.got(cast.advocate)
    assert "A passkey, your authenticator app or your recovery codes" in " ".join(told.split())
    [one] = kept(app)
    browser.post(f"/account/passkeys/{one.id}/removal")
    assert len(box.got(cast.advocate)) == 2


def test_the_password_may_be_shorter_beside_one(browser: Browser, cast: Cast, key: SoftKey) -> None:
    assert "At least 12 characters" in browser.get("/account").text
    assert "At least 15 characters" in browser.as_(cast.outsider).get("/account").text


# Signing in -------------------------------------------------------------------------------------


def test_it_signs_in_by_itself(
    app: Flask, cast: Cast, key: SoftKey, stranger: Browser, box: LetterBox
) -> None:
    box.forget()
    answer = come_in(stranger, key)
    assert answer.status_code == 303 and answer.location == "/"
    assert is_in(stranger)
    assert any("Somebody signed in" in told for told in box.got(cast.advocate))
    told = [entry for entry in ledger(app) if entry.result is Result.SIGNED_IN]
    assert [entry.actor for entry in told] == [cast.advocate.id]


def test_it_leads_on_to_a_page_of_ours(key: SoftKey, app: Flask) -> None:
    for wanted, path in (("/account", "/account"), ("https://elsewhere.example", "/")):
        stranger = Browser(app)
        options = asked(stranger, "/sign-in/passkey/options")
        to = f"/sign-in/passkey?next={wanted}"
        assert stranger.post(to, answer=key.use(options)).location == path


def test_it_works_while_the_password_is_locked(cast: Cast, key: SoftKey, stranger: Browser) -> None:
    for _try in range(10):
        type_password(stranger, cast.advocate, "wrong")
    assert type_password(stranger, cast.advocate) == 429
    assert come_in(stranger, key).status_code == 303
    assert is_in(stranger)


def test_a_half_sign_in_becomes_another(cast: Cast, key: SoftKey, stranger: Browser) -> None:
    """A password was typed, then a passkey used: what the cookie held before opens nothing."""
    type_password(stranger, cast.outsider)
    assert come_in(stranger, key).status_code == 303
    assert type_code(stranger) == 303
    assert is_in(stranger)


def test_the_token_is_new(app: Flask, key: SoftKey, stranger: Browser) -> None:
    """Whoever planted a cookie beforehand has nothing in hand afterwards (fixation)."""
    with stranger._http.session_transaction() as session:
        session["sign_in"] = "ab" * 32
    come_in(stranger, key)
    with stranger._http.session_transaction() as session:
        assert session["sign_in"] != "ab" * 32
        assert set(session) <= {"sign_in", "csrf_token", "_flashes"}


def test_a_device_that_does_not_count_is_good(browser: Browser, cast: Cast, app: Flask) -> None:
    """Passkeys that several devices share say 0 each time."""
    key = added(browser, cast.advocate, counts=False)
    for _time in range(3):
        assert come_in(Browser(app), key).status_code == 303


def test_who_asks_learns_nothing_of_anybody(app: Flask, key: SoftKey) -> None:
    first, second = (asked(Browser(app), "/sign-in/passkey/options") for _time in range(2))
    assert first.pop("challenge") != second.pop("challenge")
    assert first == second
    assert first["allowCredentials"] == [] and first["userVerification"] == "required"


def test_asking_writes_nothing(app: Flask, key: SoftKey, stranger: Browser) -> None:
    """Anybody may ask: it must not fill the database."""
    before = len(ledger(app))
    for _time in range(5):
        asked(stranger, "/sign-in/passkey/options")
    assert len(ledger(app)) == before


def test_where_browsers_take_none_the_page_offers_none(
    app: Flask, browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        app.extensions, "config", replace(app.extensions["config"], public_url="http://10.0.0.7")
    )
    assert browser.post("/sign-in/passkey/options").status_code == 404
    assert "Sign in with a passkey" not in browser.get("/sign-in").text
    page = browser.as_(cast.advocate).get("/account/passkeys").text
    assert "only where this site has a name of its own and https" in page
    assert browser.post("/account/passkeys/options").status_code == 404


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (
            "https://safetynet.example.org",
            Site("safetynet.example.org", "https://safetynet.example.org"),
        ),
        ("https://sn.example.org:8443", Site("sn.example.org", "https://sn.example.org:8443")),
        ("http://127.0.0.1:8000", Site("localhost", "http://localhost:8000")),
        ("http://[::1]:8000", Site("localhost", "http://localhost:8000")),
        ("http://localhost", Site("localhost", "http://localhost")),
        ("http://safetynet.example.org", None),
        ("https://192.0.2.1", None),
        ("https://[2001:db8::1]", None),
    ],
)
def test_a_passkey_is_made_for_our_public_address(
    app: Flask, monkeypatch: pytest.MonkeyPatch, url: str, found: Site | None
) -> None:
    changed = replace(app.extensions["config"], public_url=url)
    monkeypatch.setitem(app.extensions, "config", changed)
    with app.app_context():
        assert ceremony.site() == found


def test_it_shows_once_more_who_sits_there(
    app: Flask, browser: Browser, cast: Cast, key: SoftKey
) -> None:
    """What was to be sent goes on with it, but not with somebody else's, nor with an old answer."""
    other = added(Browser(app), cast.outsider)
    clock.stand_at(clock.now() + timedelta(minutes=6))
    page = browser.post("/account/recovery-codes")
    assert page.status_code == 401 and "Go on with a passkey" in page.text
    options = asked(browser, "/sign-in/again/options")
    assert [one["id"] for one in options["allowCredentials"]] == [bytes_to_base64url(key.id)]
    wrong = browser.post("/account/recovery-codes", again_passkey=other.use(options))
    assert wrong.status_code == 401 and NO in wrong.text
    stale = browser.post("/account/recovery-codes", again_passkey=key.use(options))
    assert stale.status_code == 401
    answer = key.use(asked(browser, "/sign-in/again/options"))
    assert browser.post("/account/recovery-codes", again_passkey=answer).status_code == 201
    assert browser.post("/account/recovery-codes").status_code == 201
