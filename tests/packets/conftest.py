"""Final minutes of one case, for the tests of copies."""

import pytest
from flask import Flask

from tests.browser import Browser
from tests.cast import Cast
from tests.meetings.sitting import Sitting, end, sit_down

TOLD, OWN, DECIDED = "Stays with an aunt", "Our own words on safety", "Placement is supported"


@pytest.fixture
def minuted(app: Flask, browser: Browser, cast: Cast) -> Sitting:
    """Final minutes that hold Probation's words, the team's, and Harbor's own."""
    held = sit_down(app, cast, browser)
    browser.as_(cast.advocate).post(held.screen, said_safety_plan=OWN)
    browser.as_(cast.coordinator).post(
        held.screen,
        said_safety_status=TOLD,
        source_safety_status=str(cast.probation.agency_id),
        no_wishes="not_asked",
        decisions=DECIDED,
        then="next",
        version="2",
    )
    end(browser, cast, held)
    browser.post(f"{held.path}/finalisation")
    return held
