"""A case in which an emergency opens what no seat does, and a clock that moves on."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from safetynet import clock
from safetynet.vault import Category
from tests import scenes
from tests.cast import Cast
from tests.scenes import Scene


@pytest.fixture
def urgent(app: Flask, cast: Cast) -> Scene:
    """A case with words of every agency at its table, of kinds that no seat opens."""
    scene = scenes.open_case(app, cast)
    for player in (cast.advocate, cast.provider, cast.probation):
        scenes.write_note(app, scene, player, Category.HEALTH, f"Health, by {player.email}.")
    scenes.write_note(app, scene, cast.provider, Category.SUBSTANCE_USE, "Substance use.")
    return scene


@pytest.fixture
def later() -> Iterator[Any]:
    yield lambda **ahead: clock.stand_at(clock.now() + timedelta(**ahead))
    clock.stand_at(None)
