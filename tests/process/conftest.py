"""A case of Harbor's and of Probation's, a desk at each, and something to ask for."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import Role, job
from safetynet.process.models import LegalProcess, Production
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.retention.conftest import supervisor_of
from tests.scenes import NAME, Scene

ISSUER = "Marlowe and Finch, attorneys\n12 Court Street, Laurel"
TEXT = "She was seen at the motel by the river."
SECRET = "What she told her counselor alone."
TREATED = "She began treatment in May."
LATER = timedelta(days=20)

Register = Callable[..., str]


def on_day(of: str, ahead: timedelta = timedelta()) -> dict[str, object]:
    """Return a field with a day, so far from today."""
    return {of: (clock.today() + ahead).isoformat()}


def typed(**changes: Any) -> dict[str, Any]:
    """Return what somebody types who registers a subpoena."""
    return {
        "kind": "subpoena",
        "issuer": ISSUER,
        "issuer_reference": "CV-2026-118",
        "served": "in_person",
        "person": NAME,
        "scope": "All records about her since January.",
        "hold": "y",
        **on_day("served_on"),
        **on_day("due_on", LATER),
    } | changes


@pytest.fixture
def her(app: Flask, cast: Cast) -> Scene:
    """Harbor (covered) and Probation each wrote something; so did a counselor of each."""
    her = scenes.open_case(app, cast)
    for by in (cast.advocate, cast.probation):
        scenes.write_note(app, her, by, Category.SAFETY_RISK, TEXT)
        scenes.write_note(app, her, by, Category.SUBSTANCE_USE, TREATED)
        scenes.write_note(app, her, by, Category.PRIVILEGED, SECRET)
    return her


@pytest.fixture
def desk(app: Flask, cast: Cast) -> Player:
    """The supervisor of an agency that is not covered."""
    return supervisor_of(app, cast, "probation")


@pytest.fixture
def second(app: Flask, desk: Player) -> Player:
    """Another person at the same desk."""
    return scenes.colleague(app, desk, Role.SUPERVISOR)


@pytest.fixture
def register(browser: Browser) -> Register:
    """Register a request as whoever is signed in; return its address."""

    def registers(**changes: Any) -> str:
        answer = browser.post("/legal-process", typed(**changes))
        assert answer.status_code == 303, answer.text
        return str(answer.location)

    return registers


def take(browser: Browser, path: str, kind: str, text: str = "") -> int:
    """Write a step down, as the page shows the request now."""
    said = {"kind": kind, "text": text, "version": version_of(browser, path), **on_day("day")}
    return browser.post(f"{path}/steps", said).status_code


def version_of(browser: Browser, path: str) -> int:
    found = UUID(path.rpartition("/")[2])
    with browser.app.app_context(), job("test: look"):
        for model in (LegalProcess, Production):
            for row in rows(model, model.id == found):
                return int(row.version)
    raise AssertionError(path)


def prepare(browser: Browser, path: str, *categories: str, **changes: Any) -> Any:
    """Choose what is produced and send it to a second person."""
    said = {
        "basis": "subpoena",
        "categories": list(categories or ("safety_risk",)),
        "version": version_of(browser, path),
        "prepare": "1",
    } | changes
    return browser.post(f"{path}/productions", said)


def ready(browser: Browser, register: Register, her: Scene, **changes: Any) -> str:
    """Register a request about her, of which counsel and the young person were told."""
    path = register(number=her.number, **changes)
    for kind in ("counsel_told", "survivor_told"):
        assert take(browser, path, kind) == 303
    return path


def decide(browser: Browser, production: str, word: str) -> int:
    said = {"version": version_of(browser, production)}
    return browser.post(f"{production}/{word}", said).status_code
