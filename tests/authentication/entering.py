"""Signing in through the pages, one step at a time."""

import pyotp

from safetynet import clock
from tests.browser import Browser
from tests.cast import PASSWORD, TOTP, Player


def type_password(browser: Browser, player: Player, password: str = PASSWORD) -> int:
    """Answer the first page; return the status, 303 where the password was right."""
    return browser.post("/sign-in", email=player.email, password=password).status_code


def type_code(browser: Browser, code: str | None = None) -> int:
    """Answer the second page, with the right code if none is given."""
    code = code or pyotp.TOTP(TOTP).at(clock.now())
    return browser.post("/sign-in/code", code=code).status_code


def is_in(browser: Browser) -> bool:
    return browser.look("/account").status_code == 200
