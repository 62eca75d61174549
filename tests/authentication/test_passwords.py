"""Which passwords are taken, and what is said about those that are not."""

import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask_babel import force_locale
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wtforms import Form

from safetynet.authentication import signing_in
from safetynet.authentication.passwords import NewPasswordField, check_strength
from tests.browser import Browser
from tests.cast import PASSWORD, Cast

GOOD = "laurel river lantern forty"
ABOUT = ("Wilhelmina Oyelaran", "w.oyelaran@harborhouse.example.org", "Harbor House", "Test County")


@pytest.fixture
def asked(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def said(password: str, *, has_passkey: bool = False) -> str:
    return check_strength(password, about=ABOUT, has_passkey=has_passkey) or "good"


@pytest.mark.usefixtures("asked")
def test_it_is_long_and_less_so_beside_a_passkey() -> None:
    assert said("kv9 Trm#q2 xWzL"[:14]) == "Use at least 15 characters, such as four words."
    assert said("kv9 Trm#q2 xWzL") == "good"
    assert said("kv9 Trm#q2x"[:11], has_passkey=True).startswith("Use at least 12 characters")
    assert said("kv9 Trm#q2xW", has_passkey=True) == "good"
    assert said(GOOD + "x" * 103) == "Use at most 128 characters."
    assert said(GOOD + "x" * 102) == "good"


@pytest.mark.usefixtures("asked")
def test_no_kind_of_sign_is_asked_for() -> None:
    for password in (GOOD, GOOD.upper(), "829104756301928374651", "mi abuela vende tamales ricos"):
        assert said(password) == "good"


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("password", "because"),
    [
        ("password1234567", "This is among the first passwords that somebody would try."),
        ("abcdefghijklmnop", "This repeats itself or follows a row."),
        ("abcabcabcabcabcabc", "This repeats itself or follows a row."),
        ("SafetyNet1234567", "Leave out your name, your agency’s and other names from here."),
        ("wilhelminaoyelaran", "Leave out your name, your agency’s and other names from here."),
        ("harborhouse1234567", "Leave out your name, your agency’s and other names from here."),
        ("TestCounty123456", "Leave out your name, your agency’s and other names from here."),
    ],
)
def test_what_would_be_tried_first_is_not_taken(password: str, because: str) -> None:
    assert said(password).startswith(because)
    assert "Use four words that have nothing to do with each other." in said(password)
    with force_locale("es"):
        assert "Use cuatro palabras" in said(password)


@pytest.mark.usefixtures("asked")
def test_names_from_here_are_guessed_for_others_not() -> None:
    """The same password is good where nothing in it says who somebody is."""
    password = "oyelaranwilhelmina"
    assert check_strength(password, about=[], has_passkey=False) is None
    assert check_strength(password, about=ABOUT, has_passkey=False) is not None


@pytest.mark.usefixtures("asked")
def test_nobodys_words_stand_among_anothers(app: Flask) -> None:
    """Two people who choose a password at once are each asked about their own words."""

    def is_good(about: str) -> bool:
        with app.test_request_context():
            words = [about] * 4
            return check_strength("oyelaranwilhelmina", about=words, has_passkey=False) is None

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(is_good, ["Nobody Else", "Wilhelmina Oyelaran"] * 20))
    assert found == [True, False] * 20


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(codec=None), max_size=160))
def test_whatever_is_typed_gets_an_answer(app: Flask, password: str) -> None:
    with app.test_request_context():
        assert said(password)


def test_letters_composed_otherwise_are_the_same_password(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    """A telephone may type é as one sign and a keyboard as two."""
    typed = "café, señora, cajón, árbol"
    apart = unicodedata.normalize("NFD", typed)
    assert typed != apart
    change = {"password-old": PASSWORD, "password-new": apart}
    assert browser.as_(cast.advocate).post("/account/password", change).status_code == 303
    with app.test_request_context():
        assert signing_in.check_password(cast.advocate.email, typed)
        assert signing_in.check_password(cast.advocate.email, apart)


def test_whoever_changes_a_password_reads_what_to_do(browser: Browser, cast: Cast) -> None:
    for player in (cast.advocate, cast.privacy_officer, cast.administrator):
        me = browser.as_(player)
        assert "At least 15 characters" in me.get("/account").text
        name = player.email.partition("@")[0].replace("_", "")
        weak = {"password-old": PASSWORD, "password-new": f"{name}{name}1234567"}
        answer = me.post("/account/password", weak)
        assert answer.status_code == 422
        assert "Use four words" in answer.text
        assert weak["password-new"] not in answer.text


def test_a_field_knows_whose_password_it_asks_for() -> None:
    class Asking(Form):
        new = NewPasswordField()

    form = Asking(data={"new": GOOD})
    form.new.raw_data = [GOOD]
    with pytest.raises(LookupError):
        form.validate()
