"""Referrals for tests: what people type, and what the office then knows."""

from datetime import timedelta
from typing import Any

from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.referrals import Referral
from tests.browser import Browser, rows
from tests.cast import Player

FIRST, LAST, STREET_NAME = "Marigold", "Thistledown", "Goldie"
FACTS = "She was seen at the motel on Tuesday night."
OPINION = "I think the man in the grey car controls her."
ACCOUNT = "He said he would wait outside the school."
WANTS = "She wants to finish tenth grade."
PHONE = "555-010-4242"
MAN = "Uncle Bramble"


def typed(basis: str, **more: Any) -> dict[str, Any]:
    """Return a filled form of a named young person."""
    return {
        "basis": basis,
        "first_name": FIRST,
        "last_name": LAST,
        "aliases": STREET_NAME,
        "births-0-born-month": "3",
        "births-0-born-day": "14",
        "births-0-born-year": "2010",
        "urgency": "days",
        "awareness": "yes",
        "facts": FACTS,
        "opinion": OPINION,
        "wants": WANTS,
        "risks": ["missing", "self_harm"],
        "contacts-0-value": PHONE,
        "contacts-0-may_text": "y",
        "account": ACCOUNT,
        "controls": ["threats"],
        "persons-0-called": MAN,
        "wants_seat": "y",
    } | more


def released(*categories: str) -> dict[str, Any]:
    """Return what a release adds to the form."""
    today = clock.today()
    return {
        "categories": list(categories),
        "signers": ["youth_alone"],
        "signer_names": f"{FIRST} {LAST}",
        "purpose": "to plan together",
        "not_shared": "where she sleeps",
        "risks_discussed": "that more people know",
        "alone_because": "counselling, Family Code 6924",
        "told_it_is_free": "y",
        "signed_on": today.isoformat(),
        "ends_on": (today + timedelta(days=30)).isoformat(),
    }


def coded() -> dict[str, Any]:
    return {
        "basis": "coded",
        "urgency": "hours",
        "awareness": "yes",
        "facts": FACTS,
        "wants_seat": "y",
    }


def send(browser: Browser, player: Player, form: dict[str, Any]) -> str:
    """Send a filled form and return the referral's address."""
    response = browser.as_(player).post("/referrals/new", form)
    assert response.status_code == 303, response.text
    return str(response.location)


def version_of(app: Flask, path: str) -> int:
    """Return the version of the referral at an address, as a form would carry it."""
    with app.app_context(), job("test: version"):
        [found] = [r for r in rows(Referral) if str(r.id) in path]
        return int(found.version)
