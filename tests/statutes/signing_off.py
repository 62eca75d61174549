"""What people type about a law, and who then confirms it."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.sharing import DisclosureBasis
from safetynet.sharing.county_laws import law_on, settings
from safetynet.sharing.laws import Law
from tests.browser import Browser
from tests.cast import Cast, Player

REPORT = DisclosureBasis.MANDATED_REPORT
COUNSEL = "Ingeborg Statham"


def on_day(of: str, day: date) -> dict[str, Any]:
    """Return a field with a day."""
    return {of: day.isoformat()}


def typed(**changed: Any) -> dict[str, Any]:
    """Return a filled form: ten days, a name and a place, from today."""
    today = clock.today()
    said = {
        "use": "used",
        "days": 10,
        "kinds": ["identity", "location"],
        **on_day("since", today),
        "counsel": COUNSEL,
        **on_day("signed_on", today - timedelta(days=2)),
        "reference": "Opinion 22-7, in the office’s binder.",
        "version": 0,
    }
    return said | changed


def enter(browser: Browser, player: Player, law: DisclosureBasis = REPORT, **changed: Any) -> str:
    """Enter what counsel signed off and return the change's address."""
    answer = browser.as_(player).post(f"/laws/{law}/change", typed(**changed))
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def sign_off(browser: Browser, cast: Cast, law: DisclosureBasis = REPORT, **changed: Any) -> str:
    """Enter it by the privacy officer, and let the administrator confirm."""
    path = enter(browser, cast.privacy_officer, law, **changed)
    answer = browser.as_(cast.administrator).post(f"{path}/confirmation", version=1)
    assert answer.status_code == 303, answer.text
    return path


def law_today(app: Flask, law: DisclosureBasis = REPORT) -> Law | None:
    """Return the law as whoever tells finds it."""
    with app.app_context(), job("test: look"):
        return law_on(law, clock.today())


class Entered(NamedTuple):
    since: date
    holds_from: date | None


def entered(app: Flask) -> list[Entered]:
    """Return all that was entered, the newest first."""
    with app.app_context(), job("test: look"):
        return [Entered(row.since, row.holds_from) for row in settings()]
