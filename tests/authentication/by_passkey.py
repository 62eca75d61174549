"""Adding a passkey and signing in with it, as the script of the pages does."""

from typing import Any

from flask import Flask

from safetynet.access import job
from safetynet.authentication.models import Passkey
from safetynet.db import db
from tests.authentication.entering import is_in
from tests.authentication.soft_key import SoftKey
from tests.browser import Browser, rows
from tests.cast import Player

NO = "That passkey was not accepted. Try it once more, or use your password."


def asked(browser: Browser, path: str) -> dict[str, Any]:
    """Ask for options, as the page's script does."""
    options = browser.post(path).json
    assert isinstance(options, dict)
    return options


def added(browser: Browser, player: Player, name: str = "my phone", **made: Any) -> SoftKey:
    """Give somebody a passkey through her page."""
    key = SoftKey(**made)
    options = asked(browser.as_(player), "/account/passkeys/options")
    answer = browser.post("/account/passkeys", name=name, answer=key.create(options))
    assert answer.status_code == 303
    return key


def come_in(browser: Browser, key: SoftKey) -> Any:
    """Sign in by a passkey alone."""
    options = asked(browser, "/sign-in/passkey/options")
    return browser.post("/sign-in/passkey", answer=key.use(options))


def is_refused(browser: Browser, key: SoftKey) -> bool:
    answer = come_in(browser, key)
    return answer.status_code == 422 and NO in answer.text and not is_in(browser)


def kept(app: Flask) -> list[Passkey]:
    with app.app_context(), job("test: look"):
        found = rows(Passkey)
        db.session.expunge_all()
        return found
