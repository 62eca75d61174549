"""Plans for tests: a plan, a goal in her words, a step for an agency."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.plans import Goal, Plan, Step
from safetynet.plans.version_models import PlanVersion
from tests.browser import Browser, rows
from tests.cast import Player
from tests.scenes import Scene

WANTED = "I want to finish tenth grade"
ASKED = "Enrol her at night school"


def only(app: Flask, model: Any, field: str = "id") -> Any:
    """Return one field of the newest row of a model."""
    with app.app_context(), job("test: look"):
        return getattr(rows(model)[-1], field)


def plan(browser: Browser, scene: Scene, kind: str = "stabilization") -> UUID:
    assert browser.post(f"{scene.path}/plans", kind=kind).status_code == 303
    found: UUID = only(browser.app, Plan)
    return found


def goal(browser: Browser, scene: Scene, text: str = WANTED) -> UUID:
    path = f"{scene.path}/plans/{plan(browser, scene)}/goals"
    assert browser.post(path, domain="learning", text=text).status_code == 303
    found: UUID = only(browser.app, Goal)
    return found


def step(browser: Browser, scene: Scene, owner: Player, text: str = ASKED, **f: Any) -> str:
    """Add a step to a new goal, as whoever is signed in; return the address of its update page."""
    due = f.pop("due", clock.today() + timedelta(days=3)).isoformat()
    path = f"{scene.path}/goals/{goal(browser, scene)}/steps"
    response = browser.post(path, text=text, owner=str(owner.agency_id), due=due)
    assert response.status_code == 303
    return f"/steps/{only(browser.app, Step)}"


def sent(browser: Browser, scene: Scene) -> str:
    """Send the newest plan to be approved; return the address of its version."""
    here = only(browser.app, Plan)
    version = str(only(browser.app, Plan, "version"))
    answer = browser.post(f"{scene.path}/plans/{here}/versions", version=version)
    assert answer.status_code == 303
    return str(answer.location)


def approved(browser: Browser, scene: Scene, by: Player, sender: Player) -> str:
    """Have the newest plan approved by a second person; return the address of its version."""
    path = sent(browser.as_(sender), scene)
    until = (clock.today() + timedelta(days=30)).isoformat()
    version = str(only(browser.app, PlanVersion, "version"))
    answer = browser.as_(by).post(
        f"{path}/decision", decision="approved", review_on=until, version=version
    )
    assert answer.status_code == 303
    return path
