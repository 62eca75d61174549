"""A goal says which services serve it, to whoever may know of them."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from safetynet import clock
from safetynet.access import job
from safetynet.directory import ServiceType
from safetynet.plans import Step
from tests import scenes
from tests.browser import Browser, rows
from tests.cast import Cast
from tests.linkages.offering import list_for, offered, sent, take
from tests.plans.planning import ASKED, goal, only
from tests.scenes import Scene

SERVED = 'aria-label="Services"'


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    return scenes.open_case(app, cast)


def served(page: str) -> str:
    """Return the line of services under the only goal."""
    return page.partition(SERVED)[2].partition("</ul>")[0]


def add_step(browser: Browser, scene: Scene, goal: UUID, cast: Cast, linkage: str = "") -> UUID:
    due = (clock.today() + timedelta(days=3)).isoformat()
    asked = {"text": ASKED, "owner": str(cast.probation.agency_id), "due": due}
    tied = browser.post(f"{scene.path}/goals/{goal}/steps", asked, linkage=linkage[-36:])
    assert tied.status_code == 303
    found: UUID = only(browser.app, Step)
    return found


def test_a_goal_names_the_services_of_its_steps_once_with_how_far_they_came(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    linkage = sent(browser, scene, list_for(app, cast.teacher.agency_id), cast.probation)
    here = goal(browser, scene)
    add_step(browser, scene, here, cast)
    assert SERVED not in browser.get(f"{scene.path}/plan").text
    for _ in range(2):
        add_step(browser, scene, here, cast, linkage)
    assert take(browser.as_(cast.teacher), linkage, "answers/accepted") == 303
    line = served(browser.as_(cast.probation).get(f"{scene.path}/plan").text)
    assert line.count("Evening class") == 1 and f'href="{linkage}"' in line
    assert "accepted" in line


def test_a_dropped_step_takes_its_service_along(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    linkage = sent(browser, scene, list_for(app, cast.teacher.agency_id), cast.probation)
    step = add_step(browser, scene, goal(browser, scene), cast, linkage)
    assert "Evening class" in served(browser.get(f"{scene.path}/plan").text)
    now = {"owner": str(cast.probation.agency_id), "due": clock.today().isoformat()}
    now |= {"status": "dropped", "version": "1", "linkage": linkage[-36:]}
    assert browser.post(f"{scene.path}/plan-steps/{step}", now).status_code == 303
    assert SERVED not in browser.get(f"{scene.path}/plan").text


def test_a_service_that_tells_by_itself_serves_no_goal_on_this_page(
    browser: Browser, cast: Cast, app: Flask, scene: Scene
) -> None:
    """Absent, and not blanked: even where a step was tied to it behind the form."""
    service = list_for(app, None, ServiceType.SUBSTANCE_USE, name="Night clinic")
    linkage = offered(browser, scene, service, cast.probation)
    step = add_step(browser, scene, goal(browser, scene), cast)
    with app.app_context(), job("test: tie"):
        rows(Step, Step.id == step)[0].linkage_id = UUID(linkage[-36:])
    for who in (cast.probation, cast.provider):
        page = browser.as_(who).get(f"{scene.path}/plan").text
        assert "Night clinic" not in page and SERVED not in page and linkage not in page
