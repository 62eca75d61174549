"""Walking as one person in an app of its own, and as many in one app together."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, tzinfo
from hashlib import sha256
from random import Random
from typing import Any
from unittest.mock import patch

from flask import Flask
from werkzeug.test import TestResponse

from config import Config
from safetynet import clock, create_app
from tests.browser import Browser
from tests.cast import Player
from tests.conftest import close
from tests.house.sweep import steady

Answers = dict[str, str]
"""By address, the status and the digest of all that was answered."""


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand, also for whoever holds `clock.now` itself."""

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            # An app that stands elsewhere in time adds how far away that is.
            return moment - clock._offset

    with patch.object(clock, "datetime", Stopped):
        yield


@contextmanager
def opened(config: Config, moment: datetime) -> Iterator[Flask]:
    """Open an app that knows nothing yet, at a moment that does not pass, and close it."""
    with stopped_at(moment):
        app = create_app(config)
        app.config["PROPAGATE_EXCEPTIONS"] = False
        yield app
        with app.app_context():
            close(app)


def alone(config: Config, moment: datetime, player: Player, paths: list[str]) -> Answers:
    """Return what somebody is answered where nobody else asks."""
    with opened(config, moment) as app:
        browser = Browser(app).as_(player)
        return {path: digest(browser.look(path)) for path in paths}


def in_turns(
    config: Config, moment: datetime, players: list[Player], paths: list[str]
) -> list[Answers]:
    """Return what each is answered where all ask for the same, one after another."""
    answers: list[Answers] = [{} for _ in players]
    with opened(config, moment) as app:
        browsers = [Browser(app).as_(player) for player in players]
        for turn, path in enumerate(paths):
            for place in range(len(players)):
                # Another one begins each time.
                who = (turn + place) % len(players)
                answers[who][path] = digest(browsers[who].look(path))
    return answers


def at_once(
    config: Config, moment: datetime, players: list[Player], paths: list[str]
) -> list[Answers]:
    """Return what each is answered where all ask at the same time, each in an order of its own."""
    with opened(config, moment) as app, ThreadPoolExecutor(len(players)) as pool:
        browsers = [Browser(app).as_(player) for player in players]
        shuffled = [Random(place).sample(paths, len(paths)) for place in range(len(players))]
        walks = zip(browsers, shuffled, strict=True)
        return list(pool.map(lambda walk: {p: digest(walk[0].look(p)) for p in walk[1]}, walks))


# What the last page had to say stands on whichever page somebody opens next.
_SAID = re.compile(r'<div role="status">.*?(?=<div class="heading">)', re.DOTALL)


def digest(answer: TestResponse) -> str:
    told = _SAID.sub("", steady(answer))
    return f"{answer.status_code} {sha256(told.encode()).hexdigest()}"
