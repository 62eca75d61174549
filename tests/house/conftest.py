"""Two cases in one house: Harbor's, with a team, and the outsider's own, with nobody.

And a county full of canaries, built once, for tests that leave it as they found it.
"""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from flask import Flask

from safetynet.edge.logs import SafeLines
from tests import scenes
from tests.browser import Browser
from tests.cast import Cast
from tests.conftest import House, as_role, close, config_in, run
from tests.county import County, county_in
from tests.house.inside import As, Hand, open_case_elsewhere
from tests.house.rooms import furnish
from tests.house.serving import site  # noqa: F401 - a fixture for every file here
from tests.scenes import Scene


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    """Harbor's case; the outsider has no tie to it."""
    return scenes.open_case(app, cast)


@pytest.fixture
def other(app: Flask, cast: Cast) -> Scene:
    """The outsider's own case; Harbor has no tie to it."""
    return open_case_elsewhere(app, cast.outsider)


@pytest.fixture
def furnished(app: Flask) -> Flask:
    """The app with the careless room in it, answering faults as a real installation does."""
    furnish(app)
    return app


@pytest.fixture
def as_(furnished: Flask) -> As:
    """A browser of its own for each person, signed in."""
    return lambda player: Browser(furnished).as_(player)


@pytest.fixture
def log(app: Flask) -> Iterator[StringIO]:
    """Everything the app writes to its log, as a file would hold it."""
    written = StringIO()
    (handler,) = [
        one for one in logging.getLogger().handlers if isinstance(one.formatter, SafeLines)
    ]
    assert isinstance(handler, logging.StreamHandler)
    before = handler.setStream(written)
    yield written
    if before is not None:
        handler.setStream(before)


@pytest.fixture(scope="session")
def county(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    """A demonstration with a canary in every sealed field; whoever changes it puts it back.

    Twelve young people are the fewest with something in every column.
    """
    folder, url, owner = tmp_path_factory.mktemp("county"), None, None
    if house.server:
        run(house.server, "CREATE DATABASE sn_county OWNER sn_owner")
        url, owner = (as_role(house.server, "sn_county", role) for role in ("sn_app", "sn_owner"))
    county = county_in(config_in(folder, url, owner), survivors=12, open_cases=5)
    county.app.config["PROPAGATE_EXCEPTIONS"] = False
    yield county
    with county.app.app_context():
        close(county.app)
    if house.server:
        run(house.server, "DROP DATABASE sn_county WITH (FORCE)")


@pytest.fixture
def county_hand(county: County) -> Iterator[Hand]:
    """Whoever administers that county's database."""
    hand = Hand(county.app)
    yield hand
    hand.close()
