"""Somebody's account was used by others; the ledger knows what it opened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.breaches.models import Affected, Breach, BreachPart
from safetynet.db import Model, db
from safetynet.vault import Category
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast, Player
from tests.scenes import Scene

M = TypeVar("M", bound=Model)

TEXT = "The phone was in the bag that is gone."
SECRET = "She was seen at the motel by the river."


def at(moment: datetime) -> str:
    """Return a moment as the browser's box for day and time sends it."""
    return clock.in_the_county(moment).strftime("%Y-%m-%dT%H:%M")


def typed(**changes: Any) -> dict[str, Any]:
    """Return what somebody types who reports a lost phone."""
    return {
        "kind": "lost_device",
        "certainty": "actual",
        "noticed_at": at(clock.now()),
        "happened_at": "",
        "about": "",
        "text": TEXT,
    } | changes


@pytest.fixture
def seen(app: Flask, cast: Cast) -> Scene:
    """Harbor (covered) and Probation each wrote something about her."""
    case = scenes.open_case(app, cast)
    for by in (cast.advocate, cast.probation):
        scenes.write_note(app, case, by, Category.SAFETY_RISK, SECRET)
    return case


Report = Callable[..., str]


@pytest.fixture
def report(browser: Browser) -> Report:
    """Report an incident as whoever is signed in; return the address of its page."""

    def reports(**changes: Any) -> str:
        answer = browser.post("/breaches", typed(**changes))
        assert answer.status_code == 303, answer.text
        return f"/breaches/{latest(browser.app).id}"

    return reports


def saved(app: Flask, model: type[M], *where: Any) -> list[M]:
    """Return rows as they are saved, let go of."""
    with app.app_context(), job("test: look"):
        found = rows(model, *where)
        db.session.expunge_all()
        return found


def latest(app: Flask) -> Breach:
    return max(saved(app, Breach), key=lambda one: one.reference)


def part_of(app: Flask, agency_id: UUID) -> BreachPart:
    [part] = saved(app, BreachPart, BreachPart.agency_id == agency_id)
    return part


def listed(app: Flask) -> set[tuple[UUID, UUID, frozenset[str]]]:
    """Return whom the list names: young person, agency, kinds of content."""
    return {
        (row.survivor_id, row.agency_id, frozenset(row.categories)) for row in saved(app, Affected)
    }


def look_into(browser: Browser, path: str, whose: UUID | str, **changes: Any) -> Any:
    """Ask the ledger for an account's visits of the last two hours, and read it."""
    said = {
        "account": str(whose),
        "agency": "",
        "since": at(clock.now() - timedelta(hours=2)),
        "until": at(clock.now() + timedelta(minutes=5)),
    } | changes
    answer = browser.post(f"{path}/scopes", said)
    if answer.status_code != 303:
        return answer
    return read(browser, path)


def read(browser: Browser, path: str) -> Any:
    return browser.post(f"{path}/list", {"version": latest(browser.app).version})


def decide(browser: Browser, path: str, verdict: str = "breach", **changes: Any) -> Any:
    said = {
        "verdict": verdict,
        "certainty": "actual",
        "reason": "Somebody signed in with it.",
        "version": latest(browser.app).version,
    } | changes
    return browser.post(f"{path}/decision", said)


@dataclass
class Desk:
    """One agency's part as its own people work on it."""

    browser: Browser
    player: Player

    @property
    def part(self) -> BreachPart:
        return part_of(self.browser.app, self.player.agency_id)

    @property
    def path(self) -> str:
        return f"/breaches/{self.part.breach_id}/parts/{self.part.id}"

    def row(self) -> Affected:
        whose = Affected.agency_id == self.player.agency_id
        [row] = saved(self.browser.app, Affected, whose)
        return row

    @property
    def person(self) -> str:
        return f"{self.path}/people/{self.row().id}"

    def call(self, outcome: str, text: str = "We spoke.") -> Any:
        said = {"outcome": outcome, "at": at(clock.now()), "text": text}
        return self.browser.post(f"{self.person}/calls", said | {"version": self.row().version})

    def write(self, language: str = "en") -> Any:
        said = {
            "happened": "A phone of ours was lost.",
            "doing": "We closed the account.",
            "contact": "Ana, 555-010-2020",
            "version": "0",
        }
        return self.browser.post(f"{self.path}/letter/{language}", said)

    def send(self, how: str = "mail") -> Any:
        said = {"how": how, "version": self.row().version}
        return self.browser.post(f"{self.person}/letter", said)

    def tell(self, to: str, **changes: Any) -> Any:
        said = {
            "to": to,
            "at": at(clock.now()),
            "told": "The program manager",
            "reference": "OVW-7",
            "version": self.part.version,
        } | changes
        return self.browser.post(f"{self.path}/notices", said)


@pytest.fixture
def run(browser: Browser, cast: Cast, seen: Scene, report: Report) -> str:
    """Probation's officer read her case by an account that is then looked into; it is a breach.

    The privacy officer is signed in at the end; what is returned is the incident's address.
    """
    browser.as_(cast.probation).get(seen.path)
    path = report(about=str(cast.probation.id))
    browser.as_(cast.privacy_officer)
    assert look_into(browser, path, cast.probation.id).status_code == 303
    assert decide(browser, path).status_code == 303
    return path
