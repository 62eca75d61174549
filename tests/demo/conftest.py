"""One demonstration county with canaries, built once for all tests that only look at it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from safetynet.demo.county import Invented
from tests.conftest import close
from tests.town import demonstration


@dataclass(frozen=True)
class County:
    """The app of a demonstration, who signs in there, and its canaries."""

    app: Flask
    people: list[Invented]
    canaries: list[dict[str, str]]


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    folder = tmp_path_factory.mktemp("demonstration")
    listed = folder / "canaries.json"
    app, people = demonstration(folder, canaries=listed)
    yield County(app, people, json.loads(listed.read_text()))
    with app.app_context():
        close(app)
