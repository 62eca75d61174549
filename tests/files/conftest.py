import pytest
from flask import Flask

from tests import scenes
from tests.cast import Cast
from tests.scenes import Scene


@pytest.fixture
def scene(app: Flask, cast: Cast) -> Scene:
    """A case that Harbor leads, with County Probation and Bridge Clinic at its table."""
    return scenes.open_case(app, cast)
