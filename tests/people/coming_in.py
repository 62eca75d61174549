"""How somebody comes in, for tests: a mail's link, a spoken code, and the pages behind them."""

import html
import re
from dataclasses import dataclass
from datetime import timedelta

import pyotp
from flask import Flask
from werkzeug.test import TestResponse

from safetynet import clock
from safetynet.access import job
from safetynet.authentication.models import Credential
from safetynet.db import db
from safetynet.people.models import Invitation
from tests.browser import Browser, rows
from tests.notices.conftest import LetterBox

SPOKEN = re.compile(r"<dd>(\d{4} \d{4})</dd>")
LINK = re.compile(r"https?://\S+(/join/\S+)")
NEW = "seven quiet otters ferry pianos"
NOOR = {
    "name": "Noor Khan",
    "email": "noor@harbor.example.org",
    "role": "advocate",
    "checked_how": "photo_id",
}


@dataclass
class Way:
    """What the two who are in touch with a person hold: the mail's link, and the code."""

    path: str
    code: str


def spoken(page: TestResponse) -> str:
    found = SPOKEN.search(page.text)
    assert page.status_code == 201, page.text
    assert found
    return found[1]


def mailed(app: Flask, email: str) -> str:
    """Send what is due, and return the path of the last link that somebody was mailed."""
    box = LetterBox(app)
    box.emptied()
    said = [LINK.search(mail.get_content()) for mail in box.took if mail["To"] == email]
    found = [one for one in said if one]
    assert found, "no link was mailed"
    return found[-1][1]


def invite(app: Flask, by: Browser, agency: object, **other: str) -> Way:
    page = by.post(f"/people/agencies/{agency}/members", NOOR | other)
    code = spoken(page)
    return Way(mailed(app, (NOOR | other)["email"]), code)


def agree(browser: Browser, way: Way, name: str = "Noor Khan") -> None:
    """Go as far as the page on which she chooses how she signs in."""
    assert browser.post(way.path, code=way.code).location == "/joining/agreement"
    day = (clock.today() - timedelta(days=3)).isoformat()
    signed = browser.post("/joining/agreement", signed=name, trained_on=day)
    assert signed.location == "/joining/sign-in", signed.text


def set_up(browser: Browser, password: str = NEW) -> TestResponse:
    """Give the app's code and a password, on the page that shows the secret."""
    return set_up_with(browser, code_on_page(browser), password)


def code_on_page(browser: Browser) -> str:
    """Return the code that an app would show now for the secret of the page."""
    page = browser.get("/joining/sign-in").text
    secret = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)
    assert secret
    return pyotp.TOTP(secret[1].replace(" ", "")).at(clock.now())


def set_up_with(browser: Browser, code: str, password: str = NEW) -> TestResponse:
    return browser.post("/joining/sign-in", password=password, again=password, code=code)


def sign_in(app: Flask, email: str, password: str = NEW) -> Browser:
    """Sign in through the pages, with the next code."""
    browser = Browser(app)
    asked = browser.post("/sign-in", email=email, password=password)
    assert asked.status_code == 303, html.unescape(asked.text)
    with app.app_context(), job("test: a code"):
        [held] = [one for one in rows(Credential) if one.email == email.strip().lower()]
        secret, step = held.totp_secret, held.totp_step
    code = pyotp.TOTP(secret).generate_otp(step + 1)
    assert browser.post(str(asked.location), code=code).status_code == 303
    return browser


def invitation(app: Flask) -> Invitation:
    """Return the one invitation there is, as it stands."""
    with app.app_context(), job("test: look"):
        found: Invitation = rows(Invitation)[0]
        db.session.expunge(found)
    return found
