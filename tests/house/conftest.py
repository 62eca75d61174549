"""Two cases in one house: Harbor's, with a team, and the outsider's own, with nobody."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests import scenes
from tests.cast import Cast
from tests.house.inside import Hand, open_case_elsewhere
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
def hand(app: Flask) -> Iterator[Hand]:
    """Whoever administers the database."""
    hand = Hand(app)
    yield hand
    hand.close()
