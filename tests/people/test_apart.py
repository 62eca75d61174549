"""Whoever asks at the door learns by nothing whether somebody or some link is there (CR-40)."""

import random
import statistics
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from safetynet.access import job
from safetynet.authentication import throttle
from safetynet.authentication.throttle import Limit, What
from safetynet.db import db
from safetynet.people.models import Invitation, Stage
from safetynet.vault import vault
from safetynet.vault.password import CAREFUL
from tests.browser import Browser, rows, without_tokens
from tests.cast import Cast
from tests.people.coming_in import invite
from tests.people.test_joining import headers

TRIES, WARM_UP = 500, 10
APART = 0.05
AGAIN = 2
"""How often a comparison may be made: a machine may be busy."""

pytestmark = [pytest.mark.long, pytest.mark.timeout(3600)]
Ask = Callable[[], TestResponse]


@pytest.fixture
def careful(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a password cost what it costs outside of tests, and let one place try so often."""
    with app.app_context():
        passwords = vault().passwords
    monkeypatch.setattr(passwords, "_profile", CAREFUL)
    monkeypatch.setattr(passwords, "_nobodys", passwords.hash_password("nobody's"))
    widest = Limit(together=9999, account=9999, place=9999, window=timedelta(hours=1))
    monkeypatch.setattr(throttle, "LIMITS", dict.fromkeys(What, widest))


def told(answer: TestResponse) -> object:
    return answer.status_code, headers(answer), without_tokens(answer.text)


def ratio_of(known: Ask, unknown: Ask, before: Callable[[], None]) -> float:
    """Ask in pairs, in an order that changes; return the ratio of the medians."""
    dice, took = random.Random(31), dict[bool, list[float]]()
    seen = set()
    for n in range(TRIES):
        before()
        for is_known in dice.sample((True, False), 2):
            began = time.perf_counter()
            answer = (known if is_known else unknown)()
            took.setdefault(is_known, []).append(time.perf_counter() - began)
            if n >= WARM_UP:
                seen.add(repr(told(answer)))
    assert len(seen) == 1, "answers differ"
    return statistics.median(took[True]) / statistics.median(took[False])


def check(known: Ask, unknown: Ask, before: Callable[[], None]) -> None:
    for attempt in range(AGAIN):
        ratio = ratio_of(known, unknown, before)
        print(f"\n{ratio:.3f}", end="")  # noqa: T201 - a figure for ./sn check --long
        if abs(ratio - 1) < APART or attempt == AGAIN - 1:
            break
    assert abs(ratio - 1) < APART


def test_a_link_that_is_there_and_one_that_is_not(
    app: Flask, browser: Browser, cast: Cast, careful: None
) -> None:
    way = invite(app, browser.as_(cast.supervisor), cast.harbor_id)
    stranger = Browser(app)

    def forget_guesses() -> None:
        with app.app_context(), job("test: forget"):
            [row] = rows(Invitation)
            row.guesses = 0

    check(
        lambda: stranger.post(way.path, code="0000 0000"),
        lambda: stranger.post(f"/join/{'A' * 43}", code="0000 0000"),
        forget_guesses,
    )


def test_an_address_that_is_there_and_one_that_is_not(
    app: Flask, browser: Browser, cast: Cast, careful: None
) -> None:
    stranger = Browser(app)

    def forget_asking() -> None:
        with app.app_context(), job("test: forget"):
            for row in rows(Invitation, Invitation.stage == Stage.ASKED):
                db.session.delete(row)

    check(
        lambda: stranger.post("/sign-in/help", email=cast.advocate.email),
        lambda: stranger.post("/sign-in/help", email="advocate@nobody.example.org"),
        forget_asking,
    )
